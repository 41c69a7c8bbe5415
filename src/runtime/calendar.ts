/**
 * Dates and times as text in a format, and as whole numbers to count with. Proleptic Gregorian calendar, no zones.
 *
 * Format letters: `d dd` day, `M MM MMM MMMM` month, `yy yyyy` year, `H HH` hour 0–23, `h hh` hour 1–12 (with `a`,
 * AM or PM), `mm` minute, `ss` second, `EEE EEEE` weekday; `'…'` quotes text, `''` is a quote; other
 * letters are refused, everything else stands for itself.
 */

export const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export interface CalendarParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export type FormatPart = { readonly text: string } | { readonly letter: Letter };
type Letter = 'd' | 'dd' | 'M' | 'MM' | 'MMM' | 'MMMM' | 'yy' | 'yyyy' | 'H' | 'HH' | 'h' | 'hh' | 'mm' | 'm' | 'ss' | 's' | 'a' | 'EEE' | 'EEEE';

const LETTERS: ReadonlySet<string> = new Set(['d', 'dd', 'M', 'MM', 'MMM', 'MMMM', 'yy', 'yyyy', 'H', 'HH', 'h', 'hh', 'mm', 'm', 'ss', 's', 'a', 'EEE', 'EEEE']);

function isLetter(run: string): run is Letter {
  return LETTERS.has(run);
}

