/** What a rule of `rworld lint` is: a name, a level, and how its findings are found and, where that is safe, mended. */
import type { Fix, Severity } from '../diagnostics/diagnostic.js';
import type { Location } from '../source/source.js';
import type { LintWorld } from './world.js';

export interface LintRule {
  /** Kebab case; never changes its meaning. */
  readonly name: string;
  /** What it finds, in one line. */
  readonly title: string;
  readonly level: Severity;
  /** Whether `--fix` applies its fixes: they change no meaning, and need nobody's judgement. */
  readonly safe: boolean;
  /** Why it matters, with a wrong and a right example, in Markdown. */
  readonly explain: string;
  find(world: LintWorld): Iterable<LintFinding>;
}

export interface LintFinding {
  readonly at: Location;
  readonly message: string;
  readonly help?: string | undefined;
  readonly fixes?: readonly Fix[];
  /** The name of the thing that it is about, for comments that name it. */
  readonly subject: string;
}

export function defineLint(rule: LintRule): LintRule {
  return rule;
}
