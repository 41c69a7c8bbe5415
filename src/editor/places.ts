/** Places that features answer with. */
import type { Span } from '../source/source.js';

/** A place in a file of a real path. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

export interface TextEdit {
  readonly path: string;
  readonly span: Span;
  readonly newText: string;
}

/** In the order of files and their text, each once. */
export function sortPlaces<P extends Place>(places: readonly P[]): P[] {
  const sorted = [...places].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.span.start - b.span.start || a.span.end - b.span.end));
  return sorted.filter((p, i) => {
    const before = sorted[i - 1];
    return before === undefined || before.path !== p.path || before.span.start !== p.span.start || before.span.end !== p.span.end;
  });
}