/** The parts of a format, or what is wrong with it. */
export function readFormat(format: string): readonly FormatPart[] | { readonly problem: string } {
  const parts: FormatPart[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push({ text });
    text = '';
  };
  for (let i = 0; i < format.length; ) {
    const c = format[i] ?? '';
    if (c === "'") {
      const end = format.indexOf("'", i + 1);
      if (end === -1) return { problem: "a quote ' is not closed" };
      text += end === i + 1 ? "'" : format.slice(i + 1, end);
      i = end + 1;
    } else if (/[A-Za-z]/.test(c)) {
      let end = i;
      while (format[end] === c) end++;
      const run = format.slice(i, end);
      if (!isLetter(run)) return { problem: `"${run}" is not a part of a date or time` };
      flush();
      parts.push({ letter: run });
      i = end;
    } else {
      text += c;
      i++;
    }
  }
  flush();
  return parts;
}

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar (Hinnant's algorithm, whole numbers only). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The inverse of `daysFromCivil`. */
export function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export type CalendarUnit = 'day' | 'minute' | 'second';

/** The number that a calendar set counts with, from parts; and back. */
export function toNumber(parts: CalendarParts, unit: CalendarUnit): number {
  const days = daysFromCivil(parts.year, parts.month, parts.day);
  if (unit === 'day') return days;
  const minutes = days * 1440 + parts.hour * 60 + parts.minute;
  return unit === 'minute' ? minutes : minutes * 60 + parts.second;
}

export function fromNumber(n: number, unit: CalendarUnit): CalendarParts {
  const perDay = unit === 'day' ? 1 : unit === 'minute' ? 1440 : 86400;
  const days = Math.floor(n / perDay);
  const seconds = unit === 'day' ? 0 : (n - days * perDay) * (unit === 'minute' ? 60 : 1);
  const { year, month, day } = civilFromDays(days);
  return { year, month, day, hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60 };
}

const HALVES = ['AM', 'PM'] as const;
const SHORT_MONTHS: readonly string[] = MONTHS.map((name) => name.slice(0, 3));
const SHORT_WEEKDAYS: readonly string[] = WEEKDAYS.map((name) => name.slice(0, 3));

/** The letters that say, of a number, what no other letter says: where each stands once, reading back what was read adds nothing. */
const INDEPENDENT: { readonly [U in CalendarUnit]: RegExp } = { day: /^[dMy]$/, minute: /^[dMyHm]$/, second: /^[dMyHms]$/ };

/** A format made ready: prints numbers as text, and reads exactly what it prints. */
export class CalendarFormat {
  readonly #parts: readonly FormatPart[];
  /** Whether all that can be wrong with a text whose parts are in their ranges is a leading zero. */
  readonly #plain: boolean;

  /** @throws Error where the format is wrong: the compiler has checked it */
  constructor(
    format: string,
    readonly unit: CalendarUnit,
  ) {
    const parts = readFormat(format);
    if ('problem' in parts) throw new Error(`format "${format}": ${parts.problem}`);
    this.#parts = parts;
    const letters = parts.flatMap((part) => ('text' in part ? [] : [part.letter[0] ?? '']));
    this.#plain = new Set(letters).size === letters.length && letters.every((letter) => INDEPENDENT[unit].test(letter));
  }

  print(n: number): string {
    const p = fromNumber(n, this.unit);
    let text = '';
    for (const part of this.#parts) text += 'text' in part ? part.text : printLetter(part.letter, p, n, this.unit);
    return text;
  }

  /** The number that prints as `text`, or undefined where none does. A two-digit year is one of 2000 to 2099. */
  read(text: string): number | undefined {
    const found = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
    let half12 = -1;
    let half = 0;
    let at = 0;
    let padded = false;
    for (const part of this.#parts) {
      if ('text' in part) {
        if (!text.startsWith(part.text, at)) return undefined;
        at += part.text.length;
        continue;
      }
      const { letter } = part;
      const value = readLetter(letter, text, at);
      if (value < 0) return undefined;
      if (letter.length !== 2 && text.charCodeAt(at) === ZERO && readTo - at > 1) padded = true;
      at = readTo;
      switch (letter[0]) {
        case 'y':
          found.year = letter === 'yy' ? 2000 + value : value;
          break;
        case 'M':
          found.month = letter.length > 2 ? value + 1 : value;
          break;
        case 'd':
          found.day = value;
          break;
        case 'H':
          found.hour = value;
          break;
        case 'h':
          half12 = value;
          break;
        case 'm':
          found.minute = value;
          break;
        case 's':
          found.second = value;
          break;
        case 'a':
          half = value;
          break;
        default:
      }
    }
    if (at !== text.length) return undefined;
    if (half12 >= 0) found.hour = (half12 % 12) + 12 * half;
    if (found.month < 1 || found.month > 12 || found.day < 1 || found.day > daysInMonth(found.year, found.month)) return undefined;
    if (found.hour > 23 || found.minute > 59 || found.second > 59) return undefined;
    const n = toNumber(found, this.unit);
    if (this.#plain) return padded ? undefined : n;
    // The only test that admits no second spelling (leading zeros, a wrong weekday): print it again.
    return this.print(n) === text ? n : undefined;
  }
}

function printLetter(letter: Letter, p: CalendarParts, n: number, unit: CalendarUnit): string {
  switch (letter) {
    case 'd':
      return String(p.day);
    case 'dd':
      return pad(p.day);
    case 'M':
      return String(p.month);
    case 'MM':
      return pad(p.month);
    case 'MMM':
      return SHORT_MONTHS[p.month - 1] ?? '';
    case 'MMMM':
      return MONTHS[p.month - 1] ?? '';
    case 'yy':
      return pad(p.year % 100);
    case 'yyyy':
      return String(p.year);
    case 'H':
      return String(p.hour);
    case 'HH':
      return pad(p.hour);
    case 'h':
      return String(p.hour % 12 === 0 ? 12 : p.hour % 12);
    case 'hh':
      return pad(p.hour % 12 === 0 ? 12 : p.hour % 12);
    case 'm':
      return String(p.minute);
    case 'mm':
      return pad(p.minute);
    case 's':
      return String(p.second);
    case 'ss':
      return pad(p.second);
    case 'a':
      return HALVES[p.hour < 12 ? 0 : 1];
    case 'EEE':
    case 'EEEE': {
      const days = Math.floor(n / (unit === 'day' ? 1 : unit === 'minute' ? 1440 : 86400));
      return (letter === 'EEE' ? SHORT_WEEKDAYS : WEEKDAYS)[weekdayOf(days)] ?? '';
    }
  }
}

/** Where the part that was read last ended. One text is read at a time. */
let readTo = 0;

/** The value of the part of a text that begins at `at`, of a name its place from 0; -1 where there is none. */
function readLetter(letter: Letter, text: string, at: number): number {
  switch (letter) {
    case 'MMM':
      return readName(SHORT_MONTHS, text, at);
    case 'MMMM':
      return readName(MONTHS, text, at);
    case 'EEE':
      return readName(SHORT_WEEKDAYS, text, at);
    case 'EEEE':
      return readName(WEEKDAYS, text, at);
    case 'a':
      return readName(HALVES, text, at);
    case 'yyyy':
      return readDigits(text, at, 1, 4);
    default:
      return readDigits(text, at, letter.length, 2);
  }
}

/** The place of the name in a list; -1 where there is none. */
function readName(names: readonly string[], text: string, at: number): number {
  const found = names.findIndex((name) => text.startsWith(name, at));
  readTo = at + (names[found]?.length ?? 0);
  return found;
}

function readDigits(text: string, at: number, least: number, most: number): number {
  let value = 0;
  let end = at;
  for (; end < text.length && end - at < most; end++) {
    const digit = text.charCodeAt(end) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  readTo = end;
  return end - at < least ? -1 : value;
}

const ZERO = 0x30;

/** In two digits. */
function pad(n: number): string {
  return n >= 0 && n < 10 ? `0${n}` : String(n);
}
