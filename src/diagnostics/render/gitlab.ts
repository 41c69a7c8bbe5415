/**
 * GitLab's Code Quality report: one JSON array, each finding with its place and a fingerprint, by which GitLab tells
 * what a merge request adds from what was there. Lines are left out of it: a finding that moved is the same finding.
 */
import { createHash } from 'node:crypto';
import type { Diagnostic, Severity } from '../diagnostic.js';
import { fullText } from './text.js';

const SEVERITY: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

export function renderGitlab(diagnostics: readonly Diagnostic[]): string {
  const seen = new Map<string, number>();
  const issues = diagnostics.map((d) => {
    const path = d.location?.file.path ?? '.';
    const identity = JSON.stringify([d.code, path, d.message]);
    const nth = seen.get(identity) ?? 0;
    seen.set(identity, nth + 1);
    const lines = d.location === null ? { begin: 1 } : { begin: d.location.file.positionAt(d.location.span.start).line, end: d.location.file.positionAt(d.location.span.end).line };
    return {
      type: 'issue',
      description: fullText(d),
      check_name: d.code,
      fingerprint: createHash('sha256').update(`${identity}${nth}`).digest('hex'),
      severity: SEVERITY[d.severity],
      categories: ['Bug Risk'],
      location: { path, lines },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}
