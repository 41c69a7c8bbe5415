/** Workflow commands of GitHub Actions: each diagnostic an annotation on its line. */
import type { Diagnostic, Severity } from '../diagnostic.js';

const COMMAND: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((d) => `${renderOne(d)}\n`).join('');
}

function renderOne(d: Diagnostic): string {
  const properties: [string, string][] = [];
  if (d.location !== null) {
    const { file, span } = d.location;
    const start = file.positionAt(span.start);
    const end = file.positionAt(span.end);
    properties.push(['file', file.path], ['line', String(start.line)], ['endLine', String(end.line)]);
    // Columns mean something to GitHub only within one line; its last column is part of the mark.
    if (start.line === end.line) properties.push(['col', String(start.column)], ['endColumn', String(Math.max(start.column, end.column - 1))]);
  }
  properties.push(['title', d.code]);
  const more = Object.entries(d.properties ?? {}).map(([key, value]) => `${key}: ${typeof value === 'string' ? value : value.join(', ')}`);
  const message = [d.message, ...more, ...(d.help === undefined ? [] : [d.help])].join('\n');
  return `::${COMMAND[d.severity]} ${properties.map(([k, v]) => `${k}=${escapeProperty(v)}`).join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
