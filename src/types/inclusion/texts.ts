/** Patterns and calendars in other sets of texts, by automata where that decides, else by trying texts. */
import type { CalendarSet, DfaIR, RegexSet, Scalar } from '../../ir/ir.js';
import { CalendarFormat } from '../../runtime/calendar.js';
import { calendarPattern } from '../calendar-pattern.js';
import type { Containment } from '../inclusion.js';
import { Dfa } from '../regex/automaton.js';
import { fromStrings, includes } from '../regex/boolean.js';
import { compileRegex } from '../regex/compile.js';
import type { Parts } from './parts.js';

/** Calendars with at most so many texts are listed. */
const MAX_LISTED = 100_000;
/** Texts tried where there is no proof. */
const MAX_TRIED = 20_000;
const HOLDS: Containment = { holds: true };
const UNKNOWN: Containment = { holds: 'unknown' };

type Recognised = (value: Scalar) => boolean;

export function patternWithin(pattern: RegexSet, within: Parts, recognised: Recognised): Containment {
  const plain = [...within.patterns.map((p) => p.dfa), ...listedTexts(within)];
  // Without the calendars, then with them exactly: either proves.
  const first = includes(pattern.dfa, plain);
  if (first.kind === 'included') return HOLDS;
  if (first.kind === 'outside' && !recognised(first.text)) return { holds: false, witness: first.text };
  const listed = within.calendars.map(listCalendar);
  const exact = listed.filter((dfa) => dfa !== null);
  if (exact.length > 0) {
    const second = includes(pattern.dfa, [...plain, ...exact]);
    if (second.kind === 'included') return HOLDS;
    if (second.kind === 'outside' && !recognised(second.text)) return { holds: false, witness: second.text };
  }
  // A calendar's pattern has all its texts: what is outside of that is outside of the calendar.
  const wide = within.calendars.map(calendarDfa).filter((dfa) => dfa !== null);
  const third = includes(pattern.dfa, [...plain, ...wide]);
  if (third.kind === 'outside' && !recognised(third.text)) return { holds: false, witness: third.text };
  let tried = 0;
  for (const text of new Dfa(pattern.dfa).strings()) {
    if (!recognised(text)) return { holds: false, witness: text };
    if (++tried >= MAX_TRIED) return UNKNOWN;
  }
  return HOLDS;
}

export function calendarWithin(set: CalendarSet, within: Parts, recognised: Recognised): Containment {
  if (set.low > set.high) return HOLDS;
  const format = new CalendarFormat(set.format, set.unit);
  const refuted = (n: number): Containment | null => {
    const text = format.print(n);
    const read = format.read(text);
    return read !== undefined && read >= set.low && read <= set.high && !recognised(text) ? { holds: false, witness: text } : null;
  };
  // Calendars in the same format are intervals of one line.
  const same = within.calendars.filter((c) => c.format === set.format && c.unit === set.unit).sort((a, b) => a.low - b.low);
  const gaps: number[] = [];
  let from = set.low;
  for (const calendar of same) {
    if (calendar.high < from) continue;
    if (calendar.low > from) gaps.push(from);
    from = Math.max(from, calendar.high + 1);
  }
  if (from <= set.high) gaps.push(from);
  if (gaps.length === 0) return HOLDS;
  for (const n of [...gaps, set.low, set.high]) {
    const found = refuted(n);
    if (found !== null) return found;
  }
  const count = set.high - set.low + 1;
  if (count > MAX_LISTED) {
    const own = calendarDfa(set);
    if (own !== null) {
      const proof = includes(own, [...within.patterns.map((p) => p.dfa), ...listedTexts(within)]);
      if (proof.kind === 'included') return HOLDS;
    }
  }
  const stride = count <= MAX_LISTED ? 1 : Math.floor(count / MAX_TRIED);
  for (let n = set.low; n <= set.high; n += stride) {
    const found = refuted(n);
    if (found !== null) return found;
  }
  return stride === 1 ? HOLDS : UNKNOWN;
}

/** The listed texts as one automaton, or nothing. */
function listedTexts(within: Parts): DfaIR[] {
  const texts = [...within.listed].filter((v) => typeof v === 'string');
  const dfa = texts.length === 0 ? null : fromStrings(texts);
  return dfa === null ? [] : [dfa];
}

function listCalendar(set: CalendarSet): DfaIR | null {
  if (set.high - set.low >= MAX_LISTED) return null;
  const format = new CalendarFormat(set.format, set.unit);
  const texts = new Set<string>();
  for (let n = set.low; n <= set.high; n++) {
    const text = format.print(n);
    const read = format.read(text);
    if (read !== undefined && read >= set.low && read <= set.high) texts.add(text);
  }
  return fromStrings([...texts]);
}

/** An automaton that accepts every text of the calendar, and dates that do not exist. */
function calendarDfa(set: CalendarSet): DfaIR | null {
  const pattern = calendarPattern(set);
  const compiled = pattern === null ? null : compileRegex(pattern);
  return compiled === null || 'problem' in compiled ? null : compiled.dfa;
}
