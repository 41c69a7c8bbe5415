/** What a diagnostic says, in one text: for formats that have one field for it. */
import type { Position } from '../../source/source.js';
import type { Diagnostic } from '../diagnostic.js';

/** The message, what it breaks or whatever else is known of it, and what to do: sentences. */
export function fullText(d: Diagnostic): string {
  const more = Object.entries(d.properties ?? {}).map(([key, value]) => ` ${capital(key)}: ${typeof value === 'string' ? value : value.join(', ')}.`);
  return `${d.message}.${more.join('')}${d.help === undefined ? '' : ` Help: ${d.help}${/[.?!]$/.test(d.help) ? '' : '.'}`}`;
}

/** Where it begins; null where no source is to blame. */
export function place(d: Diagnostic): Position | null {
  return d.location === null ? null : d.location.file.positionAt(d.location.span.start);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
