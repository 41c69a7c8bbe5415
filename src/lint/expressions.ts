/** Literals in expressions. */
import type { Expr, Literal } from '../syntax/ast.js';

export function literalsIn(expr: Expr): Literal[] {
  return expr.kind === 'literal' ? [expr.literal] : partsOf(expr).flatMap(literalsIn);
}

function partsOf(expr: Expr): readonly Expr[] {
  const some = (...all: readonly (Expr | null | undefined)[]): Expr[] => all.filter((e): e is Expr => e !== null && e !== undefined);
  switch (expr.kind) {
    case 'literal':
    case 'name':
    case 'missing':
      return [];
    case 'field':
      return [expr.of];
    case 'index':
      return some(expr.of, expr.index, expr.slice?.end);
    case 'call':
      return expr.args;
    case 'unary':
      return [expr.operand];
    case 'binary':
      return [expr.left, expr.right];
    case 'if':
      return [expr.condition, expr.then, expr.otherwise];
    case 'list':
      return expr.items;
    case 'record':
      return some(...expr.fields.map((f) => f.value));
    case 'comprehension':
      return some(expr.source, expr.condition, expr.sort?.by, expr.item);
  }
}
