/** Trajectory files through parsing, replay and totals. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { WorldIR } from '../../src/ir/ir.js';
import { goldCalls } from '../../src/runtime/score.js';
import type { TaskRecord } from '../../src/sample/tasks/record.js';
import { Replay } from '../../src/score/replay.js';
import { ScoreTotals } from '../../src/score/summary.js';
import { parseTrajectory } from '../../src/score/trajectory.js';
import { sampleTasks, worldOf } from '../support/sampled.js';

let ir: WorldIR;
let tasks: TaskRecord[];
beforeAll(() => {
  ir = worldOf('specs/markets');
  tasks = sampleTasks(ir, 40);
});

describe('parseTrajectory', () => {
  it('tells a missing answer from null', () => {
    expect(parseTrajectory('{"task":"t","calls":[]}')).toEqual({ ok: true, trajectory: { task: 't', calls: [], answer: undefined } });
    expect(parseTrajectory('{"task":"t","calls":[],"answer":null}')).toEqual({ ok: true, trajectory: { task: 't', calls: [], answer: null } });
  });

  it.each([
    ['nope', /not JSON/],
    ['[]', /an object|JSON object/],
    ['{"calls":[]}', /"task" must be/],
    ['{"task":"t"}', /"calls" must be/],
    ['{"task":"t","calls":[{"arguments":{}}]}', /call 1 has no "tool"/],
    ['{"task":"t","calls":[{"tool":"a","arguments":"{}"}]}', /arguments as text/],
    ['{"task":"t","calls":[{"tool":"a","arguments":[]}]}', /no "arguments"/],
  ])('refuses %s', (line, problem) => {
    const parsed = parseTrajectory(line);
    expect(parsed.ok ? '' : parsed.problem).toMatch(problem);
  });
});

describe('Replay', () => {
  it('gives gold calls what the record says', () => {
    const replay = new Replay(ir);
    for (const task of tasks) expect(replay.run(task, goldCalls(task)).map((c) => c.result)).toEqual(task.calls.map((c) => c.result));
  });

  it('has no tool that the task does not show', () => {
    const task = tasks[0];
    if (task === undefined) throw new Error('no tasks');
    const hidden = { ...task, tools: task.tools.filter((t) => t !== task.calls[0]?.tool) };
    expect(new Replay(ir).run(hidden, goldCalls(task))[0]?.result).toBeUndefined();
  });

  it('ends a trajectory at its last turn', () => {
    const task = tasks[0];
    if (task === undefined) throw new Error('no tasks');
    const { length } = task.calls;
    const reward = (turns: number): number => new Replay(ir, { turns }).score(task, goldCalls(task), task.answer.value).reward;
    expect([reward(length), reward(length + 1)]).toEqual([0, 1]);
  });

  it('knows defaults', () => {
    const task = tasks.find((t) => t.calls.some((c) => c.tool === 'add_tax'));
    if (task === undefined) throw new Error('no task with a default');
    const calls = goldCalls(task).map((c) => (c.tool === 'add_tax' ? { ...c, arguments: { ...c.arguments, percent: 20 } } : c));
    expect(new Replay(ir).score(task, calls, task.answer.value)).toMatchObject({ reward: 1, fullSequence: true, extraCalls: 0 });
  });
});

describe('ScoreTotals', () => {
  it('averages, and counts a task once', () => {
    const replay = new Replay(ir);
    const totals = new ScoreTotals();
    for (const task of tasks) {
      const calls = goldCalls(task);
      totals.add(task, calls, replay.score(task, calls, task.answer.value));
      totals.add(task, [], replay.score(task, [], undefined));
    }
    const { nestful, ...rest } = totals.result();
    expect(rest).toMatchObject({ trajectories: 80, tasks: 40, solvedTasks: 40, reward: 0.5, submitted: 0.5, winRate: 0.5, f1Functions: 0.5, f1Parameters: 0.5, fullSequenceAccuracy: 0.5, partialSequenceAccuracy: 0.5, extraCalls: 0, errors: 0 });
    // Every label was found in half of its trajectories and never where it was not gold: F1 of 2·1/(2+1).
    expect(nestful.f1Functions).toBeCloseTo(2 / 3, 12);
    expect(nestful.f1Parameters).toBeCloseTo(2 / 3, 12);
  });

  it('macro-averages over gold labels as NESTFUL does', () => {
    const task: TaskRecord = { ...tasks[0]!, inputs: [{ id: 'u1', type: 'int', value: 1 }], calls: [{ id: 'c1', tool: 'a', arguments: { x: { ref: 'u1' } }, result: 1 }, { id: 'c2', tool: 'b', arguments: { x: { ref: 'c1' } }, result: 2 }], answer: { ref: 'c2', type: 'int', value: 2 } };
    const calls = [{ tool: 'a', arguments: { x: 2 } }, { tool: 'a', arguments: { x: 1 } }, { tool: 'z', arguments: {} }];
    const totals = new ScoreTotals();
    totals.add(task, calls, new Replay(ir).score(task, calls, 2));
    const { nestful } = totals.result();
    // Functions: a is found, b is not, z is no gold label. Parameters: "x = 1" for a is found (its last call counts), for b is not: 2·1/(2+1).
    expect(nestful.f1Functions).toBeCloseTo(1 / 2, 12);
    expect(nestful.f1Parameters).toBeCloseTo(2 / 3, 12);
  });
});
