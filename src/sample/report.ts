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
  /** All skeletons. */
  readonly dags: { readonly count: number; readonly exact: boolean };
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
      dags: s.list === null ? { count: s.part.counted.total(s.size), exact: false } : { count: s.list.count, exact: true },
    })),
  };
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
