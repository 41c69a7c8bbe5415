/** The JSON types that a schema lets through, for formats whose own schemas know no more than that. */
import type { Json } from '../../ir/ir.js';
import { isList } from '../../runtime/canonical.js';

export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null';

const ALL: readonly JsonType[] = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'];

/** In a fixed order, without `integer` beside `number`; all of them where the schema says nothing. */
export function jsonTypes(schema: Json): readonly JsonType[] {
  const found = new Set(typesOf(schema));
  if (found.has('number')) found.delete('integer');
  return ALL.filter((type) => found.has(type));
}

function typesOf(schema: Json): readonly string[] {
  if (schema === null || typeof schema !== 'object' || isList(schema)) return ALL;
  const { type, anyOf, enum: values } = schema;
  if (typeof type === 'string') return [type];
  if (anyOf !== undefined && anyOf !== null && typeof anyOf === 'object' && isList(anyOf)) return anyOf.flatMap(typesOf);
  if (values !== undefined && values !== null && typeof values === 'object' && isList(values)) return values.map(typeOf);
  return ALL;
}

function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (typeof value === 'object') return isList(value) ? 'array' : 'object';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value === 'boolean' ? 'boolean' : 'string';
}
