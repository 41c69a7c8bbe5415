/** Whether any skeleton meets a set's rules, and if none does, which rules clash. Cheap: nothing is fitted or drawn. */
import type { RuleIR, TaskSetIR, WorldIR } from '../ir/ir.js';
import { readLimits } from './limits.js';
import { buildModel } from './model.js';
import { Outside } from './outside.js';
import { Programme } from './programme.js';

/** Lengths that are looked at where the rule on lengths itself is left out. */
const ANY_LENGTH: RuleIR = { kind: 'measure', measure: 'length', min: 1, max: 8 };

/** A first look at a space. */
export interface Look {
  /** About how many skeletons meet the rules that the programme holds; 0 only where there are none. */
  readonly size: number;
  /** Whether the programme holds all of the rules: none is tested while deriving. */
  readonly whole: boolean;
  /** Steps that filling the programme takes. */
  readonly work: number;
}

export function lookAt(ir: WorldIR, set: TaskSetIR, rules: readonly RuleIR[]): Look {
  const limits = readLimits(withLength(rules));
  const { min, max } = limits.measures.length;
  // Without sharing nothing is used twice.
  if (max < min || (set.sharing === 0 && limits.measures.shared.min > 0)) return { size: 0, whole: true, work: 0 };
  const model = buildModel(ir, new Set(set.tools), limits);
  const programme = new Programme(model, max);
  const pointers = set.sharing > 0 ? 1 : 0;
  programme.fill(new Float64Array(model.tools.length).fill(1), { fresh: 1, onlyPointer: pointers / 4, alsoPointer: pointers });
  let size = 0;
  for (let n = Math.max(1, min); n <= max; n++) size += programme.total(n);
  const { depth, joins, shared } = limits.measures;
  const loose = [joins, shared].every((range) => range.min === 0 && range.max === Infinity) && depth.min <= 1;
  return { size, whole: loose && programme.counting.left.length === 0 && limits.eachTool === Infinity && limits.neverPaths.length === 0, work: programme.work };
}

/** The rules, with a rule on lengths where they have none. */
export function withLength(rules: readonly RuleIR[]): readonly RuleIR[] {
  return rules.some((r) => r.kind === 'measure' && r.measure === 'length' && r.max !== null) ? rules : [...rules, ANY_LENGTH];
}

/** Programmes larger than this many steps are not filled only to look whether each tool can be called. */
export const MOST_WORK = 2e8;

/**
 * Those of the tools that no skeleton made of them alone can call under the rules, as far as the programme holds these; none where
 * that would take too long to find out. @param rules those of one part of the set, its lengths bounded
 */
export function uncallable(ir: WorldIR, tools: readonly string[], rules: readonly RuleIR[]): readonly string[] {
  const limits = readLimits(rules);
  const { min, max } = limits.measures.length;
  if (max < min) return [];
  const model = buildModel(ir, new Set(tools), limits);
  const programme = new Programme(model, max);
  if (programme.work > MOST_WORK) return [];
  const ones = new Float64Array(model.tools.length).fill(1);
  programme.fill(ones, { fresh: 1, onlyPointer: 0.25, alsoPointer: 1 });
  const shares = Float64Array.from({ length: max + 1 }, (_, n) => (n >= Math.max(1, min) ? 1 : 0));
  const { uses } = new Outside(programme, ones, shares);
  return model.tools.flatMap((t, k) => ((uses[k] ?? 0) > 0 ? [] : [t.name]));
}

/**
 * A smallest set of the rules, in the sense that leaving any one of them out helps, that no skeleton meets; empty where the
 * tools compose nothing at all. @param rules rules that are known to be unmeetable together
 * @param unmeetable whether it is certain that no skeleton meets the rules
 */
export function clashingRules(rules: readonly RuleIR[], unmeetable: (rules: readonly RuleIR[]) => boolean): readonly RuleIR[] {
  let core = [...rules];
  for (const rule of rules) {
    const without = core.filter((r) => r !== rule);
    if (unmeetable(without)) core = without;
  }
  return core;
}
