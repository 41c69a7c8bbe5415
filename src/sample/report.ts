/** What a plan says of itself: its strata, how near the tools come to their targets, and what can never occur. */
import type { TaskSetIR } from '../ir/ir.js';
import { countTrees } from './count.js';
import { Enumeration } from './enumerate.js';
import { Estimator } from './estimate.js';
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
  /** All skeletons: listed, or estimated with a relative standard error (0 where exact). Counted when first asked for. */
  readonly dags: { readonly count: number; readonly exact: boolean; readonly error: number };
}

export interface PlanReport {
  readonly strata: readonly StratumReport[];
}

/** Strata that look as if they had no more skeletons than this are listed to be counted. */
const LISTED = 100_000;

export function reportOf(set: TaskSetIR, strata: readonly StratumSpace[], tasks: readonly number[]): PlanReport {
  const parts = new Map([...new Set(strata.map((s) => s.part))].map((part) => [part, { trees: countTrees(part.model, part.longest), estimator: undefined as Estimator | undefined }]));
  return {
    strata: strata.map((s, k) => {
      const part = parts.get(s.part);
      const estimator = (): Estimator => {
        const made = part?.estimator ?? new Estimator(s.part, set.sharing > 0);
        if (part !== undefined) part.estimator = made;
        return made;
      };
      let dags: StratumReport['dags'] | undefined;
      return {
        part: s.part.rules.name,
        length: s.size,
        tasks: tasks[k] ?? 0,
        trees: String(part?.trees[s.size] ?? 0n),
        get dags(): StratumReport['dags'] {
          return (dags ??= countAll(s, estimator));
        },
      };
    }),
  };
}

function countAll(s: StratumSpace, estimator: () => Estimator): StratumReport['dags'] {
  const list = s.list ?? (s.part.counted.total(s.size) < LISTED ? Enumeration.of(s.deriver, s.size, { skeletons: 4 * LISTED, walks: 16 * LISTED }, () => s.belongs(s.deriver)) : null);
  if (list !== null) return { count: list.count, exact: true, error: 0 };
  const by = estimator();
  return { ...by.estimate(s.size, s.key[2] ?? 0, (s.key[3] ?? 0) ^ 0x27d4eb2f, () => s.belongs(by.deriver)), exact: false };
}

/** How many there are, where more are asked for. @param byLength skeletons by their length */
export function sayShortage(set: TaskSetIR, count: number, byLength: ReadonlyMap<number, number>): string {
  const all = [...byLength.values()].reduce((sum, n) => sum + n, 0);
  if (all === 0) return `the task set "${set.name}" asks for ${count} tasks, and no skeleton meets its rules`;
  const list = [...byLength].sort((a, b) => a[0] - b[0]).map(([length, n]) => `${n} of length ${length}`);
  return `the task set "${set.name}" asks for ${count} tasks, and only ${all} different ${all === 1 ? 'skeleton meets' : 'skeletons meet'} its rules: ${list.join(', ')}`;
}
