/** One level down an expression, for walks that care about few kinds of node. */
import type { Expr } from './ast.js';

/** The expressions that an expression is made of, in the order of the text. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'literal':
    case 'name':
    case 'missing':
      return [];
    case 'field':
      return [expr.of];
    case 'index':
      return present(expr.of, expr.index, expr.slice?.end);
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
      return present(...expr.fields.map((field) => field.value));
    case 'comprehension':
      return present(expr.item, expr.source, expr.condition, expr.sort?.by);
  }
}

function present(...all: readonly (Expr | null | undefined)[]): readonly Expr[] {
  return all.filter((expr) => expr != null);
}
