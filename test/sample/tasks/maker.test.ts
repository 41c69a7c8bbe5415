import { describe, expect, it } from 'vitest';
import { LineWriter } from '../../../src/sample/tasks/line.js';
import { TaskMaker, emptyCounts } from '../../../src/sample/tasks/maker.js';
import { syntheticWorld } from '../../support/synthetic-world.js';

describe('many tasks at once', () => {
  it.each([
    [2, 8, 0],
    [2, 8, 77],
    [12, 12, 150],
  ])('are the tasks that are made one by one: lengths %i to %i, from task %i', (shortest, longest, from) => {
    const ir = syntheticWorld({ tools: 60, types: 12, seed: 5, lengths: [shortest, longest], count: 400 });
    const set = ir.taskSets.find((s) => s.name === 'train');
    if (set === undefined) throw new Error('the world has no task set');
    const maker = TaskMaker.create(ir, set);
    if (!(maker instanceof TaskMaker)) throw new Error(maker.refused);
    const writer = new LineWriter(ir, set.name, maker.seed);
    const [together, single] = [emptyCounts(), emptyCounts()];
    const to = from + 200;
    const lines = [...maker.makeAll(from, to, together)].map((task) => task && writer.line(task));
    const alone = Array.from({ length: to - from }, (_, k) => maker.make(from + k, single)).map((task) => task && writer.line(task));
    expect(lines).toEqual(alone);
    expect(together).toEqual(single);
    // Otherwise this would show nothing of what happens after a first draw that fails.
    expect(together.redraws).toBeGreaterThan(0);
  });
});
