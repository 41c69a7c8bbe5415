/**
 * The smallest step of the world's version that the changes deserve, by Semantic Versioning 2.0.0: a major one where
 * agents, recorded tasks or packages break, a minor one where something was added, where the same seed gives other tasks, or
 * where something may break; a patch for the rest. Below 1.0.0 each step counts one place lower, as Cargo and npm do it.
 */
import type { Change } from './rule.js';
import { levelOf } from './diff.js';

export type Step = 'none' | 'patch' | 'minor' | 'major';

const STEPS: readonly Step[] = ['none', 'patch', 'minor', 'major'];

export interface VersionAdvice {
  /** What the changes deserve. */
  readonly deserved: Step;
  /** What the versions say. `backwards` where the new one is not above the old one, and not equal. */
  readonly taken: Step | 'backwards';
  /** The smallest version that is enough. */
  readonly smallest: string;
  readonly enough: boolean;
}

export function deservedStep(changes: readonly Change[]): Step {
  if (changes.length === 0) return 'none';
  if (changes.some((c) => levelOf(c.breaks, ['agents', 'data', 'packages']) === 'error')) return 'major';
  if (changes.some((c) => c.rule.adds === true || levelOf(c.breaks) !== 'info')) return 'minor';
  return 'patch';
}

/** @param old a version as the world header has it; a pre-release counts as the version it leads to */
export function versionAdvice(old: string, now: string, changes: readonly Change[]): VersionAdvice {
  const deserved = deservedStep(changes);
  const [before, after] = [numbers(old), numbers(now)];
  const shift = before[0] === 0 ? 1 : 0;
  const taken = stepBetween(before, after, shift);
  const needed = next(before, deserved, shift);
  return { deserved, taken, smallest: needed.join('.'), enough: taken !== 'backwards' && STEPS.indexOf(taken) >= STEPS.indexOf(deserved) };
}

type Version = readonly [number, number, number];

function numbers(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version.split('-', 1)[0]?.split('.').map(Number) ?? [];
  return [major, minor, patch];
}

function stepBetween(before: Version, after: Version, shift: 0 | 1): Step | 'backwards' {
  const place = [0, 1, 2].find((i) => before[i] !== after[i]);
  if (place === undefined) return 'none';
  if ((after[place] ?? 0) < (before[place] ?? 0)) return 'backwards';
  // Below 1.0.0 a step of the second place is a major one, and one of the last place may be anything less.
  if (shift === 1) return place <= 1 ? 'major' : 'minor';
  return place === 0 ? 'major' : place === 1 ? 'minor' : 'patch';
}

function next([major, minor, patch]: Version, step: Step, shift: 0 | 1): Version {
  switch (step) {
    case 'none':
      return [major, minor, patch];
    case 'patch':
      return [major, minor, patch + 1];
    case 'minor':
      return shift === 1 ? [major, minor, patch + 1] : [major, minor + 1, 0];
    case 'major':
      return shift === 1 ? [major, minor + 1, 0] : [major + 1, 0, 0];
  }
}
