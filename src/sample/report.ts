/** What a plan says of itself: its strata, how near the tools come to their targets, and what can never occur. */
import type { TaskSetIR } from '../ir/ir.js';
import { countTrees } from './count.js';
import type { Part } from './part.js';
import type { StratumSpace } from './plan.js';

export interface StratumReport {
  /** The constraint of the mix; empty where there is no mix. */
  readonly part: string;
  /** Calls. */
  readonly length: number;
  /** Tasks of the set that have this length and belong to this part. */
  readonly tasks: number;
  /** Trees, skeletons in which nothing is used twice: exactly, in decimal. Rules on totals that are tested while deriving are left aside. */
  readonly trees: string;
  /** All skeletons: listed, or estimated with a relative standard error (0 where exact). */
  readonly dags: { readonly count: number; readonly exact: boolean; readonly error: number };
}

export interface PlanReport {
  readonly strata: readonly StratumReport[];
}

export function reportOf(_set: TaskSetIR, parts: readonly Part[], strata: readonly StratumSpace[], tasks: readonly number[]): PlanReport {
  const trees = new Map(parts.map((part) => [part, countTrees(part.model, part.longest)]));
  return {
    strata: strata.map((s, k) => ({
      part: s.part.rules.name,
      length: s.size,
      tasks: tasks[k] ?? 0,
      trees: String(trees.get(s.part)?.[s.size] ?? 0n),
      dags: s.list === null ? estimate(s) : { count: s.list.count, exact: true, error: 0 },
    })),
  };
}

/** Draws of one estimate. */
const DRAWS = 20_000;

/** Knuth's estimator (1975) over free draws: the mean of 1 / chance is the number of skeletons. */
function estimate(s: StratumSpace): StratumReport['dags'] {
  let sum = 0;
  let squares = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const weight = s.deriver.estimate(s.size, s.key[2] ?? 0, (s.key[3] ?? 0) ^ 0x27d4eb2f, draw);
    const counted = weight > 0 && s.owns() ? weight : 0;
    sum += counted;
    squares += counted * counted;
  }
  const mean = sum / DRAWS;
  const variance = Math.max(0, squares / DRAWS - mean * mean);
  return { count: mean, exact: false, error: mean > 0 ? Math.sqrt(variance / DRAWS) / mean : 1 };
}

/** How many there are, where more are asked for. */
export function sayShortage(set: TaskSetIR, count: number, strata: readonly (readonly StratumSpace[])[]): string {
  const byLength = new Map<number, number>();
  for (const s of strata.flat()) if (s.list !== null) byLength.set(s.size, (byLength.get(s.size) ?? 0) + s.list.count);
  const all = [...byLength.values()].reduce((sum, n) => sum + n, 0);
  if (all === 0) return `the task set "${set.name}" asks for ${count} tasks, and no skeleton meets its rules`;
  const list = [...byLength].sort((a, b) => a[0] - b[0]).map(([length, n]) => `${n} of length ${length}`);
  return `the task set "${set.name}" asks for ${count} tasks, and only ${all} different ${all === 1 ? 'skeleton meets' : 'skeletons meet'} its rules: ${list.join(', ')}`;
}
