/** Which of the two sorts of type expressions one is: values, or types made of types. */
import type { TypeExpr } from '../../syntax/ast.js';

/**
 * `values`: literals, ranges, patterns, calls, and unions of them, as after `=` in a nominal type. `types`: names and
 * constructors. `mixed`: a union of both, which is refused. `missing`: the parser has reported it.
 */
export type Sort = 'values' | 'types' | 'mixed' | 'missing';

export function sortOf(expr: TypeExpr): Sort {
  switch (expr.kind) {
    case 'literal-type':
    case 'range-type':
    case 'regex-type':
    case 'call-type':
      return 'values';
    case 'missing-type':
      return 'missing';
    case 'union-type': {
      const sorts = new Set(expr.alternatives.map((a) => sortOf(a.type)));
      sorts.delete('missing');
      if (sorts.size > 1) return 'mixed';
      const [only] = sorts;
      return only ?? 'missing';
    }
    default:
      return 'types';
  }
}

/** How a message calls an expression that is not a value. */
export function nameOfExpr(expr: TypeExpr): string {
  switch (expr.kind) {
    case 'named-type':
      return `the type \`${expr.path.map((n) => n.text).join('.')}\``;
    case 'list-type':
      return 'a list';
    case 'dict-type':
      return 'a dict';
    case 'record-type':
      return 'a record';
    case 'optional-type':
      return 'an optional type';
    default:
      return 'this';
  }
}
