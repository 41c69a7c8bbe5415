/** Task sets that cannot be made: rules that nothing meets, and counts beyond what exists. */
import * as codes from '../diagnostics/codes/composition.js';
import { diagnostic, type Diagnostic, type Related } from '../diagnostics/diagnostic.js';
import type { RuleIR, TaskSetIR, WorldIR } from '../ir/ir.js';
import { clashingRules, lookAt, MOST_WORK, withLength, type Look } from '../sample/feasible.js';
import { createPlan } from '../sample/plan.js';
import { supplyOf, WALKS } from '../sample/supply.js';
import type { Places } from './check.js';
import { rulesOfParts } from './task-sets.js';

/** Spaces that look larger than this many skeletons a task are not planned; the look may be twenty times too large. */
const AMPLE = 50;

export function reportSpaces(ir: WorldIR, places: Places, report: (d: Diagnostic) => void): void {
  for (const set of ir.taskSets) {
    const place = places.sets.get(set.name);
    if (place === undefined) continue;
    const at = place.view.at(place.at);
    const parts = rulesOfParts(ir, set);
    const looks = parts.map((rules) => lookAt(ir, set, rules));
    const unmeetable = (part: number, core: readonly RuleIR[]): void => {
      const placed = [...place.draft.placed, ...(place.draft.placedInMix[part] ?? [])].filter((p) => core.some((c) => sameRule(c, p.rule)));
      const related: Related[] = placed.map((p) => ({ message: 'one of them', location: p.view.at(p.span) }));
      const written = placed.map((p) => `\`${p.view.module.file.text.slice(p.span.start, p.span.end).replace(/\s+/g, ' ')}\``);
      report(diagnostic(codes.unmeetable, at, { set: set.name, rules: written }, { related }));
    };
    const empty = looks.findIndex((look) => look.size === 0);
    if (empty >= 0) {
      unmeetable(empty, clashingRules(parts[empty] ?? [], (rules) => lookAt(ir, set, rules).size === 0));
      continue;
    }
    const refused = shortage(ir, set, looks);
    if (refused === null) continue;
    if (set.mix.length === 0 && hasNone(ir, set, set.rules)) unmeetable(0, clashingRules(set.rules, (rules) => hasNone(ir, set, rules)));
    else report(diagnostic(codes.tooFew, at, { message: refused }));
  }
}

/** Why the set has too few skeletons; null where it has enough, or where that cannot be said soon. */
function shortage(ir: WorldIR, set: TaskSetIR, looks: readonly Look[]): string | null {
  const size = looks.reduce((sum, look) => sum + look.size, 0);
  if (size <= set.count * AMPLE) {
    const plan = createPlan(ir, set);
    return 'refused' in plan ? plan.refused : null;
  }
  // The look knows nothing of rules that are tested while deriving, nor of skeletons that parts of a mix share.
  if (looks.length === 1 && looks.every((look) => look.whole)) return null;
  if (set.count > WALKS || looks.reduce((sum, look) => sum + look.work, 0) > MOST_WORK) return null;
  const supply = supplyOf(ir, set);
  return supply.kind === 'short' ? supply.refused : null;
}

function hasNone(ir: WorldIR, set: TaskSetIR, rules: readonly RuleIR[]): boolean {
  if (lookAt(ir, set, rules).size === 0) return true;
  const supply = supplyOf(ir, { ...set, rules: [...withLength(rules)] }, 1);
  return supply.kind === 'short';
}

/** A merged range stands for every range that it was made of. */
function sameRule(a: RuleIR, b: RuleIR): boolean {
  if (a.kind === 'measure' && b.kind === 'measure') return a.measure === b.measure;
  return JSON.stringify(a) === JSON.stringify(b);
}
