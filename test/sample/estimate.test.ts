/** The estimate of a space beside its listing: the same set, asked for one task and for many. */
import { expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { nodeHost } from '../../src/host/node.js';
import { createPlan } from '../../src/sample/plan.js';

it('estimates within four standard errors of what it lists', () => {
  const { ir } = compileWorld(nodeHost(), 'specs/markets');
  const set = ir?.taskSets.find((s) => s.name === 'train');
  if (ir === null || set === undefined) throw new Error('specs/markets does not compile');
  const few = createPlan(ir, set, { count: 1 });
  const many = createPlan(ir, set);
  if ('refused' in few || 'refused' in many) throw new Error('markets is refused');
  let estimated = 0;
  for (const [k, { length, dags }] of many.report.strata.entries()) {
    const guess = few.report.strata[k];
    expect(guess?.length).toBe(length);
    expect(dags.exact).toBe(true);
    if (guess === undefined || guess.dags.exact) continue;
    estimated++;
    expect(Math.abs(guess.dags.count - dags.count)).toBeLessThan(4 * guess.dags.error * guess.dags.count + 1);
  }
  expect(estimated).toBeGreaterThan(0);
});
