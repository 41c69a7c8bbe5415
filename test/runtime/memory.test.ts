/** What an environment remembers changes nothing that it answers, and nobody outside can change it. */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/ir/ir.js';
import { someWithin } from '../../src/ir/walk.js';
import { Stream, deriveKey } from '../../src/runtime/random.js';
import { createRuntime } from '../../src/runtime/runtime.js';
import { ROOT } from '../conformance/python.js';
import { worldOf } from '../support/sampled.js';

const ir = worldOf(`${ROOT}test/conformance/everything`);
const runtime = createRuntime(ir);
/** Those that look facts up, and need no login. */
const tools = ir.tools.filter((t) => t.app === null && t.returns !== null && someWithin(t.returns, (e) => e.op === 'rows' || e.op === 'row' || e.op === 'cell'));

/** Sorts, empties and spoils whatever lists and objects a value is made of. */
function spoil(value: Json): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) spoil(part);
  for (const name of Object.keys(value)) Object.assign(value, { [name]: 'spoilt' });
}

describe('a long life', () => {
  it.each([1, 2, 3])('answers as an environment does that was just opened (%i)', (seed) => {
    const stream = new Stream(deriveKey(null, 'memory', seed));
    const key = deriveKey(null, 'memory environment', seed);
    const old = runtime.environment(key);
    let answered = 0;
    for (let i = 0; i < tools.length * 25; i++) {
      const tool = tools[i % tools.length]!;
      const args = Object.fromEntries(tool.params.map((p) => [p.name, runtime.generate(p.type, stream, stream.below(4) === 0 ? undefined : old.facts) ?? null]));
      const text = JSON.stringify(runtime.environment(key).call(tool.name, args));
      const remembered = old.call(tool.name, args);
      expect(JSON.stringify(remembered), `${tool.name} of ${JSON.stringify(args)}`).toBe(text);
      if (!remembered.ok) continue;
      answered++;
      spoil(remembered.value);
      expect(JSON.stringify(old.call(tool.name, args)), `${tool.name}, once its result was spoilt`).toBe(text);
    }
    expect(answered).toBeGreaterThan(tools.length * 10);
  });
});
