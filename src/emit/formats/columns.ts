/**
 * Types of columns, and what two readers call them: Parquet (its schema, with which values are written) and the
 * package `datasets` (its features, as JSON in a file's metadata and as YAML in a data card).
 *
 * `json` is for what has no one shape: tool schemas, arguments, answers. Arrow would give every row the union of all
 * members, and fill in nulls; so it is stored as text, which `datasets` (4.7 or later) reads back as the value that it was,
 * and every other reader as JSON text.
 */
import type { ParquetWriter } from 'hyparquet-writer';
import type { Json } from '../../ir/ir.js';
import { isList } from '../../runtime/canonical.js';
import { jsonColumnText } from './json-column.js';

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

export type ColumnType = 'string' | 'int' | 'bool' | 'json' | { readonly list: ColumnType } | { readonly struct: Columns };

export interface Columns {
  readonly [name: string]: ColumnType;
}

/** A schema of required columns: nothing here is ever null. */
export function parquetSchema(columns: Columns): SchemaElement[] {
  const children = Object.entries(columns);
  return [{ name: 'schema', num_children: children.length }, ...children.flatMap(([name, type]) => elements(name, type))];
}

function elements(name: string, type: ColumnType): SchemaElement[] {
  const repetition_type = 'REQUIRED';
  switch (type) {
    case 'string':
      return [{ name, repetition_type, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }];
    case 'json':
      // Without the older `converted_type`, the writer takes bytes as they are; its own JSON would lose a member `__proto__`.
      return [{ name, repetition_type, type: 'BYTE_ARRAY', logical_type: { type: 'JSON' } }];
    case 'int':
      return [{ name, repetition_type, type: 'INT64' }];
    case 'bool':
      return [{ name, repetition_type, type: 'BOOLEAN' }];
    default:
  }
  if ('list' in type) {
    return [
      { name, repetition_type, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...elements('element', type.list),
    ];
  }
  const children = Object.entries(type.struct);
  return [{ name, repetition_type, num_children: children.length }, ...children.flatMap(([child, of]) => elements(child, of))];
}

const ENCODER = new TextEncoder();

/** What a Parquet column holds for a value. @throws TypeError where the value is not of the column's type: a fault of a format */
export function parquetValue(value: Json | undefined, type: ColumnType, path: string): unknown {
  const wrong = (): never => {
    throw new TypeError(`the column ${path} cannot hold ${JSON.stringify(value)}`);
  };
  if (value === undefined) return wrong();
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : wrong();
    case 'json':
      // In Parquet, a JSON null cannot be told from no value.
      return value === null ? wrong() : ENCODER.encode(jsonColumnText(value));
    case 'int':
      return Number.isSafeInteger(value) ? BigInt(value as number) : wrong();
    case 'bool':
      return typeof value === 'boolean' ? value : wrong();
    default:
  }
  if ('list' in type) return value !== null && typeof value === 'object' && isList(value) ? value.map((item, i) => parquetValue(item, type.list, `${path}[${i}]`)) : wrong();
  if (value === null || typeof value !== 'object' || isList(value)) return wrong();
  return Object.fromEntries(Object.entries(type.struct).map(([name, of]) => [name, parquetValue(Object.hasOwn(value, name) ? value[name] : undefined, of, `${path}.${name}`)]));
}

/** `datasets.Features.to_dict()`. */
export function features(columns: Columns): { readonly [name: string]: Json } {
  return Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, feature(type)]));
}

function feature(type: ColumnType): Json {
  switch (type) {
    case 'string':
      return { dtype: 'string', _type: 'Value' };
    case 'int':
      return { dtype: 'int64', _type: 'Value' };
    case 'bool':
      return { dtype: 'bool', _type: 'Value' };
    case 'json':
      return { _type: 'Json' };
    default:
      return 'list' in type ? { feature: feature(type.list), _type: 'List' } : features(type.struct);
  }
}

/** The same as the lines of YAML that a data card has under `features:`, each indented by `indent` spaces. */
export function featuresYaml(columns: Columns, indent: number): string[] {
  const pad = ' '.repeat(indent);
  return Object.entries(columns).flatMap(([name, type]) => [`${pad}- name: ${name}`, ...typeYaml(type, indent + 2)]);
}

function typeYaml(type: ColumnType, indent: number): string[] {
  const pad = ' '.repeat(indent);
  switch (type) {
    case 'string':
    case 'bool':
    case 'json':
      return [`${pad}dtype: ${type}`];
    case 'int':
      return [`${pad}dtype: int64`];
    default:
  }
  if ('struct' in type) return [`${pad}struct:`, ...featuresYaml(type.struct, indent)];
  const of = type.list;
  if (typeof of === 'object' && 'struct' in of) return [`${pad}list:`, ...featuresYaml(of.struct, indent)];
  if (typeof of === 'object') return [`${pad}list:`, ...typeYaml(of, indent + 2)];
  return [`${pad}list: ${of === 'int' ? 'int64' : of}`];
}
