/**
 * A diagnostic is a value: what is wrong, where, and what to do. Every one is an instance of a definition, and
 * every definition stands in `codes/`, one file a stage, so that `rworld explain` and the tests can list them all.
 */
import type { Location } from '../source/source.js';

export type Severity = 'error' | 'warning' | 'info';

/**
 * What a code means. `A` is the shape of the values that its texts are made of.
 *
 * `message` is one sentence without a final full stop that says what is wrong; `help` says what to do about it.
 */
export interface DiagnosticDefinition<A> {
  /** `RW` and four digits; the first digit names the stage. Codes are never reused. */
  readonly code: string;
  readonly severity: Severity;
  /** The headline of the page in `rworld explain`. */
  readonly title: string;
  readonly message: (args: A) => string;
  readonly help?: (args: A) => string | undefined;
  /** The page itself, in Markdown: why this is reported, with a wrong and a right example. */
  readonly explain: string;
}

/** A change of the source that would mend the matter, as an editor or `--fix` can apply it. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly location: Location; readonly newText: string }[];
}

export interface Related {
  readonly message: string;
  readonly location: Location;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string | undefined;
  /** null where no source text is to blame (a missing file named on the command line). */
  readonly location: Location | null;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** What else programs, and people, may want to know: shown line by line, `breaks: agents, data`. */
  readonly properties?: Readonly<Record<string, string | readonly string[]>>;
}

export function defineDiagnostic<A>(definition: DiagnosticDefinition<A>): DiagnosticDefinition<A> {
  return definition;
}

export function diagnostic<A>(
  definition: DiagnosticDefinition<A>,
  location: Location | null,
  args: A,
  more: { readonly related?: readonly Related[]; readonly fixes?: readonly Fix[]; readonly help?: string } = {},
): Diagnostic {
  return {
    code: definition.code,
    severity: definition.severity,
    message: definition.message(args),
    help: more.help ?? definition.help?.(args),
    location,
    related: more.related ?? [],
    fixes: more.fixes ?? [],
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}

/** By file, then place, then code: the order in which people read them, whatever order the stages found them in. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort((a, b) => {
    if (a.location === null || b.location === null) return Number(a.location !== null) - Number(b.location !== null);
    const byPath = compare(a.location.file.path, b.location.file.path);
    return byPath || a.location.span.start - b.location.span.start || a.location.span.end - b.location.span.end || compare(a.code, b.code);
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
