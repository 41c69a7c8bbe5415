/**
 * A pattern for the texts of a calendar set, for JSON Schema and for comparing calendars with patterns.
 *
 * The pattern accepts every text of the set. Beyond those it accepts only dates that do not exist (31 April, and
 * 29 February of other years) and wrong weekdays: the ends of the range are kept exactly.
 */
import type { CalendarSet } from '../ir/ir.js';
import { daysInMonth, fromNumber, MONTHS, readFormat, toNumber, WEEKDAYS, type FormatPart } from '../runtime/calendar.js';
import { digitPatterns } from './digits.js';
import { fieldOf, type Field } from './values/calendar-format.js';

type Counted = Exclude<Field, 'half' | 'weekday'>;
type Box = ReadonlyMap<Counted, readonly [low: number, high: number]>;

const ORDER: readonly Counted[] = ['year', 'month', 'day', 'hour', 'minute', 'second'];
const FULL: { readonly [F in Counted]: readonly [number, number] } = { year: [0, 9999], month: [1, 12], day: [1, 31], hour: [0, 23], minute: [0, 59], second: [0, 59] };

/** In our own dialect, without anchors; null where the set has no text, or its format is wrong. */
export function calendarPattern(set: CalendarSet): string | null {
  const parts = readFormat(set.format);
  if ('problem' in parts) return null;
  const letters = parts.flatMap((p) => ('letter' in p ? [p.letter] : []));
  const years = letters.includes('yy') ? [2000, 2099] : [0, 9999];
  const dated = letters.some((l) => fieldOf(l) === 'year');
  const low = dated ? Math.max(set.low, toNumber({ year: years[0] ?? 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }, set.unit)) : set.low;
  const high = dated ? Math.min(set.high, toNumber({ year: years[1] ?? 0, month: 12, day: 31, hour: 23, minute: 59, second: 59 }, set.unit)) : set.high;
  if (low > high) return null;
  const fields = ORDER.filter((f) => letters.some((l) => fieldOf(l) === f));
  const [first, last] = [fromNumber(low, set.unit), fromNumber(high, set.unit)];
  const halves = letters.some((l) => l === 'a' || l.startsWith('h'));
  const texts = split(fields, fields.map((f) => first[f]), fields.map((f) => last[f]))
    .flatMap((box) => (halves ? byHalf(box) : [box]))
    .map((box) => parts.map((part) => render(part, box)).join(''));
  return texts.join('|');
}

/** The tuples from `low` to `high` in dictionary order, as few boxes. An end that is null is the field's own. */
function split(fields: readonly Counted[], low: readonly number[] | null, high: readonly number[] | null, fixed: Box = new Map()): Box[] {
  const [field, ...rest] = fields;
  if (field === undefined) return [fixed];
  const full = field === 'day' ? ([1, lastDay(fixed)] as const) : FULL[field];
  const free = (from: number, to: number): Box[] => (from > to ? [] : split(rest, null, null, new Map([...fixed, [field, [from, to]]])));
  const at = (n: number, l: readonly number[] | null, h: readonly number[] | null): Box[] => split(rest, l, h, new Map([...fixed, [field, [n, n]]]));
  let from = low?.[0] ?? full[0];
  let to = high?.[0] ?? full[1];
  const restLow = low?.slice(1) ?? null;
  const restHigh = high?.slice(1) ?? null;
  if (from === to) return at(from, restLow, restHigh);
  const boxes: Box[] = [];
  const after: Box[] = [];
  if (restLow !== null && rest.some((f, i) => restLow[i] !== FULL[f][0])) boxes.push(...at(from++, restLow, null));
  if (restHigh !== null && !atEnd(rest, restHigh, new Map([...fixed, [field, [to, to]]]))) after.push(...at(to--, null, restHigh));
  return [...boxes, ...free(from, to), ...after];
}

function atEnd(fields: readonly Counted[], high: readonly number[], fixed: Box): boolean {
  let box = fixed;
  return fields.every((field, i) => {
    const n = high[i] ?? 0;
    const last = field === 'day' ? lastDay(box) : FULL[field][1];
    box = new Map([...box, [field, [n, n]]]);
    return n === last;
  });
}

/** The last day of the month where year and month are single, else 31. */
function lastDay(box: Box): number {
  const year = box.get('year');
  const month = box.get('month');
  if (year === undefined || month === undefined || year[0] !== year[1] || month[0] !== month[1]) return 31;
  return daysInMonth(year[0], month[0]);
}

/** The box before noon and the box after. */
function byHalf(box: Box): Box[] {
  const [low, high] = box.get('hour') ?? FULL.hour;
  const halves: Box[] = [];
  if (low <= 11) halves.push(new Map([...box, ['hour', [low, Math.min(high, 11)]]]));
  if (high >= 12) halves.push(new Map([...box, ['hour', [Math.max(low, 12), high]]]));
  return halves;
}

function render(part: FormatPart, box: Box): string {
  if ('text' in part) return part.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const { letter } = part;
  const field = fieldOf(letter);
  if (field === 'weekday') return choice(WEEKDAYS.map((day) => (letter === 'EEE' ? day.slice(0, 3) : day)));
  const [low, high] = box.get(field === 'half' ? 'hour' : field) ?? [0, 0];
  switch (letter) {
    case 'a':
      return low < 12 ? 'AM' : 'PM';
    case 'MMM':
    case 'MMMM':
      return choice(MONTHS.slice(low - 1, high).map((month) => (letter === 'MMM' ? month.slice(0, 3) : month)));
    case 'yyyy':
      return choice(digitPatterns(low, high, null));
    case 'yy':
      return choice(digitPatterns(low - 2000, high - 2000, 2));
    case 'h':
    case 'hh': {
      // 0 and 12 are both written 12; the box lies in one half of the day.
      const width = letter === 'hh' ? 2 : null;
      const from = low % 12;
      const to = high % 12;
      return choice([...(to >= 1 ? digitPatterns(Math.max(1, from), to, width) : []), ...(from === 0 ? ['12'] : [])]);
    }
    default:
      return choice(digitPatterns(low, high, letter.length === 2 ? 2 : null));
  }
}

function choice(options: readonly string[]): string {
  return options.length === 1 ? (options[0] ?? '') : `(?:${options.join('|')})`;
}
