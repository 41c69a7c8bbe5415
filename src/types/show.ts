/** Values and types as messages show them. */
import type { Scalar, TypeRef } from '../ir/ir.js';
import { showSizes } from '../runtime/subtype.js';

/** A value as it is written in a source, cut at 40 characters. */
export function showScalar(value: Scalar): string {
  const text = JSON.stringify(value);
  const points = [...text];
  return points.length <= 40 ? text : `${points.slice(0, 37).join('')}…"`;
}

/** A use of a type as it is written in a source. Weights are left out. */
export function showTypeRef(type: TypeRef): string {
  switch (type.kind) {
    case 'named':
    case 'var':
      return type.name;
    case 'list':
      return `list<${showTypeRef(type.element)}>${showSizes(type)}`;
    case 'dict':
      return `dict<${showTypeRef(type.key)}, ${showTypeRef(type.value)}>${showSizes(type)}`;
    case 'union':
      return type.members.map((m) => showTypeRef(m.type)).join(' | ');
    case 'optional':
      return type.of.kind === 'union' ? `(${showTypeRef(type.of)})?` : `${showTypeRef(type.of)}?`;
    case 'record':
      return type.fields.length === 0 ? '{}' : `{ ${type.fields.map((f) => (f.type.kind === 'named' && f.type.name === f.name ? f.name : `${f.name}: ${showTypeRef(f.type)}`)).join(', ')} }`;
  }
}
