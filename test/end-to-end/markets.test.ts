/** The whole way on a small world: source to tasks, and the tasks proved again by a reader that shares no code with the sampler. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { nodeHost } from '../../src/host/node.js';
import type { Json, WorldIR } from '../../src/ir/ir.js';
import { validateIR } from '../../src/ir/validate.js';
import { createRuntime } from '../../src/runtime/runtime.js';
import { TaskMaker, emptyCounts } from '../../src/sample/tasks/maker.js';
import { LineWriter } from '../../src/sample/tasks/line.js';
import { produce } from '../../src/sample/tasks/produce.js';
import { Verifier } from '../../src/sample/tasks/verify.js';

interface Reference {
  readonly ref: string;
  readonly path?: readonly string[];
}
interface Task {
  readonly environment: string;
  readonly instruction: string;
  readonly tools: readonly string[];
  readonly inputs: readonly { readonly id: string; readonly value: Json }[];
  readonly calls: readonly { readonly id: string; readonly tool: string; readonly arguments: { readonly [name: string]: Reference }; readonly result: Json }[];
  readonly answer: Reference & { readonly value: Json };
  readonly shape: { readonly length: number };
  readonly skeleton: string;
}

let ir: WorldIR;
const lines: string[] = [];

beforeAll(() => {
  const compiled = compileWorld(nodeHost(), 'specs/markets');
  expect(compiled.diagnostics).toEqual([]);
  if (compiled.ir === null) throw new Error('specs/markets does not compile');
  ir = compiled.ir;
  const maker = TaskMaker.create(ir, set('train'));
  if ('refused' in maker) throw new Error(maker.refused);
  const writer = new LineWriter(ir, 'train', set('train').seed);
  const counts = emptyCounts();
  for (let i = 0; i < set('train').count; i++) {
    const task = maker.make(i, counts);
    if (task !== null) lines.push(writer.line(task));
  }
});

function set(name: string): WorldIR['taskSets'][number] {
  const found = ir.taskSets.find((s) => s.name === name);
  if (found === undefined) throw new Error(`no set ${name}`);
  return found;
}

const tasks = (): Task[] => lines.map((line) => JSON.parse(line) as Task);

async function collect(shard?: { readonly index: number; readonly of: number }, workers = 1): Promise<string[]> {
  const made: string[] = [];
  const sink = {
    line: (text: string): void => void made.push(text),
    bytes: (data: Uint8Array): void => void made.push(...new TextDecoder().decode(data).split('\n').filter((l) => l !== '')),
    finish: () => ({ lines: made.length, bytes: 0, sha256: '' }),
    abort: (): void => undefined,
  };
  const done = await produce({ ir, set: 'train', workers, ...(shard === undefined ? {} : { shard }) }, sink);
  expect('refused' in done).toBe(false);
  return made;
}

describe('markets', () => {
  it('gives an IR that its own schema accepts', () => {
    expect(validateIR(JSON.parse(JSON.stringify(ir))).ok).toBe(true);
  });

  it('gives every task it was asked for, each with a skeleton of its own', () => {
    expect(lines.length).toBe(set('train').count);
    expect(new Set(tasks().map((t) => t.skeleton)).size).toBe(lines.length);
  });

  it('gives tasks that an independent reader can replay', () => {
    const runtime = createRuntime(ir);
    for (const task of tasks()) {
      const world = runtime.environment(Uint8Array.from(Buffer.from(task.environment, 'hex')));
      const values = new Map<string, Json>(task.inputs.map((i) => [i.id, i.value]));
      const used = new Set<string>();
      const look = ({ ref, path }: Reference): unknown => {
        used.add(ref);
        return (path ?? []).reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], values.get(ref));
      };
      for (const call of task.calls) {
        expect(task.tools).toContain(call.tool);
        const result = world.call(call.tool, Object.fromEntries(Object.entries(call.arguments).map(([name, ref]) => [name, look(ref)])));
        expect(result).toEqual({ ok: true, value: call.result });
        values.set(call.id, call.result);
      }
      expect(look(task.answer)).toEqual(task.answer.value);
      expect([...used].sort()).toEqual([...values.keys()].sort());
      for (const input of task.inputs) expect(task.instruction).toContain(String(input.value));
      for (const call of task.calls) if (typeof call.result === 'string') expect(task.instruction).not.toContain(`"${call.result}"`);
      expect(task.calls.length).toBe(task.shape.length);
    }
  });

  it('passes its own verifier', () => {
    const verifier = new Verifier(ir);
    expect(lines.flatMap((line) => verifier.verifyLine(line))).toEqual([]);
  });

  it('fails it once a record is changed', () => {
    const change = (edit: (task: Record<string, unknown> & Task) => unknown): readonly string[] => {
      const task = JSON.parse(lines[0] ?? '') as Record<string, unknown> & Task;
      const changed = edit(task);
      return new Verifier(ir).verifyLine(JSON.stringify(changed)).map((p) => p.kind);
    };
    expect(change((t) => t)).toEqual([]);
    expect(change((t) => ({ ...t, answer: { ...t.answer, value: 'nonsense' } }))).toContain('answer');
    expect(change((t) => ({ ...t, instruction: `${t.instruction} Hurry.` }))).toContain('reading');
    expect(change((t) => ({ ...t, calls: t.calls.map((c, i) => (i === 0 ? { ...c, result: 'nonsense' } : c)) }))).toContain('result');
    expect(change((t) => ({ ...t, tools: t.tools.slice(1) })).length + change((t) => ({ ...t, tools: [] })).length).toBeGreaterThan(0);
    expect(change((t) => ({ ...t, ir: 'sha256-00' })).length).toBeGreaterThan(0);
  });

  it('writes the same bytes in shards and with workers', async () => {
    const whole = await collect();
    expect(whole).toEqual(lines);
    const parts = [await collect({ index: 1, of: 3 }), await collect({ index: 2, of: 3 }), await collect({ index: 3, of: 3 })];
    expect(parts.flat()).toEqual(whole);
  });
});
