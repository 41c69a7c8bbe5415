/** Whether any skeleton meets a set's rules, and if none does, which rules clash. Cheap: nothing is fitted or drawn. */
import type { RuleIR, TaskSetIR, WorldIR } from '../ir/ir.js';
import { readLimits } from './limits.js';
import { buildModel } from './model.js';
import { Programme } from './programme.js';

/** Lengths that are looked at where the rule on lengths itself is left out. */
const ANY_LENGTH: RuleIR = { kind: 'measure', measure: 'length', min: 1, max: 8 };

/** About how many skeletons meet the rules that the programme holds; 0 only where there are none. */
export function roughSize(ir: WorldIR, set: TaskSetIR, rules: readonly RuleIR[]): number {
  const bounded = rules.some((r) => r.kind === 'measure' && r.measure === 'length' && r.max !== null) ? rules : [...rules, ANY_LENGTH];
  const limits = readLimits(bounded);
  const { min, max } = limits.measures.length;
  if (max < min) return 0;
  const model = buildModel(ir, new Set(set.tools), limits);
  const programme = new Programme(model, max);
  const pointers = set.sharing > 0 ? 1 : 0;
  programme.fill(new Float64Array(model.tools.length).fill(1), { fresh: 1, onlyPointer: pointers / 4, alsoPointer: pointers });
  let total = 0;
  for (let n = Math.max(1, min); n <= max; n++) total += programme.total(n);
  return total;
}

/**
 * A smallest set of the rules, in the sense that leaving any one of them out helps, that no skeleton meets; empty where the
 * tools compose nothing at all. @param rules rules that are known to be unmeetable together
 */
export function clashingRules(ir: WorldIR, set: TaskSetIR, rules: readonly RuleIR[]): readonly RuleIR[] {
  let core = [...rules];
  for (const rule of rules) {
    const without = core.filter((r) => r !== rule);
    if (roughSize(ir, set, without) === 0) core = without;
  }
  return core;
}
