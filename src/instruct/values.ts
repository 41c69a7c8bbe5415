/**
 * How user values are written, and read again: texts in double quotes with JSON's escapes, numbers bare, plain lists as
 * `1, 2 and 3`, all else as JSON. What is written can be copied as it stands.
 */
import type { Json } from '../ir/ir.js';
import { isList } from '../runtime/canonical.js';

export function writeValue(value: Json): string {
  if (typeof value !== 'object' || value === null || !isList(value) || value.length < 2 || !value.every(isPlain)) return JSON.stringify(value);
  let text = '';
  for (let i = 0; i < value.length; i++) {
    if (i > 0) text += i === value.length - 1 ? ' and ' : ', ';
    text += JSON.stringify(value[i]);
  }
  return text;
}

function isPlain(value: Json): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** Sticky patterns, used by one call at a time. */
const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;

/** Whether a written value may start with the character. */
export function mayBeValue(unit: number): boolean {
  // A quote, a digit, a minus, a bracket, or the first letter of true, false and null.
  return unit === 0x22 || (unit >= 0x30 && unit <= 0x39) || unit === 0x2d || unit === 0x5b || unit === 0x7b || unit === 0x74 || unit === 0x66 || unit === 0x6e;
}

/** The end of a text or number that starts at `at`; -1 where none does. */
export function scalarEnd(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const pattern = unit === 0x22 ? STRING : unit === 0x2d || (unit >= 0x30 && unit <= 0x39) ? NUMBER : undefined;
  if (pattern === undefined) return -1;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/**
 * Everywhere a written value that starts at `at` may end: after a scalar, and after each plain list that it opens.
 * `"a", "b" and "c"` may end after "a", or after "c".
 */
export function valueEnds(text: string, at: number): readonly number[] {
  const end = scalarEnd(text, at);
  if (end !== -1) {
    const ends = [end];
    let last = end;
    while (text.startsWith(', ', last)) {
      const next = scalarEnd(text, last + 2);
      if (next === -1) return ends;
      last = next;
    }
    if (text.startsWith(' and ', last)) {
      const next = scalarEnd(text, last + 5);
      if (next !== -1) ends.push(next);
    }
    return ends;
  }
  const unit = text.charCodeAt(at);
  if (unit === 0x5b || unit === 0x7b) {
    const close = bracketEnd(text, at);
    return close === -1 ? NONE : [close];
  }
  for (const word of ['true', 'false', 'null']) if (text.startsWith(word, at)) return [at + word.length];
  return NONE;
}

const NONE: readonly number[] = [];

/** The end of JSON in brackets, texts skipped over. */
function bracketEnd(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; ) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) {
      const end = scalarEnd(text, i);
      if (end === -1) return -1;
      i = end;
      continue;
    }
    if (unit === 0x5b || unit === 0x7b) depth++;
    else if (unit === 0x5d || unit === 0x7d) depth--;
    i++;
    if (depth === 0) return i;
  }
  return -1;
}

/** The value that a written form stands for; undefined where it is none. */
export function readValue(written: string): Json | undefined {
  const single = parse(written);
  if (single !== undefined) return single;
  const items: Json[] = [];
  for (let at = 0; ; ) {
    const end = scalarEnd(written, at);
    const item = end === -1 ? undefined : parse(written.slice(at, end));
    if (item === undefined) return undefined;
    items.push(item);
    if (end === written.length) return items;
    if (written.startsWith(', ', end)) at = end + 2;
    else if (written.startsWith(' and ', end)) at = end + 5;
    else return undefined;
  }
}

function parse(written: string): Json | undefined {
  try {
    const value: Json = JSON.parse(written);
    return value;
  } catch {
    return undefined;
  }
}
