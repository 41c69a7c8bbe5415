/** What holds of the formatter, whatever the program. */
import { format, formatRange } from '../../src/format/format.js';
import { findChange } from '../../src/format/verify.js';
import { SourceFile } from '../../src/source/source.js';
import { parse } from '../../src/syntax/parse.js';

/** @returns the law that a text breaks, or null. A text with mistakes must be refused, with a place inside it. */
export function brokenLaw(text: string): string | null {
  const original = parse(new SourceFile('a.rworld', text));
  const mistaken = original.diagnostics.some((d) => d.severity === 'error');
  const result = format(text);
  if (!result.ok) {
    if (!mistaken) return `refused: ${result.reason}`;
    return result.span.start <= result.span.end && result.span.end <= text.length ? null : 'refused at a place outside';
  }
  if (mistaken) return 'formatted although it cannot be read whole';
  const lines = parse(new SourceFile('a.rworld', text.replace(/\r\n?/g, '\n')));
  const printed = parse(new SourceFile('a.rworld', result.text));
  const change = findChange(lines.module, printed.module);
  if (change !== null) return `changed ${change.what}`;
  if (inventory(text) !== inventory(result.text)) return 'lost or invented characters';
  if (printed.diagnostics.some((d) => d.severity === 'error')) return 'wrote what cannot be read';
  const again = format(result.text);
  if (!again.ok) return `refused what it wrote: ${again.reason}`;
  if (again.text !== result.text) return 'not idempotent';
  if (result.text !== '' && (!result.text.endsWith('\n') || result.text.endsWith('\n\n') || result.text.startsWith('\n'))) return 'wrong ends of the file';
  return null;
}

/** How often each character occurs, white space and commas aside: what formatting keeps, counted without the code that it uses. */
function inventory(text: string): string {
  const counts = new Map<string, number>();
  for (const c of text) if (!/[\s,\ufeff]/.test(c)) counts.set(c, (counts.get(c) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).join(' ');
}

/** Formatting a part first changes nothing for the whole: the law of ranges, on a readable text. */
export function brokenRangeLaw(text: string, start: number, end: number): string | null {
  const whole = format(text);
  const part = formatRange(text, { start, end });
  if (whole.ok !== part.ok) return 'refused as a part and not as a whole, or the other way round';
  if (!whole.ok || !part.ok || part.edit === null) return null;
  const { span, newText } = part.edit;
  const mended = text.slice(0, span.start) + newText + text.slice(span.end);
  const again = format(mended);
  if (!again.ok) return `cannot be read after ${start} to ${end} is formatted: ${again.reason}`;
  return again.text === whole.text ? null : `formatted otherwise after ${start} to ${end} is formatted`;
}

/** The shortest text that breaks a law, found by taking lines and tokens out of one that does. */
export function shrink(text: string): string {
  let best = text;
  const kind = brokenLaw(text)?.slice(0, 30);
  for (let size = Math.floor(tokens(best).length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < tokens(best).length; ) {
      const parts = tokens(best);
      parts.splice(at, size);
      const candidate = parts.join('');
      if (candidate !== best && brokenLaw(candidate)?.slice(0, 30) === kind) best = candidate;
      else at += size;
    }
  }
  return best;
}

function tokens(text: string): string[] {
  return text.match(/\/\/[^\n]*|\/\*[^]*?\*\/|[A-Za-z_][A-Za-z0-9_]*|[0-9]+|"[^"\n]*"|[ \t]+|[^]/g) ?? [];
}
