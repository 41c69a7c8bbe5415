/** Skeletons a second, beside the paper's own algorithm. Limits: 50 times as many at 2..8, 200 times at 8; 20 is routine. */
import { createPlan } from '../../src/sample/plan.js';
import { syntheticWorld } from '../support/synthetic-world.js';
import { PaperSampler } from './paper.js';
import { row } from './table.js';

const BASELINE_SECONDS = 4;
const DRAWN = 20_000;

export function benchSkeletons(): void {
  console.log('\nSkeletons a second, first candidates of a plan (the plan itself apart, in ms)');
  row('tools', 'lengths', 'plan ms', 'rworld /s', 'paper /s', 'ratio');
  for (const [tools, types] of [[150, 40], [556, 73], [10_000, 500]] as const) {
    for (const lengths of [[2, 8], [8, 8], [12, 12], [20, 20]] as const) {
      const ir = syntheticWorld({ tools, types, seed: 7, lengths, count: DRAWN });
      const set = ir.taskSets.find((s) => s.name === 'train');
      if (set === undefined) continue;
      let start = performance.now();
      const plan = createPlan(ir, set);
      const planned = performance.now() - start;
      if ('refused' in plan) {
        console.log(plan.refused);
        continue;
      }
      for (let i = 0; i < 2000; i++) plan.candidates(i).next();
      start = performance.now();
      for (let i = 2000; i < DRAWN; i++) plan.candidates(i).next();
      const ours = ((DRAWN - 2000) / (performance.now() - start)) * 1000;
      const paper = baseline(ir, lengths);
      row(tools, lengths[0] === lengths[1] ? lengths[0] : '2..8', planned.toFixed(0), ours.toFixed(0), paper === 0 ? `none in ${BASELINE_SECONDS} s` : paper.toFixed(1), paper === 0 ? '-' : `${(ours / paper).toFixed(0)}x`);
    }
  }
}

function baseline(ir: Parameters<typeof createPlan>[0], [low, high]: readonly [number, number]): number {
  const sampler = new PaperSampler(ir, 1);
  const start = performance.now();
  const until = start + BASELINE_SECONDS * 1000;
  let made = 0;
  while (performance.now() < until) {
    if (sampler.sample(low + (made % (high - low + 1)), until) === null) break;
    made++;
  }
  return made / ((performance.now() - start) / 1000);
}
