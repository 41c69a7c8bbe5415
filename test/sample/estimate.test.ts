/** Estimates of spaces beside their listings, and whether the errors that they give are the errors that they make. */
import { describe, expect, it } from 'vitest';
import type { RuleIR, TaskSetIR, WorldIR } from '../../src/ir/ir.js';
import { Enumeration } from '../../src/sample/enumerate.js';
import { Estimator } from '../../src/sample/estimate.js';
import { owner } from '../../src/sample/owner.js';
import { Part, partsOf } from '../../src/sample/part.js';
import { syntheticWorld } from '../support/synthetic-world.js';

const rule = (measure: 'depth' | 'inputs' | 'joins' | 'shared', min: number, max: number | null): RuleIR => ({ kind: 'measure', measure, min, max });

const CASES: readonly [string, number, number, number, Partial<TaskSetIR>][] = [
  ['no rules', 2, 0, 4, {}],
  ['another world', 14, 0, 4, {}],
  ['generic tools', 11, 2, 4, {}],
  ['few inputs, counted', 2, 0, 4, { rules: [rule('inputs', 0, 2)] }],
  ['a user who gives little', 22, 1, 4, { rules: [rule('depth', 0, 3)] }],
  ['joins', 9, 0, 4, { rules: [rule('joins', 1, null)] }],
  ['each tool twice', 4, 1, 5, { rules: [{ kind: 'each-tool', max: 2 }] }],
  ['nothing shared', 2, 0, 4, { sharing: 0, rules: [rule('shared', 0, 0)] }],
];

function setOf(ir: WorldIR, change: Partial<TaskSetIR>): TaskSetIR {
  const set = ir.taskSets.find((s) => s.name === 'train');
  if (set === undefined) throw new Error('no set');
  return { ...set, ...change, rules: [...set.rules, ...(change.rules ?? [])] };
}

describe('an estimate beside the listing', () => {
  const scores: number[] = [];
  for (const [name, seed, generic, length, change] of CASES) {
    it(name, () => {
      const ir = syntheticWorld({ tools: 4, types: 4, seed, generic, widest: 2, given: 60, lengths: [1, length] });
      const set = setOf(ir, change);
      const [rules] = partsOf(ir, set);
      if (rules === undefined) throw new Error('no part');
      const part = new Part(ir, set, rules);
      const estimator = new Estimator(part, set.sharing > 0);
      for (const size of [length - 1, length]) {
        const list = Enumeration.of(part.deriver, size, { skeletons: 1e6, walks: 1e7 });
        if (list === null) throw new Error('too many to list');
        expect(list.count).toBeGreaterThan(20);
        const { count, error } = estimator.estimate(size, seed, 7, () => true);
        // Where nothing is left to chance, the estimate is the count, and its error is nought.
        if (error < 1e-9) expect(count).toBeCloseTo(list.count, 6);
        else scores.push((count - list.count) / (error * count));
        expect(error).toBeLessThan(0.1);
        expect(Math.abs(count - list.count)).toBeLessThan(4.5 * error * count + 1e-6 * count);
      }
    });
  }

  it('errs as much as it says', () => {
    const square = scores.reduce((sum, z) => sum + z * z, 0) / scores.length;
    expect(scores.length).toBeGreaterThan(10);
    // Of scores that are normal, with the error known from sixteen populations, the mean square lies here but once in a thousand times.
    expect(square).toBeGreaterThan(0.25);
    expect(square).toBeLessThan(2.6);
  });
});

it('counts in each part of a mix what belongs to it', () => {
  const ir = syntheticWorld({ tools: 4, types: 4, seed: 2, widest: 2, given: 60, lengths: [3, 3] });
  const world: WorldIR = { ...ir, constraints: [{ name: 'flat', rules: [rule('depth', 1, 2)] }, { name: 'any', rules: [rule('depth', 1, 3)] }] };
  const set = setOf(world, { mix: [{ constraint: 'flat', percent: 50 }, { constraint: 'any', percent: 50 }] });
  const parts = partsOf(world, set).map((rules) => new Part(world, set, rules));
  parts.forEach((part, p) => {
    const belongs = owner(world, parts, p);
    const list = Enumeration.of(part.deriver, 3, { skeletons: 1e6, walks: 1e7 }, () => belongs(part.deriver));
    const estimator = new Estimator(part, true);
    const { count, error } = estimator.estimate(3, 1, 2, () => belongs(estimator.deriver));
    expect(list?.count).toBeGreaterThan(10);
    expect(Math.abs(count - (list?.count ?? 0))).toBeLessThan(4.5 * error * count);
  });
});
