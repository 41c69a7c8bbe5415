/** What changed between two texts, and where the places of one stand in the other. */
import type { Span } from '../source/source.js';

export interface Change {
  /** What was replaced, in the older text. */
  readonly old: Span;
  /** What stands there now, in the newer one. */
  readonly now: Span;
}

/** The smallest stretch beyond which both texts are the same. */
export function changeBetween(before: string, after: string): Change {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  return { old: { start, end: before.length - end }, now: { start, end: after.length - end } };
}

/** Null where the change touches the place: what was said of it may hold no more. */
export function moveThrough({ old, now }: Change, span: Span): Span | null {
  if (span.end <= old.start) return span;
  const delta = now.end - old.end;
  return span.start >= old.end ? { start: span.start + delta, end: span.end + delta } : null;
}
