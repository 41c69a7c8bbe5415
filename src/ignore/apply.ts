/** Findings less those that a comment silences, and the comments that do nothing. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Ignore } from './comments.js';

export interface Silenced {
  readonly kept: readonly Diagnostic[];
  readonly ignored: readonly Diagnostic[];
  /** Comments with a reason that silenced nothing. */
  readonly idle: readonly Ignore[];
}

/** A comment without a reason silences nothing. @param subjectOf the name of the thing that a finding is about */
export function applyIgnores(findings: readonly Diagnostic[], ignores: readonly Ignore[], subjectOf: (d: Diagnostic) => string | undefined): Silenced {
  const active = ignores.filter((i) => i.reason !== '');
  const used = new Set<Ignore>();
  const kept: Diagnostic[] = [];
  const ignored: Diagnostic[] = [];
  for (const finding of findings) {
    const by = active.filter((i) => i.rule === finding.code && meant(i, finding, subjectOf(finding)));
    by.forEach((i) => used.add(i));
    (by.length > 0 ? ignored : kept).push(finding);
  }
  return { kept, ignored, idle: active.filter((i) => !used.has(i)) };
}

function meant(ignore: Ignore, { location }: Diagnostic, subject: string | undefined): boolean {
  if (ignore.subject !== null) return ignore.subject === subject;
  if (location === null || location.file !== ignore.location.file) return false;
  // From the comment on, for what is shown at the doc comment between it and the code; or anywhere on the line before it.
  const { start } = location.span;
  return start >= Math.min(ignore.location.span.start, ignore.scope.start) && start <= ignore.scope.end;
}
