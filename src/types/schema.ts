/**
 * JSON Schema (2020-12) for uses of types, from the same declarations as the recognizer.
 *
 * Every recognised value is valid. The other way round a schema accepts more in four places, which JSON Schema cannot
 * say, or no validator computes exactly: steps that are not whole numbers, and steps of long ranges that do not
 * start at a multiple of the step; dates that do not exist (31 April) and wrong weekdays; strings with half a surrogate
 * pair; and listed values beyond `enumLimit`, where one is given.
 */
import type { Json, Scalar, TypeRef, ValueSetIR, RangeSet } from '../ir/ir.js';
import { CalendarFormat } from '../runtime/calendar.js';
import { jsonObject } from '../runtime/canonical.js';
import { isBase, type TypeTable } from '../runtime/type-table.js';
import { baseOfScalar } from './base.js';
import { calendarPattern } from './calendar-pattern.js';
import { describeSet } from './describe.js';
import { includes } from './inclusion.js';
import { compileRegex } from './regex/compile.js';
import { toEcma } from './regex/ecma.js';
import { parseRegex } from './regex/parse.js';

export type JsonSchema = { readonly [keyword: string]: Json };

export interface SchemaOptions {
  /** Longer lists of values are left out in favour of the base type and a few examples. Default: no limit. */
  readonly enumLimit?: number;
}

/** Steps that no multiple says are listed up to this many values. */
const MAX_LISTED_STEPS = 256;
const NOTHING: JsonSchema = { not: {} };

/** The schema of a use of a type; a variable stands for any JSON. Whole: it refers to nothing outside itself. */
export function schemaOf(ref: TypeRef, table: TypeTable, options: SchemaOptions = {}): JsonSchema {
  const of = (inner: TypeRef): JsonSchema => schemaOf(inner, table, options);
  switch (ref.kind) {
    case 'named':
      return namedSchema(ref.name, table, options);
    case 'var':
      return {};
    case 'list':
      return { type: 'array', items: of(ref.element), ...(ref.max === null ? {} : { minItems: ref.min, maxItems: ref.max }) };
    case 'dict':
      return { type: 'object', propertyNames: of(ref.key), additionalProperties: of(ref.value), ...(ref.max === null ? {} : { minProperties: ref.min, maxProperties: ref.max }) };
    case 'union':
      return anyOf(ref.members.map((m) => of(m.type)));
    case 'optional':
      return anyOf([of(ref.of), { type: 'null' }]);
    case 'record': {
      const properties = ref.fields.map((field): [string, JsonSchema] => {
        const schema = of(field.type);
        return [field.name, field.description === '' ? schema : { ...schema, description: field.description }];
      });
      return { type: 'object', properties: jsonObject(properties), required: ref.fields.map((f) => f.name) };
    }
  }
}

