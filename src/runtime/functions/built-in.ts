/** What the built-in functions of the expression language are made of. All are total but where they say how they fail. */
import type { CalendarSet, Json } from '../../ir/ir.js';
import { canonicalJson, compareCodeUnits, isList } from '../canonical.js';

/** A computation that cannot be done; its message is for the agent. */
export class ComputationError extends Error {}

/**
 * The shape of a parameter or result: `number` is int or float, `list` is any list, `a` and `list<a>` are the same
 * unknown type within one signature, `a?` is that type or null; `date` is a calendar value (date or datetime), `time` one
 * with a time of day, `format` a calendar format written as a text.
 */
export type Shape =
  | 'int'
  | 'float'
  | 'number'
  | 'str'
  | 'bool'
  | 'a'
  | 'a?'
  | 'list<a>'
  | 'list<list<a>>'
  | 'list<number>'
  | 'list<int>'
  | 'list<str>'
  | 'list<bool>'
  | 'dict<a>'
  | 'date'
  | 'time'
  | 'calendar'
  | 'list<calendar>'
  | 'format'
  | 'sized'
  | 'any'
  | 'same-calendar';

export interface BuiltIn {
  readonly params: readonly Shape[];
  /** How many of the last parameters may be left out. */
  readonly optional?: number;
  readonly result: Shape;
  /** One line for the manual and for hover. */
  readonly doc: string;
  readonly evaluate: (args: readonly Json[], calendar: CalendarSet | undefined) => Json;
}

export type Functions = { readonly [name: string]: BuiltIn };

export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : fail('text was expected'));
export const number = (value: Json | undefined): number => (typeof value === 'number' ? value : fail('a number was expected'));
export const list = (value: Json | undefined): readonly Json[] => (value !== undefined && isList(value) ? value : fail('a list was expected'));

export function fail(message: string): never {
  throw new ComputationError(message);
}

/** A whole result must be a safe integer. */
export function safe(n: number): number {
  if (!Number.isSafeInteger(n)) fail('the whole number is too large');
  return n === 0 ? 0 : n;
}

export function finite(n: number): number {
  if (!Number.isFinite(n)) fail('the number is too large');
  return n === 0 ? 0 : n;
}

/** Order of two values of one kind: numbers by size, text by UTF-16 code unit, false before true, null last, else by canonical JSON. */
export function compareValues(a: Json, b: Json): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareCodeUnits(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return compareCodeUnits(canonicalJson(a), canonicalJson(b));
}

export function equalValues(a: Json, b: Json): boolean {
  if (a === b) return true;
  return typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && canonicalJson(a) === canonicalJson(b);
}


/** `item in all`: an item of a list, a key of a dict, a part of a text. */
export function isIn(item: Json, all: Json): boolean {
  if (isList(all)) {
    for (const each of all) if (equalValues(each, item)) return true;
    return false;
  }
  if (typeof all === 'string' && typeof item === 'string') return all.includes(item);
  if (typeof all === 'object' && all !== null && typeof item === 'string') return Object.hasOwn(all, item);
  return fail('a list, a dict or a text was expected after "in"');
}
