/**
 * The built-in functions of the expression language: one table that the checker reads for types, the run time for
 * meaning and the manual for words. All are total but where they say how they fail.
 */
import type { CalendarSet, Json } from '../ir/ir.js';
import { CalendarFormat, MONTHS, WEEKDAYS, daysFromCivil, daysInMonth, fromNumber, toNumber, weekdayOf } from './calendar.js';
import { canonicalJson, compareCodeUnits, isList } from './canonical.js';
import { formatNumber, roundHalfEven } from './decimal.js';

/** A computation that cannot be done; its message is for the agent. */
export class ComputationError extends Error {}

/**
 * The shape of a parameter or result: `number` is int or float, `list` is any list, `a` and `list<a>` are the same
 * unknown type within one signature; `date` is a calendar value (date or datetime), `time` one with a time of day.
 */
export type Shape = 'int' | 'float' | 'number' | 'str' | 'bool' | 'a' | 'list<a>' | 'list<number>' | 'list<str>' | 'list<bool>' | 'date' | 'time' | 'calendar' | 'sized' | 'any' | 'same-calendar';

export interface BuiltIn {
  readonly params: readonly Shape[];
  /** How many of the last parameters may be left out. */
  readonly optional?: number;
  readonly result: Shape;
  /** One line for the manual and for hover. */
  readonly doc: string;
  readonly evaluate: (args: readonly Json[], calendar: CalendarSet | undefined) => Json;
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : fail('text was expected'));
const number = (value: Json | undefined): number => (typeof value === 'number' ? value : fail('a number was expected'));
const list = (value: Json | undefined): readonly Json[] => (value !== undefined && isList(value) ? value : fail('a list was expected'));

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

/** The order of dates or times of one format. */
export function timeOrder(calendar: CalendarSet): (a: Json, b: Json) => number {
  return (a, b) => read(a, calendar).n - read(b, calendar).n;
}

export function equalValues(a: Json, b: Json): boolean {
  if (a === b) return true;
  return typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && canonicalJson(a) === canonicalJson(b);
}

function codePoints(s: string): string[] {
  return [...s];
}

/** Sums by a plain loop, left to right: a compensated sum would differ between languages. */
function sum(items: readonly Json[]): number {
  let total = 0;
  for (const item of items) total += number(item);
  return finite(total);
}

function extreme(items: readonly Json[], sign: 1 | -1, name: string): Json {
  let best: Json | undefined;
  for (const item of items) if (best === undefined || sign * compareValues(item, best) < 0) best = item;
  return best === undefined ? fail(`${name} of an empty list`) : best;
}

function read(value: Json | undefined, calendar: CalendarSet | undefined): { n: number; calendar: CalendarSet } {
  if (calendar === undefined) fail('the value is not a date or time');
  const n = formatOf(calendar).read(text(value));
  return { n: n ?? fail(`${JSON.stringify(value)} is not written as ${calendar.format}`), calendar };
}

const formats = new Map<string, CalendarFormat>();

function formatOf(calendar: CalendarSet): CalendarFormat {
  const key = `${calendar.unit}\n${calendar.format}`;
  let format = formats.get(key);
  if (format === undefined) formats.set(key, (format = new CalendarFormat(calendar.format, calendar.unit)));
  return format;
}

function part(name: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'): BuiltIn['evaluate'] {
  return (args, calendar) => {
    const { n, calendar: c } = read(args[0], calendar);
    return fromNumber(n, c.unit)[name];
  };
}

function dayNumber(n: number, unit: CalendarSet['unit']): number {
  return Math.floor(n / (unit === 'day' ? 1 : unit === 'minute' ? 1440 : 86400));
}

/** ASCII letters only: other scripts' case tables differ between versions of Unicode. */
function asciiCase(s: string, upper: boolean): string {
  return upper ? s.replace(/[a-z]+/g, (run) => run.toUpperCase()) : s.replace(/[A-Z]+/g, (run) => run.toLowerCase());
}

/** Space, tab, LF, CR, FF, VT at both ends. */
function trim(s: string): string {
  return s.replace(/^[ \t\n\r\f\v]+/, '').replace(/[ \t\n\r\f\v]+$/, '');
}

