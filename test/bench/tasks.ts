/** Finished tasks a second beside the bare writing of the same records. Limit: 0.4 of it. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { TaskMaker, emptyCounts } from '../../src/sample/tasks/maker.js';
import { LineWriter } from '../../src/sample/tasks/line.js';
import type { WorldIR } from '../../src/ir/ir.js';
import { syntheticWorld } from '../support/synthetic-world.js';
import { row } from './table.js';

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
  const lines: string[] = [];
  const warm = Math.min(2000, count >> 2);
  for (let i = 0; i < warm; i++) maker.make(i, counts);
  const made = performance.now();
  for (let i = warm; i < count; i++) {
    const task = maker.make(i, counts);
    if (task !== null) lines.push(writer.line(task));
  }
  const finished = lines.length / ((performance.now() - made) / 1000);
  const records = lines.map((line): unknown => JSON.parse(line));
  const fd = openSync('/dev/null', 'w');
  const bare = performance.now();
  let batch = '';
  for (const record of records) {
    batch += `${JSON.stringify(record)}\n`;
    if (batch.length > 1 << 20) {
      writeSync(fd, batch);
      batch = '';
    }
  }
  writeSync(fd, batch);
  const rate = records.length / ((performance.now() - bare) / 1000);
  closeSync(fd);
  const bytes = lines.reduce((sum, line) => sum + line.length, 0) / Math.max(1, lines.length);
  row(name, planned.toFixed(0), bytes.toFixed(0), finished.toFixed(0), rate.toFixed(0), (finished / rate).toFixed(2), counts.refused);
}

export function benchAllTasks(worlds: readonly { readonly name: string; readonly ir: WorldIR }[]): void {
  console.log('\nFinished tasks a second, one thread (made, replayed, told, read back, written as JSON)');
  row('world', 'plan ms', 'bytes', 'tasks /s', 'bare /s', 'ratio', 'refused');
  for (const { name, ir } of worlds) benchTasks(name, ir, 12_000);
  for (const [tools, types] of [[150, 40], [556, 73], [10_000, 500]] as const) {
    for (const lengths of [[2, 8], [12, 12], [20, 20]] as const) benchTasks(`${tools}/${lengths.join('..')}`, syntheticWorld({ tools, types, seed: 7, lengths, count: 8000 }), 8000);
  }
}
