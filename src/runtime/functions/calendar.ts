/** Dates and times: texts that are read in the format of their type. */
import type { CalendarSet, Json } from '../../ir/ir.js';
import { CalendarFormat, MONTHS, WEEKDAYS, daysFromCivil, daysInMonth, fromNumber, readFormat, toNumber, weekdayOf } from '../calendar.js';
import { fail, list, number, safe, text, type BuiltIn, type Functions } from './built-in.js';

/** The order of dates or times of one format. */
export function timeOrder(calendar: CalendarSet): (a: Json, b: Json) => number {
  const numberOf = timeReader(calendar);
  return (a, b) => numberOf(a) - numberOf(b);
}

const readers = new WeakMap<CalendarFormat, (value: Json) => number>();

/** Reads the number that a date or time stands for: the same function for the same format. It throws a ComputationError for what is not written so. */
export function timeReader(calendar: CalendarSet): (value: Json) => number {
  const format = formatOf(calendar);
  let reader = readers.get(format);
  if (reader === undefined) readers.set(format, (reader = (value) => format.read(text(value)) ?? fail(`${JSON.stringify(value)} is not written as ${calendar.format}`)));
  return reader;
}

function read(value: Json | undefined, calendar: CalendarSet | undefined): { n: number; calendar: CalendarSet } {
  if (calendar === undefined) fail('the value is not a date or time');
  const n = formatOf(calendar).read(text(value));
  return { n: n ?? fail(`${JSON.stringify(value)} is not written as ${calendar.format}`), calendar };
}

const formatsOfSets = new WeakMap<CalendarSet, CalendarFormat>();

function formatOf(calendar: CalendarSet): CalendarFormat {
  let format = formatsOfSets.get(calendar);
  if (format === undefined) formatsOfSets.set(calendar, (format = formatNamed(calendar.format, calendar.unit)));
  return format;
}

/** Formats by unit and pattern: those of a world are few, and what a caller may write is forgotten in time. */
const formats = new Map<string, CalendarFormat>();
const MOST_FORMATS = 500;

