/**
 * Whether a set has as many skeletons as it asks for, found out by walking all of them, or enough of them: exact, in a bounded
 * number of walks, and without the fitting and drawing of a plan. For the checker, which must answer soon.
 */
import type { TaskSetIR, WorldIR } from '../ir/ir.js';
import { Odometer } from './odometer.js';
import { owner } from './owner.js';
import { Part, partsOf } from './part.js';
import { sayShortage } from './report.js';

/** Walks over all lengths and parts together; each takes some microseconds. */
export const WALKS = 200_000;

export type Supply =
  | { readonly kind: 'enough' }
  /** `refused` says how many there are, as a sentence without a full stop. */
  | { readonly kind: 'short'; readonly skeletons: number; readonly refused: string }
  /** There are more compositions to look through than is done here. */
  | { readonly kind: 'unknown' };

export function supplyOf(ir: WorldIR, set: TaskSetIR, count = set.count): Supply {
  // Weights change how often a skeleton is drawn, not whether it exists.
  const parts = partsOf(ir, set).map((rules) => new Part(ir, { ...set, distribution: 'uniform' }, rules));
  const strata = parts.flatMap((part, p) => {
    const belongs = owner(ir, parts, p);
    const sizes = Array.from({ length: Math.max(0, part.longest - part.shortest + 1) }, (_, k) => part.shortest + k);
    return sizes.filter((size) => part.counted.total(size) > 0).map((size) => ({ part, size, belongs }));
  });
  const byLength = new Map<number, number>();
  let skeletons = 0;
  let whole = true;
  for (const { part, size, belongs } of strata) {
    const odometer = new Odometer();
    const before = skeletons;
    let walks = Math.ceil(WALKS / strata.length);
    do {
      if (walks-- === 0) {
        whole = false;
        break;
      }
      if (part.deriver.walkOdometer(size, odometer) !== 'done' || !belongs(part.deriver)) continue;
      if (++skeletons >= count) return { kind: 'enough' };
    } while (odometer.advance());
    if (skeletons > before) byLength.set(size, (byLength.get(size) ?? 0) + skeletons - before);
  }
  return whole ? { kind: 'short', skeletons, refused: sayShortage(set, count, byLength) } : { kind: 'unknown' };
}
