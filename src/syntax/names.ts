/** The names that an expression speaks of, in the order of the text; those of fields after a dot are not among them. */
import type { Expr, Name } from './ast.js';

export function* namesIn(expr: Expr): Iterable<Name> {
  switch (expr.kind) {
    case 'missing':
    case 'literal':
      return;
    case 'name':
      yield expr.name;
      return;
    case 'field':
      return yield* namesIn(expr.of);
    case 'index':
      yield* namesIn(expr.of);
      if (expr.index !== null) yield* namesIn(expr.index);
      if (expr.slice?.end != null) yield* namesIn(expr.slice.end);
      return;
    case 'call':
      for (const arg of expr.args) yield* namesIn(arg);
      return;
    case 'unary':
      return yield* namesIn(expr.operand);
    case 'binary':
      yield* namesIn(expr.left);
      return yield* namesIn(expr.right);
    case 'if':
      yield* namesIn(expr.condition);
      yield* namesIn(expr.then);
      return yield* namesIn(expr.otherwise);
    case 'list':
      for (const item of expr.items) yield* namesIn(item);
      return;
    case 'record':
      for (const field of expr.fields) {
        if (field.value === null) yield field.name;
        else yield* namesIn(field.value);
      }
      return;
    case 'comprehension':
      yield* namesIn(expr.item);
      yield* namesIn(expr.source);
      if (expr.condition !== null) yield* namesIn(expr.condition);
      if (expr.sort !== null) yield* namesIn(expr.sort.by);
      return;
    default: {
      const never: never = expr;
      return never;
    }
  }
}
