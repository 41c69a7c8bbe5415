/** Literals in expressions. */
import type { Expr, Literal } from '../syntax/ast.js';
import { childrenOf } from '../syntax/children.js';

export function literalsIn(expr: Expr): Literal[] {
  return expr.kind === 'literal' ? [expr.literal] : childrenOf(expr).flatMap(literalsIn);
}
