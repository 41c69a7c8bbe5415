/** Expressions as trees: what stands directly inside one. */
import type { ExprIR } from './ir.js';

export function childrenOf(expr: ExprIR): readonly ExprIR[] {
  const some = (...all: readonly (ExprIR | null)[]): ExprIR[] => all.filter((e) => e !== null);
  switch (expr.op) {
    case 'const':
    case 'param':
    case 'local':
    case 'rows':
      return [];
    case 'field':
    case 'negate':
    case 'not':
      return [expr.of];
    case 'index':
      return [expr.of, expr.index];
    case 'slice':
      return some(expr.of, expr.start, expr.end);
    case 'list':
      return expr.items;
    case 'record':
      return expr.fields.map((f) => f.value);
    case 'arith':
    case 'concat':
    case 'compare':
    case 'in':
    case 'and':
    case 'or':
      return [expr.left, expr.right];
    case 'if':
      return [expr.condition, expr.then, expr.otherwise];
    case 'call':
      return expr.args;
    case 'each':
      return some(expr.source, expr.condition, expr.sort?.by ?? null, expr.item);
    case 'row':
    case 'has':
      return [expr.key];
    case 'cell':
    case 'project':
      return [expr.row];
  }
}

/** Whether a test holds of an expression or of anything inside it. */
export function someWithin(expr: ExprIR, test: (e: ExprIR) => boolean): boolean {
  return test(expr) || childrenOf(expr).some((child) => someWithin(child, test));
}

/** The columns that an expression reads, as `Entity.field`. */
export function cellsIn(expr: ExprIR): string[] {
  const own = expr.op === 'cell' ? [`${expr.entity}.${expr.field}`] : expr.op === 'project' ? expr.fields.map((f) => `${expr.entity}.${f}`) : [];
  return [...own, ...childrenOf(expr).flatMap(cellsIn)];
}
