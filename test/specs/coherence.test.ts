/** In the worlds of the project, whatever a gold call answers with, where it is known by a key or a unique field, is a row of its environment. */
import { describe, expect, it } from 'vitest';
import type { Json, TypeRef } from '../../src/ir/ir.js';
import { homesOf, type Facts, type Home } from '../../src/runtime/facts.js';
import { createRuntime } from '../../src/runtime/runtime.js';
import { emptyCounts, TaskMaker } from '../../src/sample/tasks/maker.js';
import { SPECS } from '../support/spec-files.js';
import { worldOf } from '../support/sampled.js';

/** The values within a result that belong to a home, each with it. */
function* housed(type: TypeRef, value: Json, homes: ReadonlyMap<string, Home>): Iterable<readonly [Home, Json]> {
  switch (type.kind) {
    case 'named': {
      const home = homes.get(type.name);
      if (home !== undefined) yield [home, value];
      return;
    }
    case 'optional':
      if (value !== null) yield* housed(type.of, value, homes);
      return;
    case 'list':
      if (Array.isArray(value)) for (const item of value as readonly Json[]) yield* housed(type.element, item, homes);
      return;
    case 'record':
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        for (const field of type.fields) yield* housed(field.type, (value as { readonly [key: string]: Json })[field.name] ?? null, homes);
      }
      return;
    default:
      return;
  }
}

const isRow = (facts: Facts, home: Home, value: Json): boolean => facts.table(home.entity).rowWith(home.field, value) >= 0;

describe.each(['markets', 'airline', 'assistant', 'randomworld'])('%s', (name) => {
  const ir = worldOf(`${SPECS}${name}`);
  const homes = homesOf(ir.entities);
  const tools = new Map(ir.tools.map((t) => [t.name, t]));
  const runtime = createRuntime(ir);
  const set = ir.taskSets.find((s) => s.name === 'train');
  if (set === undefined) throw new Error('no set');
  const maker = TaskMaker.create(ir, set, { count: 60 });
  if (!(maker instanceof TaskMaker)) throw new Error('refused');

  it('has facts that every gold call agrees with', () => {
    let looked = 0;
    for (let i = 0; i < 60; i++) {
      const task = maker.make(i, emptyCounts());
      if (task === null) continue;
      const { facts } = runtime.environment(task.instance.environment.key);
      task.skeleton.calls.forEach((call, c) => {
        const tool = tools.get(call.tool);
        if (tool === undefined) throw new Error(`no tool ${call.tool}`);
        for (const [home, value] of housed(call.result, task.instance.results[c] ?? null, homes)) {
          looked++;
          expect(isRow(facts, home, value), `${call.tool} of task ${i} answers ${JSON.stringify(value)}`).toBe(true);
        }
      });
      task.skeleton.inputs.forEach((input, u) => {
        for (const [home, value] of housed(input.type, task.instance.inputs[u] ?? null, homes)) {
          looked++;
          expect(isRow(facts, home, value), `the user of task ${i} gives ${JSON.stringify(value)}`).toBe(true);
        }
      });
    }
    expect(looked).toBeGreaterThan(60);
  });
});