const table: { readonly [name: string]: BuiltIn } = {
  len: { params: ['sized'], result: 'int', doc: 'Items of a list, entries of a dict, or code points of a text.', evaluate: ([x]) => (typeof x === 'string' ? codePoints(x).length : x !== undefined && isList(x) ? x.length : typeof x === 'object' && x !== null ? Object.keys(x).length : fail('it has no length')) },
  count: { params: ['list<a>'], result: 'int', doc: 'Items of a list.', evaluate: ([xs]) => list(xs).length },
  sum: { params: ['list<number>'], result: 'number', doc: 'The sum of a list; 0 of an empty one.', evaluate: ([xs]) => sum(list(xs)) },
  mean: { params: ['list<number>'], result: 'float', doc: 'The mean of a list. Fails on an empty one.', evaluate: ([xs]) => (list(xs).length === 0 ? fail('mean of an empty list') : finite(sum(list(xs)) / list(xs).length)) },
  min: { params: ['a', 'a'], optional: 1, result: 'a', doc: 'The smaller of two, or the smallest of a list. Fails on an empty list.', evaluate: (args) => (args.length === 2 ? extreme(args, 1, 'min') : extreme(list(args[0]), 1, 'min')) },
  max: { params: ['a', 'a'], optional: 1, result: 'a', doc: 'The larger of two, or the largest of a list. Fails on an empty list.', evaluate: (args) => (args.length === 2 ? extreme(args, -1, 'max') : extreme(list(args[0]), -1, 'max')) },
  first: { params: ['list<a>'], result: 'a', doc: 'The first item. Fails on an empty list.', evaluate: ([xs]) => list(xs)[0] ?? (list(xs).length > 0 ? null : fail('first of an empty list')) },
  last: { params: ['list<a>'], result: 'a', doc: 'The last item. Fails on an empty list.', evaluate: ([xs]) => list(xs)[list(xs).length - 1] ?? (list(xs).length > 0 ? null : fail('last of an empty list')) },
  sort: { params: ['list<a>'], result: 'list<a>', doc: 'The items in rising order: numbers by size, text by UTF-16 code unit.', evaluate: ([xs]) => [...list(xs)].sort(compareValues) },
  reverse: { params: ['list<a>'], result: 'list<a>', doc: 'The items from last to first.', evaluate: ([xs]) => [...list(xs)].reverse() },
  distinct: { params: ['list<a>'], result: 'list<a>', doc: 'The items without repetitions, each where it stood first.', evaluate: ([xs]) => unique(list(xs)) },
  any: { params: ['list<bool>'], result: 'bool', doc: 'Whether one of a list is true.', evaluate: ([xs]) => list(xs).some((x) => x === true) },
  all: { params: ['list<bool>'], result: 'bool', doc: 'Whether all of a list are true.', evaluate: ([xs]) => list(xs).every((x) => x === true) },
  round: { params: ['number', 'int'], optional: 1, result: 'float', doc: 'Rounded to so many decimals (0 if left out), half to even, on the decimal that the number prints as.', evaluate: ([x, n]) => roundHalfEven(number(x), n === undefined ? 0 : Math.max(-15, Math.min(15, number(n)))) },
  floor: { params: ['number'], result: 'int', doc: 'The largest whole number that is not above.', evaluate: ([x]) => safe(Math.floor(number(x))) },
  ceil: { params: ['number'], result: 'int', doc: 'The smallest whole number that is not below.', evaluate: ([x]) => safe(Math.ceil(number(x))) },
  abs: { params: ['number'], result: 'number', doc: 'Without its sign.', evaluate: ([x]) => finite(Math.abs(number(x))) },
  div: { params: ['int', 'int'], result: 'int', doc: 'Whole division, rounded down. Fails on 0.', evaluate: ([a, b]) => (number(b) === 0 ? fail('division by zero') : safe(Math.floor(number(a) / number(b)))) },
  lower: { params: ['str'], result: 'str', doc: 'With A to Z in lower case.', evaluate: ([s]) => asciiCase(text(s), false) },
  upper: { params: ['str'], result: 'str', doc: 'With a to z in upper case.', evaluate: ([s]) => asciiCase(text(s), true) },
  trim: { params: ['str'], result: 'str', doc: 'Without white space at its ends.', evaluate: ([s]) => trim(text(s)) },
  contains: { params: ['str', 'str'], result: 'bool', doc: 'Whether the second text stands in the first.', evaluate: ([s, t]) => text(s).includes(text(t)) },
  starts_with: { params: ['str', 'str'], result: 'bool', doc: 'Whether the first text begins with the second.', evaluate: ([s, t]) => text(s).startsWith(text(t)) },
  ends_with: { params: ['str', 'str'], result: 'bool', doc: 'Whether the first text ends with the second.', evaluate: ([s, t]) => text(s).endsWith(text(t)) },
  split: { params: ['str', 'str'], result: 'list<str>', doc: 'The pieces between the separators. Fails on an empty separator.', evaluate: ([s, t]) => (text(t) === '' ? fail('an empty separator') : text(s).split(text(t))) },
  join: { params: ['list<str>', 'str'], result: 'str', doc: 'The texts with the separator between them.', evaluate: ([xs, t]) => list(xs).map(text).join(text(t)) },
  replace: { params: ['str', 'str', 'str'], result: 'str', doc: 'With every occurrence of the second text replaced by the third.', evaluate: ([s, a, b]) => (text(a) === '' ? fail('an empty text to replace') : text(s).split(text(a)).join(text(b))) },
  str: { params: ['any'], result: 'str', doc: 'As text: text itself, a number in its shortest form, else JSON.', evaluate: ([x]) => (typeof x === 'string' ? x : typeof x === 'number' ? formatNumber(x) : canonicalJson(x ?? null)) },
  int: { params: ['any'], result: 'int', doc: 'A whole number from a number (cut toward zero) or from digits. Fails on other text.', evaluate: ([x]) => (typeof x === 'number' ? safe(Math.trunc(x)) : /^-?[0-9]{1,16}$/.test(text(x)) ? safe(Number(x)) : fail(`${JSON.stringify(x)} is not a whole number`)) },
  float: { params: ['any'], result: 'float', doc: 'A number from a number or from text such as "2.5". Fails on other text.', evaluate: ([x]) => (typeof x === 'number' ? x : /^-?[0-9]{1,300}(\.[0-9]{1,300})?$/.test(text(x)) ? finite(Number(x)) : fail(`${JSON.stringify(x)} is not a number`)) },
  keys: { params: ['any'], result: 'list<str>', doc: 'The keys of a dict, sorted.', evaluate: ([d]) => (typeof d === 'object' && d !== null && !isList(d) ? Object.keys(d).sort(compareCodeUnits) : fail('a dict was expected')) },
  year: { params: ['date'], result: 'int', doc: 'The year of a date or datetime.', evaluate: part('year') },
  month: { params: ['date'], result: 'int', doc: 'The month of a date or datetime, 1 to 12.', evaluate: part('month') },
  day: { params: ['date'], result: 'int', doc: 'The day of the month of a date or datetime, 1 to 31.', evaluate: part('day') },
  hour: { params: ['time'], result: 'int', doc: 'The hour of a time or datetime, 0 to 23.', evaluate: part('hour') },
  minute: { params: ['time'], result: 'int', doc: 'The minute of a time or datetime, 0 to 59.', evaluate: part('minute') },
  weekday: { params: ['date'], result: 'str', doc: 'The name of the day of the week, Monday to Sunday.', evaluate: ([d], c) => { const at = read(d, c); return WEEKDAYS[weekdayOf(dayNumber(at.n, at.calendar.unit))] ?? ''; } },
  weekday_number: { params: ['date'], result: 'int', doc: 'The day of the week, 1 for Monday to 7 for Sunday.', evaluate: ([d], c) => { const at = read(d, c); return weekdayOf(dayNumber(at.n, at.calendar.unit)) + 1; } },
  month_name: { params: ['int'], result: 'str', doc: 'The name of month 1 to 12. Fails on other numbers.', evaluate: ([n]) => MONTHS[number(n) - 1] ?? fail('there is no such month') },
  day_of_year: { params: ['date'], result: 'int', doc: 'The day of the year, 1 to 366.', evaluate: ([d], c) => { const at = read(d, c); const days = dayNumber(at.n, at.calendar.unit); return days - daysFromCivil(fromNumber(at.n, at.calendar.unit).year, 1, 1) + 1; } },
  days_between: { params: ['date', 'date'], result: 'int', doc: 'Days from the first date to the second; negative if it is earlier.', evaluate: ([a, b], c) => { const x = read(a, c); const y = read(b, c); return dayNumber(y.n, y.calendar.unit) - dayNumber(x.n, x.calendar.unit); } },
  minutes_between: { params: ['time', 'time'], result: 'int', doc: 'Minutes from the first time to the second; negative if it is earlier.', evaluate: ([a, b], c) => { const x = read(a, c); const y = read(b, c); const per = x.calendar.unit === 'second' ? 60 : 1; return Math.floor(y.n / per) - Math.floor(x.n / per); } },
  add_days: { params: ['date', 'int'], result: 'same-calendar', doc: 'The date so many days later.', evaluate: ([d, n], c) => { const at = read(d, c); return formatOf(at.calendar).print(inYears(at.n + number(n) * (at.calendar.unit === 'day' ? 1 : at.calendar.unit === 'minute' ? 1440 : 86400), at.calendar)); } },
  add_months: { params: ['date', 'int'], result: 'same-calendar', doc: 'The same day so many months later, or the last day of that month where it has none.', evaluate: ([d, n], c) => { const at = read(d, c); return addMonths(at.n, number(n), at.calendar); } },
  add_minutes: { params: ['time', 'int'], result: 'same-calendar', doc: 'So many minutes later; a time of day goes round the clock.', evaluate: ([t, n], c) => { const at = read(t, c); const per = at.calendar.unit === 'second' ? 60 : 1; const later = at.n + number(n) * per; return formatOf(at.calendar).print(at.calendar.what === 'time' ? ((later % (1440 * per)) + 1440 * per) % (1440 * per) : inYears(later, at.calendar)); } },
  earliest: { params: ['list<a>'], result: 'a', doc: 'The earliest of a list of dates or times. Fails on an empty list.', evaluate: ([xs], c) => byTime(list(xs), c)[0] ?? fail('earliest of an empty list') },
  latest: { params: ['list<a>'], result: 'a', doc: 'The latest of a list of dates or times. Fails on an empty list.', evaluate: ([xs], c) => byTime(list(xs), c)[list(xs).length - 1] ?? fail('latest of an empty list') },
  is_before: { params: ['calendar', 'calendar'], result: 'bool', doc: 'Whether the first date or time is earlier than the second.', evaluate: ([a, b], c) => read(a, c).n < read(b, c).n },
};

function unique(items: readonly Json[]): Json[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = canonicalJson(item);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

function byTime(items: readonly Json[], calendar: CalendarSet | undefined): Json[] {
  return items
    .map((item) => ({ item, n: read(item, calendar).n }))
    .sort((a, b) => a.n - b.n)
    .map((x) => x.item);
}

function addMonths(n: number, months: number, calendar: CalendarSet): string {
  const parts = fromNumber(n, calendar.unit);
  const index = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  if (year < 1 || year > 9999) fail('the date leaves the years 1 to 9999');
  return formatOf(calendar).print(toNumber({ ...parts, year, month, day: Math.min(parts.day, daysInMonth(year, month)) }, calendar.unit));
}

/** Dates have four-digit years; what leaves them cannot be written. */
function inYears(n: number, calendar: CalendarSet): number {
  const { year } = fromNumber(n, calendar.unit);
  if (!Number.isSafeInteger(n) || year < 1 || year > 9999) fail('the date leaves the years 1 to 9999');
  return n;
}

/** Every built-in function by name. */
export const BUILT_INS: ReadonlyMap<string, BuiltIn> = new Map(Object.entries(table));
