/** Small fixes of texts in a source. */
import type { Fix } from '../diagnostics/diagnostic.js';
import type { Location } from '../source/source.js';

export function replace(location: Location, newText: string, title: string): Fix {
  return { title, edits: [{ location, newText }] };
}

export function insert(location: Location, at: number, newText: string, title: string): Fix {
  return { title, edits: [{ location: { file: location.file, span: { start: at, end: at } }, newText }] };
}
