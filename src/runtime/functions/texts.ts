/** Texts, counted in code points. Case is that of ASCII: the tables of other scripts change with each Unicode. */
import { canonicalJson } from '../canonical.js';
import { formatNumber } from '../decimal.js';
import { fail, list, number, text, type Functions } from './built-in.js';

/** ASCII letters only: other scripts' case tables differ between versions of Unicode. */
function asciiCase(s: string, upper: boolean): string {
  return upper ? s.replace(/[a-z]+/g, (run) => run.toUpperCase()) : s.replace(/[A-Z]+/g, (run) => run.toLowerCase());
}

/** Space, tab, LF, CR, FF, VT at both ends. */
function trim(s: string): string {
  return s.replace(/^[ \t\n\r\f\v]+/, '').replace(/[ \t\n\r\f\v]+$/, '');
}

/** The first letter of every word in upper case, the others as they are. */
function title(s: string): string {
  return s.replace(/(^|[ \-])([a-z])/g, (_all, before: string, letter: string) => before + letter.toUpperCase());
}

function pad(s: string, width: number, filler: string): string {
  const missing = Math.min(width, 1000) - [...s].length;
  if ([...filler].length !== 1) fail('one sign fills a text up');
  return missing > 0 ? filler.repeat(missing) + s : s;
}

/** Counted without overlaps, from left to right. */
function occurrences(s: string, part: string): number {
  return part === '' ? fail('an empty text to count') : s.split(part).length - 1;
}

export const TEXTS: Functions = {
  lower: { params: ['str'], result: 'str', doc: 'With A to Z in lower case.', evaluate: ([s]) => asciiCase(text(s), false) },
  upper: { params: ['str'], result: 'str', doc: 'With a to z in upper case.', evaluate: ([s]) => asciiCase(text(s), true) },
  title: { params: ['str'], result: 'str', doc: 'With the first letter of every word in upper case, if it is one of a to z.', evaluate: ([s]) => title(text(s)) },
  trim: { params: ['str'], result: 'str', doc: 'Without white space at its ends.', evaluate: ([s]) => trim(text(s)) },
  contains: { params: ['str', 'str'], result: 'bool', doc: 'Whether the second text stands in the first.', evaluate: ([s, t]) => text(s).includes(text(t)) },
  starts_with: { params: ['str', 'str'], result: 'bool', doc: 'Whether the first text begins with the second.', evaluate: ([s, t]) => text(s).startsWith(text(t)) },
  ends_with: { params: ['str', 'str'], result: 'bool', doc: 'Whether the first text ends with the second.', evaluate: ([s, t]) => text(s).endsWith(text(t)) },
  occurrences: { params: ['str', 'str'], result: 'int', doc: 'How often the second text stands in the first, without overlaps. Fails on an empty text.', evaluate: ([s, t]) => occurrences(text(s), text(t)) },
  split: { params: ['str', 'str'], result: 'list<str>', doc: 'The pieces between the separators. Fails on an empty separator.', evaluate: ([s, t]) => (text(t) === '' ? fail('an empty separator') : text(s).split(text(t))) },
  join: { params: ['list<str>', 'str'], result: 'str', doc: 'The texts with the separator between them.', evaluate: ([xs, t]) => list(xs).map(text).join(text(t)) },
  replace: { params: ['str', 'str', 'str'], result: 'str', doc: 'With every occurrence of the second text replaced by the third.', evaluate: ([s, a, b]) => (text(a) === '' ? fail('an empty text to replace') : text(s).split(text(a)).join(text(b))) },
  pad: { params: ['str', 'int', 'str'], result: 'str', doc: 'Filled up from the left with one sign until it has so many: `pad("7", 3, "0")` is "007".', evaluate: ([s, n, filler]) => pad(text(s), number(n), text(filler)) },
  str: { params: ['any'], result: 'str', doc: 'As text: text itself, a number in its shortest form, else JSON.', evaluate: ([x]) => (typeof x === 'string' ? x : typeof x === 'number' ? formatNumber(x) : canonicalJson(x ?? null)) },
};
