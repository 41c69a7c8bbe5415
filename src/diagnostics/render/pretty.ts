/** Diagnostics as people read them in a terminal: a headline, the place, the lines with a marker, what to do. */
import type { Location, Position } from '../../source/source.js';
import type { Diagnostic, Severity } from '../diagnostic.js';

export interface PrettyOptions {
  readonly color: boolean;
  /** Columns of the terminal; longer lines of source are cut around the place. */
  readonly width: number;
}

const SEVERITY_COLOR: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36' };

export function renderPretty(diagnostics: readonly Diagnostic[], options: PrettyOptions): string {
  return diagnostics.map((d) => `${renderOne(d, options)}\n`).join('');
}

function renderOne(d: Diagnostic, options: PrettyOptions): string {
  const paint = (code: string, text: string): string => (options.color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const color = SEVERITY_COLOR[d.severity];
  const lines = [`${paint(`1;${color}`, `${d.severity}[${d.code}]`)}${paint('1', `: ${escapeControls(d.message)}`)}`];
  if (d.location !== null) lines.push(...frame(d.location, '', (s) => paint(color, s), (s) => paint('34', s), options.width));
  for (const related of d.related) lines.push(...frame(related.location, related.message, (s) => paint('36', s), (s) => paint('34', s), options.width));
  for (const [key, value] of Object.entries(d.properties ?? {})) lines.push(`  ${paint('1', key)}: ${escapeControls(typeof value === 'string' ? value : value.join(', '))}`);
  if (d.help !== undefined) lines.push(`  ${paint('1;32', 'help')}: ${escapeControls(d.help)}`);
  return `${lines.join('\n')}\n`;
}

/** The place and the line that it is on; of a span over several lines, the first. */
function frame(location: Location, message: string, mark: (s: string) => string, quiet: (s: string) => string, width: number): string[] {
  const { file, span } = location;
  const start = file.positionAt(span.start);
  const end = file.positionAt(span.end);
  const number = String(start.line);
  const gutter = ' '.repeat(number.length);
  const where = `${gutter}${quiet('-->')} ${escapeControls(file.path)}:${start.line}:${start.column}`;
  const line = file.lineText(start.line);
  if (line.length > 100_000) return [where];
  const { text, from, to } = window(line, start, end.line === start.line ? end.column : line.length + 1, Math.max(40, width - number.length - 4));
  const under = ' '.repeat(displayWidth(text.slice(0, from)));
  const marker = mark('^'.repeat(Math.max(1, displayWidth(text.slice(from, to)))) + (message === '' ? '' : ` ${escapeControls(message)}`));
  return [where, `${gutter} ${quiet('|')}`, `${quiet(`${number} |`)} ${show(text)}`, `${gutter} ${quiet('|')} ${under}${marker}`];
}

/** The part of a line around the place, with `…` where it was cut. @returns `from` and `to` within `text` */
function window(line: string, start: Position, endColumn: number, width: number): { text: string; from: number; to: number } {
  const from = start.column - 1;
  const to = Math.max(from, Math.min(endColumn - 1, line.length));
  if (line.length <= width) return { text: line, from, to };
  const first = Math.max(0, Math.min(from - Math.floor(width / 4), line.length - width));
  const last = Math.min(line.length, first + width);
  const head = first > 0 ? '…' : '';
  const tail = last < line.length ? '…' : '';
  return { text: head + line.slice(first, last) + tail, from: from - first + head.length, to: Math.min(to, last) - first + head.length };
}

/** Tabs as two spaces; controls made visible, so that no source can write to the terminal. */
function show(text: string): string {
  return escapeControls(text.replaceAll('\t', '  '));
}

export function escapeControls(text: string): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** Columns on a terminal: wide characters take two, combining marks none. */
function displayWidth(text: string): number {
  let width = 0;
  for (const c of text) {
    if (c === '\t') width += 2;
    else if (/\p{M}/u.test(c)) continue;
    else width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(c) ? 2 : 1;
  }
  return width;
}
