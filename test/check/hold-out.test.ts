/** Tools that are held out can all be called: in the world of the paper, and where the rules leave some idle. */
import { expect, it } from 'vitest';
import { chooseHeldOut } from '../../src/check/hold-out.js';
import { compileWorld } from '../../src/compile.js';
import { nodeHost } from '../../src/host/node.js';
import { uncallable } from '../../src/sample/feasible.js';

const never = (): boolean => false;
const names = Array.from({ length: 30 }, (_, k) => `tool_${k}`);

it('holds out 75 tools of randomworld that can all be called', { timeout: 60_000 }, () => {
  const { ir } = compileWorld(nodeHost(), 'specs/randomworld');
  const set = ir?.taskSets.find((s) => s.name === 'test');
  if (ir === null || set === undefined) throw new Error('randomworld does not compile');
  expect(set.tools.length).toBe(75);
  expect(uncallable(ir, set.tools, set.rules)).toEqual([]);
});

it('leaves out what cannot be called, and keeps the others', () => {
  const first = chooseHeldOut('w', 's', 10, names, never, () => []);
  const idle = first.slice(0, 3);
  const second = chooseHeldOut('w', 's', 10, names, never, (chosen) => chosen.filter((name) => idle.includes(name)));
  expect(second.length).toBe(10);
  expect(second.filter((name) => first.includes(name))).toEqual(first.filter((name) => !idle.includes(name)));
  expect(second.filter((name) => idle.includes(name))).toEqual([]);
});

it('takes the fewest idle ones where it must, and does not depend on the order', () => {
  const all = (chosen: readonly string[]): readonly string[] => chosen.slice(0, 2);
  expect(chooseHeldOut('w', 's', 30, names, never, all).length).toBe(30);
  expect(chooseHeldOut('w', 's', 8, [...names].reverse(), never, all)).toEqual(chooseHeldOut('w', 's', 8, names, never, all));
});

it('moves few where a tool is added', () => {
  const before = chooseHeldOut('w', 's', 10, names, never, () => []);
  const after = new Set(chooseHeldOut('w', 's', 10, [...names, 'tool_new'], never, () => []));
  expect(before.filter((name) => !after.has(name)).length).toBeLessThanOrEqual(1);
});
