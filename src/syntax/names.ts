/** The names that an expression speaks of, in the order of the text; those of fields after a dot are not among them. */
import type { Expr, Name } from './ast.js';
import { childrenOf } from './children.js';

export function* namesIn(expr: Expr): Iterable<Name> {
  if (expr.kind === 'name') yield expr.name;
  else if (expr.kind === 'record') {
    for (const field of expr.fields) {
      // `{ city }` is `{ city: city }`.
      if (field.value === null) yield field.name;
      else yield* namesIn(field.value);
    }
  } else for (const child of childrenOf(expr)) yield* namesIn(child);
}
