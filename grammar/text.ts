/** Text with `{holes}`, taken apart with the place of every part in the file. */
import type { Name, TextPart, TextTemplate } from '../src/syntax/ast.js';
import type { Span } from '../src/source/source.js';
import { unescapeText } from './base.js';

/**
 * @param image the text as written, with its quotes (the closing one may be missing)
 *
 * A brace that opens or closes no well-formed hole stays in the text as it is, and is passed to `stray`.
 */
export function readTemplate(image: string, span: Span, stray: (span: Span) => void): TextTemplate {
  const closed = image.length > 1 && image.endsWith('"');
  const inner = image.slice(1, closed ? -1 : undefined);
  const base = span.start + 1;
  const parts: TextPart[] = [];
  let text = '';
  let textStart = 0;
  const flush = (end: number): void => {
    if (text !== '') parts.push({ kind: 'text', text: unescapeText(text), span: { start: base + textStart, end: base + end } });
    text = '';
  };
  for (let i = 0; i < inner.length; ) {
    const c = inner[i] ?? '';
    if (c === '\\') {
      text += inner.slice(i, i + 2);
      i += 2;
      continue;
    }
    if ((c === '{' || c === '}') && inner[i + 1] === c) {
      text += c;
      i += 2;
      continue;
    }
    const hole = c === '{' ? /^\{\s*([A-Za-z_][A-Za-z0-9_]*(?:\s*\.\s*[A-Za-z_][A-Za-z0-9_]*)*)\s*\}/.exec(inner.slice(i)) : null;
    if (hole === null) {
      if (c === '{' || c === '}') stray({ start: base + i, end: base + i + 1 });
      text += c;
      i++;
      continue;
    }
    flush(i);
    parts.push({ kind: 'hole', path: readPath(hole[1] ?? '', base + i + hole[0].indexOf(hole[1] ?? '')), span: { start: base + i, end: base + i + hole[0].length } });
    i += hole[0].length;
    textStart = i;
  }
  flush(inner.length);
  return { parts, span };
}

function readPath(path: string, start: number): Name[] {
  const names: Name[] = [];
  for (const match of path.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) {
    names.push({ text: match[0], span: { start: start + match.index, end: start + match.index + match[0].length }, missing: false });
  }
  return names;
}