/** What the recognizer of a named type takes: the values of the type and of all types below it, and what they accept. */
function namedSchema(name: string, table: TypeTable, options: SchemaOptions): JsonSchema {
  if (isBase(name)) {
    if (name === 'int') return { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
    return { type: name === 'str' ? 'string' : name === 'float' ? 'number' : 'boolean' };
  }
  const type = table.get(name);
  const texts: [string, Json][] = [];
  if (type !== undefined && type.noun !== '') texts.push(['title', type.noun]);
  if (type !== undefined && type.description !== '') texts.push(['description', type.description]);
  const schema = anyOf(acceptedSets(name, table).flatMap((set) => setSchemas(set, options)));
  return { ...schema, ...jsonObject(texts) };
}

const SETS = new WeakMap<TypeTable, Map<string, readonly ValueSetIR[]>>();

/** The sets whose union the recognizer takes, without those that the type's own sets are known to hold. */
function acceptedSets(name: string, table: TypeTable): readonly ValueSetIR[] {
  let byName = SETS.get(table);
  if (byName === undefined) SETS.set(table, (byName = new Map()));
  const known = byName.get(name);
  if (known !== undefined) return known;
  const own = table.get(name);
  const sets: ValueSetIR[] = own?.accepts == null ? [] : [own.accepts];
  const addUnlessHeld = (set: ValueSetIR | null | undefined, by: readonly ValueSetIR[]): void => {
    if (set == null) return;
    if (by.length > 0 && includes({ kind: 'union', members: by.map((s) => ({ set: s, weight: 1 })) }, set).holds === true) return;
    sets.push(set);
  };
  addUnlessHeld(own?.values, sets.slice());
  const owned = sets.slice();
  for (const each of table.downSet(name)) {
    if (each === name) continue;
    addUnlessHeld(table.get(each)?.values, owned);
    addUnlessHeld(table.get(each)?.accepts, owned);
  }
  byName.set(name, sets);
  return sets;
}

/** The schema of a value set by itself. */
export function schemaOfSet(set: ValueSetIR, options: SchemaOptions = {}): JsonSchema {
  return anyOf(setSchemas(set, options));
}

function setSchemas(set: ValueSetIR, options: SchemaOptions): JsonSchema[] {
  switch (set.kind) {
    case 'union':
      return set.members.flatMap((m) => setSchemas(m.set, options));
    case 'enum':
      return enumSchemas(set.values, options);
    case 'range':
      return [rangeSchema(set)];
    case 'regex': {
      const parsed = parseRegex(set.pattern);
      return ['problem' in parsed ? { type: 'string', description: describeSet(set) } : { type: 'string', pattern: anchored(toEcma(parsed.node)) }];
    }
    case 'calendar': {
      const pattern = calendarPattern(set);
      if (pattern === null) return [];
      const compiled = compileRegex(pattern);
      const format = new CalendarFormat(set.format, set.unit);
      const description = `A ${set.what === 'datetime' ? 'date and time' : set.what} written "${set.format}", such as ${format.print(set.low + Math.floor((set.high - set.low) / 2))}`;
      return [{ type: 'string', ...('problem' in compiled ? {} : { pattern: anchored(toEcma(compiled.node)) }), description }];
    }
  }
}

function anchored(pattern: string): string {
  return `^(?:${pattern})$`;
}

function enumSchemas(values: readonly Scalar[], options: SchemaOptions): JsonSchema[] {
  if (values.length <= (options.enumLimit ?? Infinity)) return values.length === 0 ? [] : [listed(values)];
  const kinds = new Map<string, Scalar[]>();
  for (const value of values) {
    const kind = typeName(value);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [value]);
    else if (known.length < 5) known.push(value);
  }
  return [...kinds].map(([type, examples]) => ({ type, examples, description: `${values.length} values` }));
}

function typeName(value: Scalar): string {
  const base = baseOfScalar(value);
  return base === null ? 'null' : base === 'str' ? 'string' : base === 'bool' ? 'boolean' : 'number';
}

function listed(values: readonly Scalar[]): JsonSchema {
  const types = new Set(values.map(typeName));
  if (values.length > 0 && values.every((v) => Number.isSafeInteger(v))) return { type: 'integer', enum: values };
  const [type] = types;
  return type !== undefined && types.size === 1 ? { type, enum: values } : { enum: values };
}

function rangeSchema(set: RangeSet): JsonSchema {
  const { low, high, step, scale } = set;
  const int = set.number === 'int';
  if (step !== null && low !== null && high !== null && high < low) return NOTHING;
  const minimum = low === null ? (int ? Number.MIN_SAFE_INTEGER : undefined) : low / scale;
  const maximum = high === null ? (int ? Number.MAX_SAFE_INTEGER : undefined) : high / scale;
  const bounds = { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
  if (step === null) return { type: int ? 'integer' : 'number', ...bounds };
  const whole = scale === 1;
  const onMultiples = whole && (low ?? 0) % step === 0;
  // Beyond 2^53 the multiples of an open range are not what the recognizer counts with, but every recognised value is one.
  if (onMultiples) return { type: 'integer', ...bounds, ...(step === 1 ? {} : { multipleOf: step }) };
  if (low !== null && high !== null && Math.floor((high - low) / step) < MAX_LISTED_STEPS) {
    const values: number[] = [];
    for (let n = low; n <= high; n += step) values.push(n / scale);
    return listed(values);
  }
  return { type: whole || int ? 'integer' : 'number', ...bounds, description: describeSet(set) };
}

function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  const distinct = new Map(schemas.map((s) => [JSON.stringify(s), s]));
  const [only] = distinct.values();
  if (only === undefined) return NOTHING;
  return distinct.size === 1 ? only : { anyOf: [...distinct.values()] };
}
