/** What can be wrong with a comment that silences findings. */
import { defineDiagnostic, diagnostic, type Diagnostic, type Fix } from '../diagnostics/diagnostic.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Ignore } from './comments.js';

export const ignoreWithoutReason = defineDiagnostic<{ rule: string }>({
  code: 'ignore-without-reason',
  severity: 'warning',
  title: 'A comment that silences a finding does not say why',
  message: ({ rule }) => (rule === '' ? 'this comment names no rule to ignore' : `this comment does not say why \`${rule}\` is ignored, so it is not`),
  help: ({ rule }) => `write \`// rworld-ignore ${rule === '' ? 'some-rule' : rule}: why\``,
  explain: `
Whoever comes next has to know whether the reason still holds. A comment without one silences nothing.

\`\`\`rworld
// wrong
// rworld-ignore look-alike-tools
tool max<T <: float>(a: T, b: T) -> T

// right
// rworld-ignore look-alike-tools: min and max are opposites
tool max<T <: float>(a: T, b: T) -> T
\`\`\`
`,
});

export const ignoreUnused = defineDiagnostic<{ rule: string; subject: string | null }>({
  code: 'ignore-unused',
  severity: 'warning',
  title: 'A comment that silences nothing',
  message: ({ rule, subject }) => `there is no finding of \`${rule}\`${subject === null ? ' here' : ` about \`${subject}\``} to ignore`,
  help: () => 'take the comment out: it would hide the next one',
  explain: `
What it was written for is mended, or it stands in the wrong place. A comment on a line of its own is about the declaration after it, or
inside one about the next line; a comment after code is about its line.
`,
});

export const ignoreUnknown = defineDiagnostic<{ rule: string; suggestions: readonly string[] }>({
  code: 'ignore-unknown-rule',
  severity: 'warning',
  title: 'A comment that silences a rule that does not exist',
  message: ({ rule }) => `there is no rule \`${rule}\``,
  help: ({ suggestions }) => (suggestions.length === 0 ? '`rworld lint --list` and `rworld diff --list` tell the rules' : `did you mean ${suggestions.map((s) => `\`${s}\``).join(' or ')}?`),
  explain: `
The rules are listed by \`rworld lint --list\` and \`rworld diff --list\`.
`,
});

export function withoutReason(ignore: Ignore): Diagnostic {
  return diagnostic(ignoreWithoutReason, ignore.location, { rule: ignore.rule });
}

export function unused(ignore: Ignore, fixes: readonly Fix[] = []): Diagnostic {
  return diagnostic(ignoreUnused, ignore.location, { rule: ignore.rule, subject: ignore.subject }, { fixes });
}

export function unknownRule(ignore: Ignore, rules: Iterable<string>): Diagnostic {
  return diagnostic(ignoreUnknown, ignore.location, { rule: ignore.rule, suggestions: suggest(ignore.rule, rules) });
}
