/** What holds of the formatter, whatever the program. */
import { format } from '../../src/format/format.js';
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
  if (printed.diagnostics.some((d) => d.severity === 'error')) return 'wrote what cannot be read';
  const again = format(result.text);
  if (!again.ok) return `refused what it wrote: ${again.reason}`;
  if (again.text !== result.text) return 'not idempotent';
  if (result.text !== '' && (!result.text.endsWith('\n') || result.text.endsWith('\n\n') || result.text.startsWith('\n'))) return 'wrong ends of the file';
  return null;
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
