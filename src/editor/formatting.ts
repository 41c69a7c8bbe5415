/** Formatting a file or a part of it, as the smallest edit that does it. */
import { format, formatRange } from '../format/format.js';
import type { Span } from '../source/source.js';

export type Formatting = { readonly ok: true; readonly edit: { readonly span: Span; readonly newText: string } | null } | { readonly ok: false; readonly problem: string };

/** @param range what to format; the declarations that it touches are formatted whole. The whole file if left out */
export function formatting(text: string, range?: Span): Formatting {
  if (range === undefined) {
    const result = format(text);
    return result.ok ? { ok: true, edit: smallest(text, { span: { start: 0, end: text.length }, newText: result.text }) } : { ok: false, problem: result.reason };
  }
  const result = formatRange(text, range);
  if (!result.ok) return { ok: false, problem: result.reason };
  return { ok: true, edit: result.edit === null ? null : smallest(text, result.edit) };
}

/** Without what stays the same at both ends: the cursor stays where it is. */
function smallest(text: string, { span, newText }: { readonly span: Span; readonly newText: string }): { readonly span: Span; readonly newText: string } | null {
  const old = text.slice(span.start, span.end);
  if (old === newText) return null;
  const most = Math.min(old.length, newText.length);
  let start = 0;
  while (start < most && old[start] === newText[start]) start++;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === newText[newText.length - 1 - end]) end++;
  return { span: { start: span.start + start, end: span.end - end }, newText: newText.slice(start, newText.length - end) };
}
