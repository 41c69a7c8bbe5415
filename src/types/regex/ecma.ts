/** A pattern of our dialect as a regular expression of ECMA-262 with the flag `u`, which JSON Schema asks for. */
import type { RegexNode } from './ast.js';
import { complement, DOT, EVERYTHING, MAX_POINT, rangesOf, type CharSet } from './charset.js';

/**
 * The same language on well-formed text, without anchors. Classes are written out, so that no engine's own idea of
 * `\d`, `\w` or `\s` comes in.
 */
export function toEcma(node: RegexNode): string {
  switch (node.kind) {
    case 'empty':
      return '';
    case 'class':
      return classText(node.set);
    case 'concat':
      return node.items.map((item) => (item.kind === 'alternation' ? group(item) : toEcma(item))).join('');
    case 'alternation':
      return node.options.map(toEcma).join('|');
    case 'repeat': {
      const of = node.of.kind === 'class' ? toEcma(node.of) : group(node.of);
      return of + quantifier(node.min, node.max);
    }
    default: {
      const never: never = node;
      return never;
    }
  }
}

function group(node: RegexNode): string {
  return `(?:${toEcma(node)})`;
}

function quantifier(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function classText(set: CharSet): string {
  if (same(set, DOT)) return '.';
  if (same(set, EVERYTHING)) return '[\\s\\S]';
  const [first, last] = set;
  if (set.length === 2 && first !== undefined && first === last) return escape(first, OUTSIDE);
  const negated = set[0] === 0 && set[set.length - 1] === MAX_POINT;
  const ranges = rangesOf(negated ? complement(set) : set).map(([from, to]) => {
    const start = escape(from, INSIDE);
    return from === to ? start : `${start}${to === from + 1 ? '' : '-'}${escape(to, INSIDE)}`;
  });
  return `[${negated ? '^' : ''}${ranges.join('')}]`;
}

const OUTSIDE = /[\\^$.*+?()[\]{}|/]/;
const INSIDE = /[\\\]^[-]/;

function escape(point: number, special: RegExp): string {
  if (point >= 0x20 && point <= 0x7e) {
    const c = String.fromCodePoint(point);
    return special.test(c) ? `\\${c}` : c;
  }
  // As itself: `\u{1f600}` is ECMA-262, but many validators of JSON Schema run on engines that do not know it.
  return point > 0xffff ? String.fromCodePoint(point) : `\\u${point.toString(16).padStart(4, '0')}`;
}

function same(a: CharSet, b: CharSet): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}
