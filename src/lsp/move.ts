/** Where a place of an older text stands in a newer one. */
import type { Span } from '../source/source.js';

/** Null where what changed touches the place: what was said of it may hold no more. */
export function moveThrough(before: string, after: string, span: Span): Span | null {
  if (before === after) return span;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  if (span.end <= start) return span;
  const delta = after.length - before.length;
  return span.start >= before.length - end ? { start: span.start + delta, end: span.end + delta } : null;
}
