/** Diagnostics for programs: one JSON array. Lines and columns count from 1, offsets are UTF-16 units from 0. */
import type { Location } from '../../source/source.js';
import type { Diagnostic } from '../diagnostic.js';

export interface JsonLocation {
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number; readonly offset: number };
  readonly end: { readonly line: number; readonly column: number; readonly offset: number };
}

export function renderJson(diagnostics: readonly Diagnostic[]): string {
  const all = diagnostics.map((d) => ({
    code: d.code,
    severity: d.severity,
    message: d.message,
    help: d.help ?? null,
    location: d.location === null ? null : toJson(d.location),
    related: d.related.map((r) => ({ message: r.message, location: toJson(r.location) })),
    fixes: d.fixes.map((f) => ({ title: f.title, edits: f.edits.map((e) => ({ location: toJson(e.location), newText: e.newText })) })),
    ...(d.properties === undefined ? {} : { properties: d.properties }),
  }));
  return `${JSON.stringify(all, null, 2)}\n`;
}

export function toJson({ file, span }: Location): JsonLocation {
  return { file: file.path, start: { ...file.positionAt(span.start), offset: span.start }, end: { ...file.positionAt(span.end), offset: span.end } };
}
