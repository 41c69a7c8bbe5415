/**
 * Whose a skeleton is that meets the rules of several parts of a mix: one of them, by its hash. So the parts' tasks stay
 * distinct without knowing of each other.
 */
import type { Measure, WorldIR } from '../ir/ir.js';
import type { Deriver } from './derive.js';
import type { Part } from './part.js';
import { RuleChecker } from './rules.js';

const MEASURES: readonly Measure[] = ['length', 'depth', 'inputs', 'joins', 'shared'];

/** Whether the term that a walk by the rules of part `self` has just ended in belongs to it. */
export function owner(ir: WorldIR, parts: readonly Part[], self: number): (deriver: Deriver) => boolean {
  const mine = parts[self];
  const rivals = parts.flatMap((part, p) => (p !== self && mine !== undefined && mayOverlap(mine, part) ? [{ p, checker: new RuleChecker(ir, part.rules.rules) }] : []));
  if (mine === undefined || rivals.length === 0) return () => true;
  return (deriver) => {
    const skeleton = deriver.skeleton();
    const able = rivals.filter((r) => r.checker.check(skeleton).length === 0).map((r) => r.p);
    if (able.length === 0) return true;
    const before = able.filter((p) => p < self).length;
    return (deriver.totals.hash() >>> 8) % (able.length + 1) === before;
  };
}

/** Parts whose ranges of one measure are apart have no skeleton in common. */
function mayOverlap(a: Part, b: Part): boolean {
  return MEASURES.every((m) => a.limits.measures[m].min <= b.limits.measures[m].max && b.limits.measures[m].min <= a.limits.measures[m].max);
}
