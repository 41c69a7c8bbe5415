/** Tasks of a world under `specs/`, sampled afresh. */
import { compileWorld } from '../../src/compile.js';
import { nodeHost } from '../../src/host/node.js';
import type { WorldIR } from '../../src/ir/ir.js';
import { LineWriter } from '../../src/sample/tasks/line.js';
import { TaskMaker, emptyCounts } from '../../src/sample/tasks/maker.js';
import type { TaskRecord } from '../../src/sample/tasks/record.js';

export function worldOf(path: string): WorldIR {
  const { ir } = compileWorld(nodeHost(), path);
  if (ir === null) throw new Error(`${path} does not compile`);
  return ir;
}

/** The lines of the first `count` tasks of a set that is asked for as many. */
export function sampleLines(ir: WorldIR, count: number, name = 'train'): string[] {
  const set = ir.taskSets.find((s) => s.name === name);
  if (set === undefined) throw new Error(`no task set ${name}`);
  const maker = TaskMaker.create(ir, set, { count });
  if ('refused' in maker) throw new Error(maker.refused);
  const writer = new LineWriter(ir, name, maker.seed);
  const counts = emptyCounts();
  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    const task = maker.make(i, counts);
    if (task !== null) lines.push(writer.line(task));
  }
  return lines;
}

export function sampleTasks(ir: WorldIR, count: number, name = 'train'): TaskRecord[] {
  return sampleLines(ir, count, name).map((line) => JSON.parse(line) as TaskRecord);
}
