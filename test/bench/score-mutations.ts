/**
 * `node dist/test/bench/score-mutations.js [tasks]`: gold trajectories of every world under `specs/`, broken in one way
 * each and changed harmlessly, and what reward they get. Whether a broken trajectory computes the gold answer after
 * all is judged by the canonical JSON of what it submits, not by the scorer under test.
 */
import { pathToFileURL } from 'node:url';
import type { WorldIR } from '../../src/ir/ir.js';
import { canonicalJson } from '../../src/runtime/canonical.js';
import { Stream, deriveKey } from '../../src/runtime/random.js';
import { score } from '../../src/runtime/score.js';
import { sampleTasks, worldOf } from '../support/sampled.js';
import { Trajectories, type Attempt } from '../support/trajectories.js';

export interface MutationReport {
  readonly broken: number;
  /** Broken trajectories that lose the reward. */
  readonly lost: number;
  /** Broken trajectories that come to the gold answer all the same, and keep it. */
  readonly coincidences: number;
  readonly harmless: number;
  readonly kept: number;
  readonly kinds: Readonly<Record<string, { tried: number; rewarded: number }>>;
  readonly wrongly: { readonly rewarded: readonly string[]; readonly punished: readonly string[] };
}

export function mutationReport(ir: WorldIR, count: number): MutationReport {
  const trajectories = new Trajectories(ir);
  const kinds: Record<string, { tried: number; rewarded: number }> = {};
  const rewarded: string[] = [];
  const punished: string[] = [];
  let broken = 0;
  let lost = 0;
  let harmless = 0;
  for (const task of sampleTasks(ir, count)) {
    const stream = new Stream(deriveKey(null, 'mutations', task.id));
    const judge = (attempt: Attempt): boolean => {
      const won = score(task, attempt).reward === 1;
      const kind = (kinds[attempt.kind] ??= { tried: 0, rewarded: 0 });
      kind.tried++;
      if (won) kind.rewarded++;
      return won;
    };
    for (const attempt of trajectories.broken(task, stream)) {
      broken++;
      const same = attempt.answer !== undefined && canonicalJson(attempt.answer) === canonicalJson(task.answer.value);
      const won = judge(attempt);
      if (!won) lost++;
      if (won !== same) rewarded.push(`${task.id}: ${attempt.kind}: ${JSON.stringify(attempt.answer)} for ${JSON.stringify(task.answer.value)}`);
    }
    for (const attempt of [trajectories.gold(task), ...trajectories.harmless(task, stream)]) {
      harmless++;
      if (!judge(attempt)) punished.push(`${task.id}: ${attempt.kind}: ${JSON.stringify(attempt.answer)} for ${JSON.stringify(task.answer.value)}`);
    }
  }
  return { broken, lost, coincidences: broken - lost - rewarded.length, harmless, kept: harmless - punished.length, kinds, wrongly: { rewarded, punished } };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const count = Number(process.argv[2] ?? 3000);
  // markets has few skeletons: its own number of tasks is as many as it should be asked for.
  for (const path of ['specs/markets', 'specs/randomworld']) {
    const ir = worldOf(path);
    const report = mutationReport(ir, path === 'specs/markets' ? Math.min(count, ir.taskSets.find((s) => s.name === 'train')?.count ?? count) : count);
    console.log(`${path}: ${report.broken} broken, ${report.lost} lose the reward, ${report.coincidences} come to the answer all the same, ${report.wrongly.rewarded.length} misjudged; ${report.harmless} harmless, ${report.wrongly.punished.length} punished`);
    for (const [kind, { tried, rewarded }] of Object.entries(report.kinds)) console.log(`  ${kind.padEnd(36)} ${String(tried).padStart(6)} tried  ${String(rewarded).padStart(6)} rewarded`);
    for (const line of [...report.wrongly.rewarded, ...report.wrongly.punished].slice(0, 20)) console.log(`  ! ${line}`);
  }
}
