/** Two worlds compared: every difference between their IRs as a change with a name, and with what it breaks. */
import type { WorldIR } from '../ir/ir.js';
import { Comparison } from './comparison.js';
import type { Delta } from './deltas.js';
import { CONTRACTS, type Breaks, type Change, type Contract, type DiffRule } from './rule.js';
import { changedOtherwise, unexplained } from './rules/changed-otherwise.js';
import { RULES } from './rules/index.js';

export interface Difference {
  readonly old: WorldIR;
  readonly now: WorldIR;
  /** In the order of the rules; empty exactly if the worlds are equal. */
  readonly changes: readonly Change[];
}

/** All rules, the one for everything else at the end. */
export const ALL_RULES: readonly DiffRule[] = [...RULES, changedOtherwise];

export function diffWorlds(old: WorldIR, now: WorldIR): Difference {
  const worlds = new Comparison(old, now);
  const changes: Change[] = [];
  const explained = new Set<Delta>();
  for (const rule of RULES) {
    for (const finding of rule.find(worlds)) {
      changes.push({ ...finding, rule, breaks: finding.breaks ?? rule.breaks });
      for (const delta of finding.explains) explained.add(delta);
    }
  }
  const rest = worlds.deltas.filter((d) => !explained.has(d));
  for (const finding of unexplained(rest, now.world.name)) changes.push({ ...finding, rule: changedOtherwise, breaks: changedOtherwise.breaks });
  return { old, now, changes };
}

/** How bad a change is for those who care for some of the contracts. */
export function levelOf(breaks: Breaks, contracts: readonly Contract[] = CONTRACTS): 'error' | 'warning' | 'info' {
  const levels = contracts.map((c) => breaks[c]);
  return levels.includes('error') ? 'error' : levels.includes('warning') ? 'warning' : 'info';
}
