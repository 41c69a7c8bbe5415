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

/** A format made ready: prints numbers as text, and reads exactly what it prints. */
export class CalendarFormat {
  readonly #parts: readonly FormatPart[];

  /** @throws Error where the format is wrong: the compiler has checked it */
  constructor(
    format: string,
    readonly unit: CalendarUnit,
  ) {
    const parts = readFormat(format);
    if ('problem' in parts) throw new Error(`format "${format}": ${parts.problem}`);
    this.#parts = parts;
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
    let half: number | undefined;
    let half12: number | undefined;
    let at = 0;
    for (const part of this.#parts) {
      if ('text' in part) {
        if (!text.startsWith(part.text, at)) return undefined;
        at += part.text.length;
        continue;
      }
      const taken = readLetter(part.letter, text, at);
      if (taken === undefined) return undefined;
      at = taken.end;
      switch (part.letter[0]) {
        case 'y':
          found.year = part.letter === 'yy' ? 2000 + taken.value : taken.value;
          break;
        case 'M':
          found.month = taken.value;
          break;
        case 'd':
          found.day = taken.value;
          break;
        case 'H':
          found.hour = taken.value;
          break;
        case 'h':
          half12 = taken.value;
          break;
        case 'm':
          found.minute = taken.value;
          break;
        case 's':
          found.second = taken.value;
          break;
        case 'a':
          half = taken.value;
          break;
        default:
      }
    }
    if (at !== text.length) return undefined;
    if (half12 !== undefined) found.hour = (half12 % 12) + 12 * (half ?? 0);
    if (found.month < 1 || found.month > 12 || found.day < 1 || found.day > daysInMonth(found.year, found.month)) return undefined;
    if (found.hour > 23 || found.minute > 59 || found.second > 59) return undefined;
    const n = toNumber(found, this.unit);
    // The only test that admits no second spelling (leading zeros, a wrong weekday): print it again.
    return this.print(n) === text ? n : undefined;
  }
}

function printLetter(letter: Letter, p: CalendarParts, n: number, unit: CalendarUnit): string {
  switch (letter) {
    case 'd':
      return String(p.day);
    case 'dd':
      return pad(p.day, 2);
    case 'M':
      return String(p.month);
    case 'MM':
      return pad(p.month, 2);
    case 'MMM':
      return (MONTHS[p.month - 1] ?? '').slice(0, 3);
    case 'MMMM':
      return MONTHS[p.month - 1] ?? '';
    case 'yy':
      return pad(p.year % 100, 2);
    case 'yyyy':
      return String(p.year);
    case 'H':
      return String(p.hour);
    case 'HH':
      return pad(p.hour, 2);
    case 'h':
      return String(p.hour % 12 === 0 ? 12 : p.hour % 12);
    case 'hh':
      return pad(p.hour % 12 === 0 ? 12 : p.hour % 12, 2);
    case 'm':
      return String(p.minute);
    case 'mm':
      return pad(p.minute, 2);
    case 's':
      return String(p.second);
    case 'ss':
      return pad(p.second, 2);
    case 'a':
      return p.hour < 12 ? 'AM' : 'PM';
    case 'EEE':
    case 'EEEE': {
      const days = Math.floor(n / (unit === 'day' ? 1 : unit === 'minute' ? 1440 : 86400));
      const name = WEEKDAYS[weekdayOf(days)] ?? '';
      return letter === 'EEE' ? name.slice(0, 3) : name;
    }
  }
}

function readLetter(letter: Letter, text: string, at: number): { value: number; end: number } | undefined {
  switch (letter) {
    case 'MMM':
    case 'MMMM':
      return readName(MONTHS, letter === 'MMM', text, at, 1);
    case 'EEE':
    case 'EEEE':
      return readName(WEEKDAYS, letter === 'EEE', text, at, 0);
    case 'a':
      return text.startsWith('AM', at) ? { value: 0, end: at + 2 } : text.startsWith('PM', at) ? { value: 1, end: at + 2 } : undefined;
    default: {
      const most = letter === 'yyyy' ? 4 : 2;
      const least = letter === 'yyyy' || letter.length === 1 ? 1 : 2;
      let end = at;
      while (end < text.length && end - at < most && isDigit(text.charCodeAt(end))) end++;
      return end - at < least ? undefined : { value: Number(text.slice(at, end)), end };
    }
  }
}

function readName(names: readonly string[], short: boolean, text: string, at: number, base: number): { value: number; end: number } | undefined {
  for (const [i, name] of names.entries()) {
    const word = short ? name.slice(0, 3) : name;
    if (text.startsWith(word, at)) return { value: i + base, end: at + word.length };
  }
  return undefined;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0');
}
