/** A session in the environment of a task, step by step, in TypeScript and in Python: logins, submissions, snapshots. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FunctionShelf } from '../../src/emit/formats/tools.js';
import type { Json } from '../../src/ir/ir.js';
import { createRuntime } from '../../src/runtime/runtime.js';
import { valueOf } from '../../src/runtime/score.js';
import { TaskEnvironment, type Snapshot } from '../../src/runtime/task-environment.js';
import type { TaskRecord } from '../../src/sample/tasks/record.js';
import { ROOT, SOURCES, findPython } from '../conformance/python.js';
import { sampleTasks, worldOf } from '../support/sampled.js';
import { runPython } from './emitted.js';

type Arguments = { readonly [name: string]: Json };

/** What is done; snapshots are kept under names, as JSON text. */
type Step =
  | { readonly do: 'call'; readonly tool: string; readonly arguments: unknown }
  | { readonly do: 'submit'; readonly answer: Json }
  | { readonly do: 'take' | 'restore'; readonly name: string }
  | { readonly do: 'spoil' };

const ir = worldOf(`${ROOT}test/conformance/everything`);
const runtime = createRuntime(ir);
const shelf = new FunctionShelf(ir);
const schemas = ir.tools.map((tool) => shelf.function(tool.name));
const functions = new Map(schemas.map((f) => [f.name, f]));
const folder = mkdtempSync(join(tmpdir(), 'rworld-session-'));
const world = join(folder, 'world.ir.json');
writeFileSync(world, JSON.stringify(ir));
afterAll(() => rmSync(folder, { recursive: true }));

const python = findPython();

/** What each step answers, and how things stand after it. */
function inTypescript(task: TaskRecord, steps: readonly Step[]): unknown[] {
  const environment = new TaskEnvironment(runtime, functions, task);
  const taken = new Map<string, string>();
  const act = (step: Step): unknown => {
    switch (step.do) {
      case 'call':
        return environment.call(step.tool, step.arguments);
      case 'submit':
        return environment.submit(step.answer);
      case 'take': {
        const text = JSON.stringify(environment.snapshot());
        taken.set(step.name, text);
        return JSON.parse(text);
      }
      case 'restore':
        environment.restore(JSON.parse(taken.get(step.name) ?? '') as Snapshot);
        return null;
      case 'spoil':
        // Whoever holds a snapshot may do with it as they like.
        (environment.snapshot().calls as unknown[]).push('spoilt');
        return null;
    }
  };
  return steps.map((step) => [act(step), environment.done, environment.calls.length, environment.score().reward]);
}

const PROGRAM = `
import json, sys
from runtime.task_environment import TaskEnvironment
from runtime.values import parse_json
from runtime.world import World
at = json.load(sys.stdin)
with open(at["world"], encoding="utf-8") as file:
    world = World(parse_json(file.read()))
functions = {f["name"]: f for f in at["functions"]}
environment = TaskEnvironment(world, functions, at["task"])
taken = {}

def act(step):
    if step["do"] == "call":
        return environment.call(step["tool"], step["arguments"])
    if step["do"] == "submit":
        return environment.submit(step["answer"])
    if step["do"] == "take":
        taken[step["name"]] = json.dumps(environment.snapshot())
        return json.loads(taken[step["name"]])
    if step["do"] == "restore":
        return environment.restore(json.loads(taken[step["name"]]))
    environment.snapshot()["calls"].append("spoilt")

print(json.dumps([[act(s), environment.done, len(environment.calls), environment.score()["reward"]] for s in at["steps"]]))
`;

function inPython(task: TaskRecord, steps: readonly Step[]): unknown {
  return runPython(python ?? '', SOURCES.folder, PROGRAM, { world, functions: schemas, task, steps });
}

/** A task in which something is done in an app after a login. */
const task = sampleTasks(ir, 60).find((t) => t.calls.some((c) => c.tool.endsWith('_login')));
if (task === undefined) throw new Error('no task has a login');
const gold = task.calls.map((call): { tool: string; arguments: Arguments } => ({
  tool: call.tool,
  arguments: Object.fromEntries(Object.entries(call.arguments).map(([name, source]) => [name, valueOf(task, source)])),
}));
const login = gold.findIndex((call) => call.tool.endsWith('_login'));
const app = ir.tools.find((t) => t.name === gold[login]?.tool)?.app;
const inApp = gold.find((call) => ir.tools.some((t) => t.name === call.tool && t.app === app && t.access === undefined));
if (inApp === undefined || gold[login] === undefined) throw new Error('no call in an app with a login');

const call = (of: { tool: string; arguments: Arguments }): Step => ({ do: 'call', ...of });
const wrong: Step = { do: 'call', tool: gold[login].tool, arguments: { ...gold[login].arguments, password: 'wrong' } };
const answered = (value: unknown): unknown => expect.objectContaining({ ok: true, value });
const refused = (code: string): unknown => expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) as unknown });
const right: unknown = task.answer.value;
const results: readonly unknown[] = task.calls.map((c) => c.result);
const value = results[gold.indexOf(inApp)];

