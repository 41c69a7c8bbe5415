/**
 * Texts with places marked in them, for tests of anything that answers about a place: `<|>` is a cursor, `<|` and `|>`
 * are the ends of a range. Ranges may stand inside one another.
 *
 * @example
 * ```ts
 * const { text, cursors, ranges } = readMarkers('tool f(<|x|>: int) -> int { returns <|>x }');
 * // text    'tool f(x: int) -> int { returns x }'
 * // cursors [32]
 * // ranges  [{ start: 7, end: 8 }]
 * ```
 */
import type { Span } from '../source/source.js';

export interface Marked {
  /** The text without its markers. */
  readonly text: string;
  /** Offsets of cursors, in the order of the text. */
  readonly cursors: readonly number[];
  /** In the order in which they begin. */
  readonly ranges: readonly Span[];
}

/** @throws where an end of a range has no other: that is a mistake of the test */
export function readMarkers(marked: string): Marked {
  let text = '';
  const cursors: number[] = [];
  const ranges: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  let last = 0;
  for (const marker of marked.matchAll(/<\|>|<\||\|>/g)) {
    text += marked.slice(last, marker.index);
    last = marker.index + marker[0].length;
    if (marker[0] === '<|>') cursors.push(text.length);
    else if (marker[0] === '<|') {
      const range = { start: text.length, end: -1 };
      ranges.push(range);
      open.push(range);
    } else {
      const range = open.pop();
      if (range === undefined) throw new Error(`"|>" at ${marker.index} closes no range`);
      range.end = text.length;
    }
  }
  if (open.length > 0) throw new Error(`${open.length} ranges are never closed with "|>"`);
  return { text: text + marked.slice(last), cursors, ranges };
}

/** The opposite: a text with ranges marked in it, for messages and snapshots. Ranges are not empty, and lie apart or inside one another. */
export function writeMarkers(text: string, ranges: readonly Span[], cursors: readonly number[] = []): string {
  const marks = [
    ...ranges.map(({ start, end }) => ({ at: end, mark: '|>', length: end - start })),
    ...cursors.map((at) => ({ at, mark: '<|>', length: 0 })),
    ...ranges.map(({ start, end }) => ({ at: start, mark: '<|', length: start - end })),
  ];
  // A stable sort: at one offset what ends stands before what begins, the inner ends first, and the outer begins first.
  marks.sort((a, b) => a.at - b.at || (a.mark === b.mark ? a.length - b.length : 0));
  let written = '';
  let last = 0;
  for (const { at, mark } of marks) {
    written += text.slice(last, at) + mark;
    last = at;
  }
  return written + text.slice(last);
}
