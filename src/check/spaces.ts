/** Task sets that cannot be made: rules that nothing meets, and counts beyond what exists. */
import * as codes from '../diagnostics/codes/composition.js';
import { diagnostic, type Diagnostic, type Related } from '../diagnostics/diagnostic.js';
import type { RuleIR, WorldIR } from '../ir/ir.js';
import { clashingRules, roughSize } from '../sample/feasible.js';
import { createPlan } from '../sample/plan.js';
import type { Places } from './check.js';
import { rulesOfParts } from './task-sets.js';

/** Spaces that look larger than this many skeletons a task are not counted; the look may be twenty times too large. */
const AMPLE = 50;

export function reportSpaces(ir: WorldIR, places: Places, report: (d: Diagnostic) => void): void {
  for (const set of ir.taskSets) {
    const place = places.sets.get(set.name);
    if (place === undefined) continue;
    const at = place.view.at(place.at);
    let empty = false;
    let size = 0;
    for (const rules of rulesOfParts(ir, set)) {
      const rough = roughSize(ir, set, rules);
      size += rough;
      if (rough > 0) continue;
      empty = true;
      const core = clashingRules(ir, set, rules);
      const spans = place.draft.placed.filter((p) => core.some((c) => sameRule(c, p.rule)));
      const related: Related[] = spans.map((p) => ({ message: 'one of them', location: p.view.at(p.span) }));
      const written = spans.map((p) => `\`${p.view.module.file.text.slice(p.span.start, p.span.end).replace(/\s+/g, ' ')}\``);
      report(diagnostic(codes.unmeetable, at, { set: set.name, rules: written }, { related }));
      break;
    }
    if (empty || size > set.count * AMPLE) continue;
    const plan = createPlan(ir, set);
    if ('refused' in plan) report(diagnostic(codes.tooFew, at, { message: plan.refused }));
  }
}

/** A merged range stands for every range that it was made of. */
function sameRule(a: RuleIR, b: RuleIR): boolean {
  if (a.kind === 'measure' && b.kind === 'measure') return a.measure === b.measure;
  return JSON.stringify(a) === JSON.stringify(b);
}