const ON_RECORD: readonly unknown[] = [{ tool: 'nothing_of_the_kind', arguments: { a: 1 } }, { tool: inApp.tool, arguments: {} }, { tool: inApp.tool, arguments: {} }];

/** What is done, what it answers, whether the task is over then, how many calls are on record, and the reward. */
type Line = readonly [step: Step, answer: unknown, over: boolean, calls: number, reward: number];
const SESSIONS: { readonly [name: string]: readonly Line[] } = {
  'a login is in the snapshots taken after it, and in no other': [
    [{ do: 'take', name: 'start' }, { task: task.id, calls: [] }, false, 0, 0],
    [call(inApp), refused('not_logged_in'), false, 1, 0],
    [wrong, answered(false), false, 2, 0],
    [{ do: 'take', name: 'refused' }, expect.objectContaining({ task: task.id }), false, 2, 0],
    [call(gold[login]), answered(true), false, 3, 0],
    [{ do: 'take', name: 'in' }, expect.objectContaining({ task: task.id }), false, 3, 0],
    [call(inApp), answered(value), false, 4, 0],
    [{ do: 'restore', name: 'start' }, null, false, 0, 0],
    [call(inApp), refused('not_logged_in'), false, 1, 0],
    [{ do: 'restore', name: 'refused' }, null, false, 2, 0],
    [call(inApp), refused('not_logged_in'), false, 3, 0],
    [{ do: 'restore', name: 'in' }, null, false, 3, 0],
    [call(inApp), answered(value), false, 4, 0],
    [{ do: 'spoil' }, null, false, 4, 0],
    [{ do: 'restore', name: 'in' }, null, false, 3, 0],
    [call(inApp), answered(value), false, 4, 0],
  ],
  'an answer ends the task, until a snapshot from before is restored': [
    ...gold.map((of, i): Line => [call(of), answered(results[i]), false, i + 1, 0]),
    [{ do: 'take', name: 'before' }, expect.objectContaining({ task: task.id }), false, gold.length, 0],
    [{ do: 'call', tool: 'submit', arguments: {} }, refused('missing_argument'), false, gold.length, 0],
    [{ do: 'call', tool: 'submit', arguments: { answer: 'x', more: 1 } }, refused('extra_argument'), false, gold.length, 0],
    [{ do: 'submit', answer: task.answer.value }, answered('submitted'), true, gold.length, 1],
    [{ do: 'take', name: 'after' }, expect.objectContaining({ answer: right }), true, gold.length, 1],
    [{ do: 'submit', answer: 'again' }, refused('task_over'), true, gold.length, 1],
    [call(inApp), refused('task_over'), true, gold.length, 1],
    [{ do: 'restore', name: 'before' }, null, false, gold.length, 0],
    [call(inApp), answered(value), false, gold.length + 1, 0],
    [{ do: 'submit', answer: 'no such answer' }, answered('submitted'), true, gold.length + 1, 0],
    [{ do: 'restore', name: 'after' }, null, true, gold.length, 1],
    [call(inApp), refused('task_over'), true, gold.length, 1],
  ],
  'what is no call is told, and is on record': [
    [{ do: 'call', tool: 'nothing_of_the_kind', arguments: { a: 1 } }, refused('unknown_tool'), false, 1, 0],
    [{ do: 'call', tool: inApp.tool, arguments: [1, 2] }, refused('bad_argument'), false, 2, 0],
    [{ do: 'call', tool: inApp.tool, arguments: null }, refused('bad_argument'), false, 3, 0],
    [{ do: 'take', name: 'all' }, expect.objectContaining({ calls: ON_RECORD }), false, 3, 0],
  ],
};

describe.each(Object.entries(SESSIONS))('%s', (_name, session) => {
  const steps = session.map(([step]) => step);
  const expected = session.map(([, ...outcome]) => outcome);

  it('in TypeScript', () => {
    expect(inTypescript(task, steps)).toEqual(expected);
  });

  it.skipIf(python === null)('in Python, word for word', () => {
    expect(inPython(task, steps)).toEqual(JSON.parse(JSON.stringify(inTypescript(task, steps))));
  });
});

describe('a snapshot', () => {
  it('of another task is refused', () => {
    const other = sampleTasks(ir, 60).find((t) => t.id !== task.id);
    if (other === undefined) throw new Error('one task only');
    const snapshot = new TaskEnvironment(runtime, functions, other).snapshot();
    expect(() => new TaskEnvironment(runtime, functions, task).restore(snapshot)).toThrow(`the snapshot is of the task ${other.id}, and this is ${task.id}`);
  });
});