function formatNamed(pattern: string, unit: CalendarSet['unit']): CalendarFormat {
  const key = `${unit}\n${pattern}`;
  let format = formats.get(key);
  if (format === undefined) {
    const parts = readFormat(pattern);
    if ('problem' in parts) return fail(parts.problem);
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(key, (format = new CalendarFormat(pattern, unit)));
  }
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

/** Whole months from one day to another; a month is over on the same day of the next, or on its last. */
function monthsBetween(a: number, b: number, unit: CalendarSet['unit']): number {
  if (b < a) return -monthsBetween(b, a, unit) + 0;
  const from = fromNumber(a, unit);
  const to = fromNumber(b, unit);
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const sameDay = Math.min(from.day, daysInMonth(to.year, to.month));
  const rest = toNumber({ ...from, year: to.year, month: to.month, day: sameDay }, unit);
  return rest > b ? months - 1 : months;
}

function isLeap(year: number): boolean {
  return daysInMonth(year, 2) === 29;
}

/** The first or last moment of the month that a value lies in, its time of day kept. */
function inMonth(value: Json | undefined, calendar: CalendarSet | undefined, last: boolean): string {
  const at = read(value, calendar);
  const parts = fromNumber(at.n, at.calendar.unit);
  const day = last ? daysInMonth(parts.year, parts.month) : 1;
  return formatOf(at.calendar).print(toNumber({ ...parts, day }, at.calendar.unit));
}

/** A date or time in another format, which may leave parts out. */
function write(value: Json | undefined, format: Json | undefined, calendar: CalendarSet | undefined): string {
  const at = read(value, calendar);
  return formatNamed(text(format), at.calendar.unit).print(at.n);
}

export const CALENDAR: Functions = {
  year: { params: ['date'], result: 'int', doc: 'The year of a date or datetime.', evaluate: part('year') },
  month: { params: ['date'], result: 'int', doc: 'The month of a date or datetime, 1 to 12.', evaluate: part('month') },
  day: { params: ['date'], result: 'int', doc: 'The day of the month of a date or datetime, 1 to 31.', evaluate: part('day') },
  hour: { params: ['time'], result: 'int', doc: 'The hour of a time or datetime, 0 to 23.', evaluate: part('hour') },
  minute: { params: ['time'], result: 'int', doc: 'The minute of a time or datetime, 0 to 59.', evaluate: part('minute') },
  second: { params: ['time'], result: 'int', doc: 'The second of a time or datetime, 0 to 59.', evaluate: part('second') },
  quarter: { params: ['date'], result: 'int', doc: 'The quarter of the year, 1 to 4.', evaluate: ([d], c) => { const at = read(d, c); return Math.floor((fromNumber(at.n, at.calendar.unit).month + 2) / 3); } },
  weekday: { params: ['date'], result: 'str', doc: 'The name of the day of the week, Monday to Sunday.', evaluate: ([d], c) => { const at = read(d, c); return WEEKDAYS[weekdayOf(dayNumber(at.n, at.calendar.unit))] ?? ''; } },
  weekday_number: { params: ['date'], result: 'int', doc: 'The day of the week, 1 for Monday to 7 for Sunday.', evaluate: ([d], c) => { const at = read(d, c); return weekdayOf(dayNumber(at.n, at.calendar.unit)) + 1; } },
  is_weekend: { params: ['date'], result: 'bool', doc: 'Whether it is a Saturday or a Sunday.', evaluate: ([d], c) => { const at = read(d, c); return weekdayOf(dayNumber(at.n, at.calendar.unit)) > 4; } },
  month_name: { params: ['int'], result: 'str', doc: 'The name of month 1 to 12. Fails on other numbers.', evaluate: ([n]) => MONTHS[number(n) - 1] ?? fail('there is no such month') },
  day_of_year: { params: ['date'], result: 'int', doc: 'The day of the year, 1 to 366.', evaluate: ([d], c) => { const at = read(d, c); const days = dayNumber(at.n, at.calendar.unit); return days - daysFromCivil(fromNumber(at.n, at.calendar.unit).year, 1, 1) + 1; } },
  is_leap_year: { params: ['int'], result: 'bool', doc: 'Whether a year has a 29 February.', evaluate: ([y]) => isLeap(safe(number(y))) },
  days_in_month: { params: ['date'], result: 'int', doc: 'How many days the month of a date has.', evaluate: ([d], c) => { const at = read(d, c); const parts = fromNumber(at.n, at.calendar.unit); return daysInMonth(parts.year, parts.month); } },
  days_between: { params: ['date', 'date'], result: 'int', doc: 'Days from the first date to the second; negative if it is earlier.', evaluate: ([a, b], c) => { const x = read(a, c); const y = read(b, c); return dayNumber(y.n, y.calendar.unit) - dayNumber(x.n, x.calendar.unit); } },
  months_between: { params: ['date', 'date'], result: 'int', doc: 'Whole months from the first date to the second; negative if it is earlier.', evaluate: ([a, b], c) => { const x = read(a, c); return monthsBetween(x.n, read(b, c).n, x.calendar.unit); } },
  years_between: { params: ['date', 'date'], result: 'int', doc: 'Whole years from the first date to the second, as ages count; negative if it is earlier.', evaluate: ([a, b], c) => { const x = read(a, c); return Math.trunc(monthsBetween(x.n, read(b, c).n, x.calendar.unit) / 12) + 0; } },
  minutes_between: { params: ['time', 'time'], result: 'int', doc: 'Minutes from the first time to the second; negative if it is earlier.', evaluate: ([a, b], c) => { const x = read(a, c); const y = read(b, c); const per = x.calendar.unit === 'second' ? 60 : 1; return Math.floor(y.n / per) - Math.floor(x.n / per); } },
  add_days: { params: ['date', 'int'], result: 'same-calendar', doc: 'The date so many days later.', evaluate: ([d, n], c) => { const at = read(d, c); return formatOf(at.calendar).print(inYears(at.n + number(n) * (at.calendar.unit === 'day' ? 1 : at.calendar.unit === 'minute' ? 1440 : 86400), at.calendar)); } },
  add_months: { params: ['date', 'int'], result: 'same-calendar', doc: 'The same day so many months later, or the last day of that month where it has none.', evaluate: ([d, n], c) => { const at = read(d, c); return addMonths(at.n, number(n), at.calendar); } },
  add_years: { params: ['date', 'int'], result: 'same-calendar', doc: 'The same day so many years later; 28 February for the 29th where there is none.', evaluate: ([d, n], c) => { const at = read(d, c); return addMonths(at.n, safe(number(n) * 12), at.calendar); } },
  add_minutes: { params: ['time', 'int'], result: 'same-calendar', doc: 'So many minutes later; a time of day goes round the clock.', evaluate: ([t, n], c) => { const at = read(t, c); const per = at.calendar.unit === 'second' ? 60 : 1; const later = at.n + number(n) * per; return formatOf(at.calendar).print(at.calendar.what === 'time' ? ((later % (1440 * per)) + 1440 * per) % (1440 * per) : inYears(later, at.calendar)); } },
  start_of_month: { params: ['date'], result: 'same-calendar', doc: 'The first day of the month of a date.', evaluate: ([d], c) => inMonth(d, c, false) },
  end_of_month: { params: ['date'], result: 'same-calendar', doc: 'The last day of the month of a date.', evaluate: ([d], c) => inMonth(d, c, true) },
  format: { params: ['calendar', 'format'], result: 'str', doc: 'A date or time written in another format: `format(d, "EEEE d MMMM")`.', evaluate: ([d, f], c) => write(d, f, c) },
  earliest: { params: ['list<calendar>'], result: 'a', doc: 'The earliest of a list of dates or times. Fails on an empty list.', evaluate: ([xs], c) => byTime(list(xs), c)[0] ?? fail('earliest of an empty list') },
  latest: { params: ['list<calendar>'], result: 'a', doc: 'The latest of a list of dates or times. Fails on an empty list.', evaluate: ([xs], c) => byTime(list(xs), c)[list(xs).length - 1] ?? fail('latest of an empty list') },
  is_before: { params: ['calendar', 'calendar'], result: 'bool', doc: 'Whether the first date or time is earlier than the second, as `<` says, too.', evaluate: ([a, b], c) => read(a, c).n < read(b, c).n },
};
