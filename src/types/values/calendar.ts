/** Dates and times: `date("d/M/yyyy", "1/1/1990".."31/12/2029")`, `time("HH:mm")`, `datetime("yyyy-MM-dd HH:mm")`. */
import * as codes from '../../diagnostics/codes/types.js';
import type { CalendarSet } from '../../ir/ir.js';
import { CalendarFormat, daysInMonth, fromNumber, toNumber, type CalendarParts } from '../../runtime/calendar.js';
import type { CallType, RangeType, StringLiteral } from '../../syntax/ast.js';
import { checkFormat, type CheckedFormat, type What } from './calendar-format.js';
import type { Scope } from './context.js';

const USAGE: { readonly [W in What]: string } = {
  date: '`date("d/M/yyyy", "1/1/1990".."31/12/2029")`, or `date("d/M/yyyy")`',
  time: '`time("HH:mm", "09:00".."17:30")`, or `time("HH:mm")`',
  datetime: '`datetime("yyyy-MM-dd HH:mm", "2024-01-01 00:00".."2025-12-31 23:59")`',
};
const MIDNIGHT = { hour: 0, minute: 0, second: 0 };
const LAST_SECOND = { hour: 23, minute: 59, second: 59 };

export function buildCalendar(call: CallType, what: What, scope: Scope): CalendarSet | null {
  if (!scope.allows('texts', call.span, `a ${what}, which is text,`)) return null;
  const wrong = (problem: string): null => scope.fail(codes.badArguments, call.span, { problem, usage: USAGE[what] });
  const [first, second] = call.args;
  if (first?.kind !== 'literal-type' || first.literal.kind !== 'string') return wrong(`\`${what}\` takes a format first`);
  if (call.args.length > 2 || (second !== undefined && second.kind !== 'range-type')) return wrong(`after the format, \`${what}\` takes one range`);
  const format = first.literal.value;
  const checked = checkFormat(format, what);
  if ('problem' in checked) return scope.fail(codes.badFormat, first.span, { format, ...checked });
  const ends = defaultEnds(checked, what, scope.context.accepts);
  let { low, high } = ends;
  if (second !== undefined) {
    if (second.step !== null) return wrong(`a range of ${what}s has no step`);
    const written = readEnds(second, format, checked, ends, scope);
    if (written === null) return null;
    ({ low, high } = written);
  }
  if (checked.fourDigitYears && fromNumber(low, checked.unit).year < 1000) {
    return scope.fail(codes.badFormat, first.span, { format, problem: 'a digit follows "yyyy", so years before 1000 would be read wrongly', hint: 'put something between the two, or begin the range in the year 1000 or later' });
  }
  return { kind: 'calendar', what, format, unit: checked.unit, low, high };
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

/** Where no end is written: what is drawn spans the years 1900 to 2030, what is accepted all that the format can write. */
function defaultEnds(checked: CheckedFormat, what: What, accepts: boolean): Ends {
  const { unit, shortYears, fourDigitYears } = checked;
  const at = (year: number, month: number, day: number, time: typeof MIDNIGHT): number => toNumber({ year, month, day, ...time }, unit);
  if (what === 'time') return { low: at(1970, 1, 1, MIDNIGHT), high: at(1970, 1, 1, LAST_SECOND) };
  const [firstYear, lastYear] = shortYears ? [2000, accepts ? 2099 : 2030] : accepts ? [fourDigitYears ? 1000 : 0, 9999] : [1900, 2030];
  return { low: at(firstYear, 1, 1, MIDNIGHT), high: at(lastYear, 12, 31, LAST_SECOND) };
}

function readEnds(range: RangeType, format: string, checked: CheckedFormat, fallback: Ends, scope: Scope): Ends | null {
  const calendar = new CalendarFormat(format, checked.unit);
  const read = (end: RangeType['low'], otherwise: number): number | null => {
    if (end === null) return otherwise;
    const example = `"${calendar.print(otherwise)}"`;
    if (end.kind !== 'string') return scope.fail(codes.badCalendarEnd, end.span, { problem: `${end.kind === 'number' ? end.raw : end.kind === 'null' ? 'null' : end.value} is no text, and the ends of this range are texts in the format "${format}"`, hint: `write it like ${example}` });
    return calendar.read(end.value) ?? scope.fail(codes.badCalendarEnd, end.span, { problem: unreadable(end, format), hint: `write it like ${example}` });
  };
  const low = read(range.low, fallback.low);
  const start = read(range.high, fallback.high);
  if (low === null || start === null) return null;
  const high = range.high === null ? start : lastOf(start, checked);
  if (low > high) {
    return scope.fail(codes.badCalendarEnd, range.span, { problem: `the range from "${calendar.print(low)}" to "${calendar.print(high)}" is empty`, hint: 'write the earlier end first' });
  }
  return { low, high };
}

function unreadable(end: StringLiteral, format: string): string {
  return `"${end.value}" is not written in the format "${format}", or does not exist`;
}

/** The last number that prints as this one does: `12/2030` as an end means the whole month. */
function lastOf(n: number, { fields, unit }: CheckedFormat): number {
  const parts = fromNumber(n, unit);
  const month = fields.has('month') || !fields.has('year') ? parts.month : 12;
  const day = fields.has('day') || !fields.has('year') ? parts.day : daysInMonth(parts.year, month);
  const last: CalendarParts = { ...parts, month, day, minute: fields.has('minute') ? parts.minute : 59, second: fields.has('second') ? parts.second : 59 };
  return toNumber(last, unit);
}
