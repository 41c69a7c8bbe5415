/**
 * Which formats denote dates and times well: what is printed must read back as the same number, or as an earlier one
 * that prints the same.
 */
import { readFormat, type CalendarUnit, type FormatPart } from '../../runtime/calendar.js';

export type What = 'date' | 'time' | 'datetime';

/** The parts of a date and time from coarse to fine; `half` is AM and PM. */
export type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'half' | 'weekday';

export interface CheckedFormat {
  readonly parts: readonly FormatPart[];
  readonly fields: ReadonlySet<Field>;
  readonly unit: CalendarUnit;
  /** Years before 1000 would be read wrongly, because a digit follows. */
  readonly fourDigitYears: boolean;
  /** The year has two digits, and is one of 2000 to 2099. */
  readonly shortYears: boolean;
}

const DATE_LETTERS = '`d dd` day, `M MM MMM MMMM` month, `yy yyyy` year, `EEE EEEE` weekday';
const TIME_LETTERS = '`H HH` hour, or `h hh` with `a` for AM and PM, `mm` minute, `ss` second';
const LETTERS: { readonly [W in What]: string } = { date: DATE_LETTERS, time: TIME_LETTERS, datetime: `${DATE_LETTERS}; ${TIME_LETTERS}` };
const NAMES: { readonly [F in Field]: string } = { year: 'a year (`yyyy`)', month: 'a month (`MM`)', day: 'a day (`dd`)', hour: 'an hour (`HH`)', minute: 'a minute (`mm`)', second: 'a second (`ss`)', half: '`a` (AM or PM)', weekday: 'a weekday' };
const ALLOWED: { readonly [W in What]: ReadonlySet<Field> } = {
  date: new Set<Field>(['year', 'month', 'day', 'weekday']),
  time: new Set<Field>(['hour', 'minute', 'second', 'half']),
  datetime: new Set<Field>(['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second', 'half']),
};
/** A field is determined only together with these. */
const NEEDS: { readonly [F in Field]: readonly Field[] } = { year: [], month: ['year'], day: ['year', 'month'], hour: [], minute: ['hour'], second: ['hour', 'minute'], half: ['hour'], weekday: ['year', 'month', 'day'] };

export function fieldOf(letter: string): Field {
  switch (letter[0]) {
    case 'y':
      return 'year';
    case 'M':
      return 'month';
    case 'd':
      return 'day';
    case 'm':
      return 'minute';
    case 's':
      return 'second';
    case 'a':
      return 'half';
    case 'E':
      return 'weekday';
    default:
      return 'hour';
  }
}

export function checkFormat(format: string, what: What): CheckedFormat | { readonly problem: string; readonly hint: string } {
  const parts = readFormat(format);
  if ('problem' in parts) return { problem: parts.problem, hint: hintFor(parts.problem, what) };
  const fields = new Set<Field>();
  let hour12 = false;
  let fourDigitYears = false;
  let shortYears = false;
  for (const [i, part] of parts.entries()) {
    if ('text' in part) continue;
    const field = fieldOf(part.letter);
    if (!ALLOWED[what].has(field)) return { problem: `"${part.letter}" is ${NAMES[field].replace(/ \(.*/, '')}, which a ${what} does not have`, hint: misplaced(part.letter, what) };
    if (fields.has(field)) return { problem: `${NAMES[field]} stands twice`, hint: 'write every part once, so that a text can be read in one way only' };
    fields.add(field);
    if (part.letter.startsWith('h')) hour12 = true;
    if (part.letter === 'yy') shortYears = true;
    const next = parts[i + 1];
    if (!startsWithDigit(next)) continue;
    if (part.letter === 'yyyy') fourDigitYears = true;
    else if (['d', 'M', 'H', 'h', 'm', 's'].includes(part.letter)) {
      return { problem: `a digit follows "${part.letter}", which has one digit or two, so texts could be read in two ways`, hint: `write "${part.letter}${part.letter}", or put something between the two` };
    }
  }
  const coarsest: readonly Field[] = what === 'date' ? ['year'] : what === 'time' ? ['hour'] : ['year', 'month', 'day', 'hour'];
  for (const field of coarsest) if (!fields.has(field)) return { problem: `${NAMES[field]} is missing`, hint: `the letters are ${LETTERS[what]}` };
  for (const field of fields) {
    const missing = NEEDS[field].find((f) => !fields.has(f));
    if (missing !== undefined) return { problem: `${NAMES[field]} stands without ${NAMES[missing]}`, hint: `add ${NAMES[missing]}, or use a range, a pattern or \`lines\` for the parts alone` };
  }
  if (hour12 && !fields.has('half')) return { problem: '"h" counts hours to 12, and nothing says whether it is morning', hint: 'add "a" (AM or PM), or write "H" or "HH" for hours from 0 to 23' };
  return { parts, fields, unit: what === 'date' ? 'day' : fields.has('second') ? 'second' : 'minute', fourDigitYears, shortYears };
}

function startsWithDigit(part: FormatPart | undefined): boolean {
  if (part === undefined) return false;
  if ('text' in part) return /^[0-9]/.test(part.text);
  return !['MMM', 'MMMM', 'EEE', 'EEEE', 'a'].includes(part.letter);
}

function hintFor(problem: string, what: What): string {
  const run = /^"([A-Za-z]+)"/.exec(problem)?.[1];
  if (run === undefined) return "a quote in a text is written '' (twice)";
  const upper = run.startsWith('Y') ? 'y' : run.startsWith('D') ? 'd' : run.startsWith('S') ? 's' : undefined;
  if (upper !== undefined && run.length <= 4) return `write "${upper.repeat(run.length === 3 ? 4 : run.length)}"`;
  if (run === 'yyy' || run === 'y') return 'write "yyyy"';
  if (run === 'A') return 'write "a" for AM and PM';
  return `other letters stand between quotes, as in \`'at' HH:mm\`; the parts are ${LETTERS[what]}`;
}

function misplaced(letter: string, what: What): string {
  if (what === 'date' && letter.startsWith('m')) return `"${letter}" is minutes; write "${letter.toUpperCase()}" for the month`;
  if (what === 'time' && letter.startsWith('M')) return `"${letter}" is the month; write "${letter.toLowerCase()}" for minutes`;
  return `use \`datetime\` for both; the letters of a ${what} are ${LETTERS[what]}`;
}
