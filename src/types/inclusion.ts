/**
 * Whether every value of one set is a value of another: proved, refuted by a value, or neither.
 *
 * "Is a value of" means what the run time recognises (runtime/value-set.ts), to the last double. Decided are listed
 * values, ranges, patterns, and calendars in one format or with few texts; the rest is tried out.
 */
import type { BaseName, RegexSet, Scalar, ValueSetIR } from '../ir/ir.js';
import { compileSet } from '../runtime/value-set.js';
import { rangeWithin } from './inclusion/numbers.js';
import { calendarWithin, patternWithin } from './inclusion/texts.js';
import { sortParts } from './inclusion/parts.js';

/** A set, or all values of a base type. */
export type Language = ValueSetIR | BaseName;

export type Containment =
  | { readonly holds: true }
  /** `witness` is recognised by the smaller set, and not by the bigger one. */
  | { readonly holds: false; readonly witness: Scalar }
  /** Many values were tried, and all were in it. */
  | { readonly holds: 'unknown' };

const HOLDS: Containment = { holds: true };

/** Whether `smaller` ⊆ `bigger`. */
export function includes(bigger: Language, smaller: Language): Containment {
  if (bigger === smaller) return HOLDS;
  const within = sortParts(asSet(bigger));
  const outer = compileSet(asSet(bigger));
  const recognised = (value: Scalar): boolean => outer.recognize(value);
  let unknown = false;
  const parts = sortParts(asSet(smaller));
  // Listed values first: they decide fastest.
  for (const value of parts.listed) if (!recognised(value)) return { holds: false, witness: value };
  const answers = function* (): Generator<Containment> {
    for (const range of parts.ranges) yield rangeWithin(range, within, recognised);
    for (const pattern of parts.patterns) yield patternWithin(pattern, within, recognised);
    for (const calendar of parts.calendars) yield calendarWithin(calendar, within, recognised);
  };
  for (const answer of answers()) {
    if (answer.holds === false) return answer;
    if (answer.holds === 'unknown') unknown = true;
  }
  return unknown ? { holds: 'unknown' } : HOLDS;
}

/** All texts: the automaton of one state that accepts any code point. */
const ANY_TEXT: RegexSet = { kind: 'regex', pattern: '[\\s\\S]*', dfa: { states: 1, accept: [0], edges: [0, 0, 0xd7ff, 0, 0, 0xe000, 0x10ffff, 0] } };

/** A base type as a set; for numbers an open range, which is recognised and never drawn from. */
export function baseSet(base: BaseName): ValueSetIR {
  switch (base) {
    case 'str':
      return ANY_TEXT;
    case 'bool':
      return { kind: 'enum', values: [false, true] };
    case 'int':
    case 'float':
      return { kind: 'range', number: base, low: null, high: null, step: null, scale: 1 };
  }
}

function asSet(language: Language): ValueSetIR {
  return typeof language === 'string' ? baseSet(language) : language;
}
