/**
 * Whether a text states a value: the gates "no result is given away" and "every input is there".
 * A value is stated where its written form stands as a word of its own: `25` is not stated by `1925` or `25.5`.
 */
import type { Json } from '../../ir/ir.js';

/** What JSON writes otherwise than it is. */
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** True if the whole value can be read in the text: a scalar's written form, or every scalar of a list, dict or record. */
export function states(text: string, value: Json): boolean {
  switch (typeof value) {
    case 'string':
      return value !== '' && (hasWord(text, value) || (ESCAPED.test(value) && hasWord(text, JSON.stringify(value).slice(1, -1))));
    case 'number':
    case 'boolean':
      return hasWord(text, String(value));
    default: {
      if (value === null) return false;
      const parts = Array.isArray(value) ? (value as readonly Json[]) : Object.values(value as { readonly [key: string]: Json });
      return parts.length > 0 && parts.every((part) => states(text, part));
    }
  }
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!joins(text, at - 1, -1, word.charCodeAt(0)) && !joins(text, at + word.length, 1, word.charCodeAt(word.length - 1))) return true;
  }
  return false;
}

/** Whether the character at `at` makes one word with the edge character `edge` of the match beside it. */
function joins(text: string, at: number, direction: -1 | 1, edge: number): boolean {
  if (!isWordUnit(edge)) return false;
  const unit = text.charCodeAt(at);
  if (Number.isNaN(unit)) return false;
  if (isWordUnit(unit)) return true;
  // `25` inside `25.5`, `1.25`, `-25`, and a date's `10/25`: the neighbour's neighbour is a digit.
  if (!isDigit(edge)) return false;
  if (unit === 0x2d /* - */) return direction < 0 && !isWordUnit(text.charCodeAt(at - 1));
  return (unit === 0x2e /* . */ || unit === 0x2c /* , */ || unit === 0x2f /* / */ || unit === 0x3a /* : */) && isDigit(text.charCodeAt(at + direction));
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isWordUnit(unit: number): boolean {
  if (unit < 0x80) return isDigit(unit) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a) || unit === 0x5f;
  // Beyond ASCII all but the blocks of punctuation, symbols and spaces; fixed here, since Unicode's tables move.
  return unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7 && !(unit >= 0x2000 && unit <= 0x2bff) && !(unit >= 0x3000 && unit <= 0x303f);
}
