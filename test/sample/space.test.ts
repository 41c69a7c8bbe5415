import { describe, expect, it } from 'vitest';
import type { RuleIR, TaskSetIR, WorldIR } from '../../src/ir/ir.js';
import { canonicalKey } from '../../src/sample/canonical.js';
import { countTrees } from '../../src/sample/count.js';
import { Enumeration } from '../../src/sample/enumerate.js';
import { Part, partsOf } from '../../src/sample/part.js';
import { checkRules, measure } from '../../src/sample/rules.js';
import { bruteForce } from '../support/brute-force.js';
import { syntheticWorld } from '../support/synthetic-world.js';

const ENDLESS = { skeletons: 1e6, walks: 1e7 };

function trainOf(ir: WorldIR, rules: readonly RuleIR[] = []): TaskSetIR {
  const set = ir.taskSets[1];
  if (set === undefined) throw new Error('no set');
  return { ...set, rules: [...set.rules, ...rules] };
}

function listAll(ir: WorldIR, set: TaskSetIR, length: number): string[] {
  const rules = partsOf(ir, set)[0];
  if (rules === undefined) return [];
  const part = new Part(ir, set, rules);
  const list = Enumeration.of(part.deriver, length, ENDLESS);
  if (list === null) throw new Error('too many');
  return Array.from({ length: list.count }, (_, k) => canonicalKey(list.at(k)));
}

describe('the space of skeletons, against every sequence of calls', () => {
  for (let seed = 0; seed < 14; seed++) {
    const generic = seed % 3;
    const length = seed % 4 === 0 ? 2 : 3;
    const ir = syntheticWorld({ tools: 3, types: 3 + (seed % 3), seed, generic, widest: 2, given: 60, lengths: [1, 3] });
    it(`world ${seed}, length ${length}, ${generic} generic tools`, () => {
      const set = trainOf(ir);
      const wanted = bruteForce(ir, set.tools, set.rules, length);
      const found = listAll(ir, set, length);
      expect(new Set(found).size).toBe(found.length);
      expect([...found].sort()).toEqual([...wanted.keys()].sort());
      const rules = partsOf(ir, set)[0];
      if (rules === undefined) return;
      const trees = [...wanted.values()].filter((s) => measure(s).shared === 0).length;
      expect(countTrees(new Part(ir, set, rules).model, length)[length]).toBe(BigInt(trees));
    });
  }
});

describe('every rule keeps exactly what it should', () => {
  const ir = syntheticWorld({ tools: 4, types: 3, seed: 5, widest: 2, given: 80, lengths: [1, 3] });
  const [a = '', b = '', c = ''] = ir.tools.map((t) => t.name);
  const type = ir.types[0]?.name ?? '';
  const other = ir.types[1]?.name ?? '';
  const param = ir.tools[0]?.params[0]?.name ?? '';
  const cases: [string, RuleIR[]][] = [
    ['depth ..2', [{ kind: 'measure', measure: 'depth', min: 0, max: 2 }]],
    ['depth 3..', [{ kind: 'measure', measure: 'depth', min: 3, max: null }]],
    ['inputs 1..1', [{ kind: 'measure', measure: 'inputs', min: 1, max: 1 }]],
    ['inputs 2..', [{ kind: 'measure', measure: 'inputs', min: 2, max: null }]],
    ['joins 1..', [{ kind: 'measure', measure: 'joins', min: 1, max: null }]],
    ['shared ..0', [{ kind: 'measure', measure: 'shared', min: 0, max: 0 }]],
    ['shared 1..', [{ kind: 'measure', measure: 'shared', min: 1, max: null }]],
    ['each tool at most 1', [{ kind: 'each-tool', max: 1 }]],
    ['at most 1 of two', [{ kind: 'at-most', count: 1, tools: [a, b] }]],
    ['at least 2 of two', [{ kind: 'at-least', count: 2, tools: [a, b] }]],
    ['never an edge', [{ kind: 'never-edge', from: [a, b], to: [a, c] }]],
    ['never a path', [{ kind: 'never-path', from: [a], to: [a, b] }]],
    ['from user', [{ kind: 'source', tool: a, param, from: 'user', tools: [] }]],
    ['from tool', [{ kind: 'source', tool: a, param, from: 'tool', tools: [] }]],
    ['from tools', [{ kind: 'source', tool: a, param, from: 'tools', tools: [b] }]],
    ['goal', [{ kind: 'goal', types: [{ kind: 'named', name: type }] }]],
    ['from user types', [{ kind: 'from-user', types: [{ kind: 'named', name: other }] }]],
    ['never from user types', [{ kind: 'never-from-user', types: [{ kind: 'named', name: other }] }]],
    ['several', [{ kind: 'measure', measure: 'depth', min: 2, max: 2 }, { kind: 'measure', measure: 'inputs', min: 1, max: 2 }, { kind: 'each-tool', max: 2 }, { kind: 'at-least', count: 1, tools: [c] }]],
    ['40 path rules', Array.from({ length: 40 }, (_, k): RuleIR => ({ kind: 'never-path', from: k < 39 ? [] : [b], to: [a, b, c] }))],
  ];
  const all = bruteForce(ir, trainOf(ir).tools, trainOf(ir).rules, 3);
  it('has something to keep', () => expect(all.size).toBeGreaterThan(100));
  for (const [name, rules] of cases) {
    it(name, () => {
      const wanted = [...all].filter(([, s]) => checkRules(s, rules, ir).length === 0).map(([key]) => key);
      const exact = name.startsWith('from user types') || name.startsWith('never from user') ? [...bruteForce(ir, trainOf(ir).tools, trainOf(ir, rules).rules, 3).keys()] : wanted;
      expect(listAll(ir, trainOf(ir, rules), 3).sort()).toEqual([...exact].sort());
    });
  }
});
