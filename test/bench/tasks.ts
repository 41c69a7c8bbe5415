/**
 * Finished tasks a second beside the bare writing of the same records. Limit: 0.4 of it.
 *
 * Both write through the same sink: finished tasks are made, replayed, told, read back and written; bare writing is
 * `JSON.stringify` of the finished records as objects. They take turns, slice by slice, and each rate is the median of its
 * slices, by processor time (all threads of the process, so that collecting garbage counts), so that what else the machine
 * does falls on neither.
 */
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AtomicFile, DescriptorSink } from '../../src/host/output.js';
import type { WorldIR } from '../../src/ir/ir.js';
import { produce } from '../../src/sample/tasks/produce.js';
import { LineWriter } from '../../src/sample/tasks/line.js';
import { TaskMaker, emptyCounts } from '../../src/sample/tasks/maker.js';
import { syntheticWorld } from '../support/synthetic-world.js';
import { row } from './table.js';

const SLICE = 200;

export function benchTasks(name: string, ir: WorldIR, count: number): void {
  const set = ir.taskSets.find((s) => s.name === 'train');
  if (set === undefined) return;
  const start = performance.now();
  const maker = TaskMaker.create(ir, set, { count });
  const planned = performance.now() - start;
  if ('refused' in maker) {
    console.log(maker.refused);
    return;
  }
  const writer = new LineWriter(ir, set.name, set.seed);
  const counts = emptyCounts();
  const fd = openSync('/dev/null', 'w');
  const sink = new DescriptorSink(fd);
  const finished: number[] = [];
  const bare: number[] = [];
  let bytes = 0;
  for (let from = 0; from + SLICE <= count; from += SLICE) {
    const lines: string[] = [];
    const before = cpuMs();
    for (const task of maker.makeAll(from, from + SLICE, counts)) {
      if (task === null) continue;
      const line = writer.line(task);
      sink.line(line);
      lines.push(line);
    }
    const between = cpuMs();
    const records = lines.map((line): unknown => JSON.parse(line));
    const after = cpuMs();
    for (const record of records) sink.line(JSON.stringify(record));
    const end = cpuMs();
    for (const line of lines) bytes += line.length;
    // The first third warms both up.
    if (from * 3 < count) continue;
    finished.push(lines.length / (between - before));
    bare.push(lines.length / (end - after));
  }
  closeSync(fd);
  const [ours, theirs] = [median(finished) * 1000, median(bare) * 1000];
  row(name, planned.toFixed(0), (bytes / Math.max(1, counts.made)).toFixed(0), ours.toFixed(0), theirs.toFixed(0), (ours / theirs).toFixed(2), counts.refused);
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(rates: readonly number[]): number {
  const sorted = [...rates].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** `produce` as `rworld sample` calls it, by the clock: planning, workers and writing included. */
async function benchWorkers(name: string, ir: WorldIR, count: number): Promise<void> {
  const rates: number[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'rworld-bench-'));
  try {
    for (const workers of [1, 2]) {
      const file = new AtomicFile(join(folder, `${workers}.jsonl`));
      const start = performance.now();
      await produce({ ir, set: 'train', count, workers }, file);
      file.finish();
      rates.push((count / (performance.now() - start)) * 1000);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  row(name, count, ...rates.map((rate) => rate.toFixed(0)));
}

export async function benchAllTasks(worlds: readonly { readonly name: string; readonly ir: WorldIR }[]): Promise<void> {
  console.log('\nFinished tasks a second of processor time, one thread, beside bare writing of the same records');
  row('world', 'plan ms', 'bytes', 'tasks /s', 'bare /s', 'ratio', 'refused');
  for (const { name, ir } of worlds) benchTasks(name, ir, 12_000);
  for (const [tools, types] of [[150, 40], [556, 73], [10_000, 500]] as const) {
    for (const lengths of [[2, 8], [12, 12], [20, 20]] as const) benchTasks(`${tools}/${lengths.join('..')}`, syntheticWorld({ tools, types, seed: 7, lengths, count: 8000 }), 8000);
  }
  console.log('\nTasks a second by the clock, all of `rworld sample` but the reading of the world, with one worker and with two');
  row('world', 'tasks', 'one', 'two');
  for (const { name, ir } of worlds) await benchWorkers(name, ir, 40_000);
  await benchWorkers('150/2..8', syntheticWorld({ tools: 150, types: 40, seed: 7, lengths: [2, 8], count: 100_000 }), 100_000);
}
