import type { TypeRef } from './ir.js';

/** The names of the types that a use of a type speaks of. */
export function namesIn(type: TypeRef): readonly string[] {
  switch (type.kind) {
    case 'named':
      return [type.name];
    case 'var':
      return [];
    case 'list':
      return namesIn(type.element);
    case 'dict':
      return [...namesIn(type.key), ...namesIn(type.value)];
    case 'union':
      return type.members.flatMap((m) => namesIn(m.type));
    case 'optional':
      return namesIn(type.of);
    case 'record':
      return type.fields.flatMap((f) => namesIn(f.type));
  }
}
