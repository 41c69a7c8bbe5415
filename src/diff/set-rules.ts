/** Task sets whose rules changed. */
import type { Comparison } from './comparison.js';
import type { Delta } from './deltas.js';
import { compareRules, type RuleChange } from './rule-lists.js';

export interface SetRuleChange {
  readonly set: string;
  readonly change: RuleChange;
  readonly delta: Delta;
}

export function setRuleChanges(worlds: Comparison): SetRuleChange[] {
  return worlds.at('taskSets/*/rules').flatMap(({ delta, names: [set] }) => {
    const pair = worlds.setPair(set);
    return pair === undefined ? [] : [{ set, change: compareRules(worlds, pair.old.rules, pair.now.rules), delta }];
  });
}
