/** Layouts that many constructs share: lists between brackets, bodies between braces. */
import { builders } from 'prettier/doc';
import * as t from '../../../grammar/tokens.js';
import type { Span } from '../../source/source.js';
import type { Doc, Writer } from '../writer.js';

const { fill, group, indent } = builders;

export interface ListStyle {
  /** Whether a space stands inside the brackets where the list is on one line: `{ a, b }`. */
  readonly spaced?: boolean;
  /** Whether a broken list fills its lines, as names and numbers do, instead of giving each item one of its own. */
  readonly filled?: boolean;
}

/** `(a, b)`, `<a, b>`, `[a, b]`, `{ a, b }`: one line, or what the style says. The gap before the bracket is the caller's. */
export function bracketed<T>(w: Writer, items: readonly T[], layout: (item: T) => Doc, style: ListStyle = {}): Doc {
  const edge = style.spaced === true ? 'line' : 'soft';
  const open = w.token();
  if (items.length === 0) return [open, w.hollow(), w.token()];
  const start = w.gap(edge);
  const parts: Doc[] = [];
  for (const [i, item] of items.entries()) {
    if (i > 0) parts.push(w.gap('line'));
    parts.push([layout(item), i < items.length - 1 ? w.next('none') : '']);
  }
  const end = w.closing(edge);
  const close = w.token();
  return group([open, indent([start, style.filled === true ? fill(parts) : parts, end.comments]), end.separator, close]);
}

/** The same where each item can be kept as it is written by a comment before it. */
export function bracketedItems<T extends { readonly span: Span }>(w: Writer, items: readonly T[], layout: (item: T) => Doc, style: ListStyle = {}): Doc {
  const edge = style.spaced === true ? 'line' : 'soft';
  const open = w.token();
  if (items.length === 0) return [open, w.hollow(), w.token()];
  const parts = items.map((item, i) => [w.item(i === 0 ? edge : 'line', item.span.end, () => layout(item)), i < items.length - 1 ? w.next('none') : '']);
  const end = w.closing(edge);
  const close = w.token();
  return group([open, indent([parts, end.comments]), end.separator, close]);
}

export interface BodyItem {
  /** Where its last token ends. */
  readonly end: number;
  readonly layout: () => Doc;
}

/**
 * `{ … }` with a line for each item and the empty lines between them that the author left.
 *
 * @param items each is asked for when those before it are written
 * @param inline whether a body that was written on the line of its brace may stay there if it fits
 */
export function body(w: Writer, items: Iterable<BodyItem>, inline: boolean): Doc {
  const open = w.token();
  if (w.peek() === t.RCurly) return [open, w.hollow(), w.token()];
  const joined = inline && w.staysOnLine();
  const contents: Doc[] = [];
  for (const { end, layout } of items) {
    contents.push(w.item(joined ? 'line' : 'item', end, layout));
    // Fields of an entity keep the commas that they need.
    if (w.peek() === t.Comma) contents.push(w.next('none'));
  }
  const last = w.closing(joined ? 'line' : 'hard');
  const close = w.token();
  return group([open, indent([contents, last.comments]), last.separator, close]);
}

/** Things with commas between them and no brackets around: `a, b`. They fill their lines. */
export function commaList<T>(w: Writer, items: readonly T[], layout: (item: T) => Doc): Doc {
  const parts: Doc[] = [];
  for (const [i, item] of items.entries()) {
    if (i > 0) parts.push(w.gap('line'));
    parts.push([layout(item), i < items.length - 1 ? w.next('none') : '']);
  }
  return fill(parts);
}

/** A number with its sign, tight. */
export function number(w: Writer): Doc {
  return w.peek() === t.Minus ? [w.token(), w.next('none')] : w.token();
}

/** `a`, `a..b`, `a..`, `..b`: tight. */
export function numberRange(w: Writer): Doc {
  const docs: Doc[] = [];
  const atNumber = (): boolean => w.peek() === t.NumberToken || w.peek() === t.Minus;
  if (atNumber()) docs.push(number(w));
  if (w.peek() !== t.DotDot) return docs;
  docs.push(docs.length === 0 ? w.token() : w.next('none'));
  if (atNumber()) docs.push(w.gap('none'), number(w));
  return docs;
}

/** A number of tokens with a space before each but the first: the words of a clause. */
export function words(w: Writer, count: number): Doc {
  return Array.from({ length: count }, (_, i) => (i === 0 ? w.token() : w.next('space')));
}
