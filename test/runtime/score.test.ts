import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/ir/ir.js';
import { canonicalJson } from '../../src/runtime/canonical.js';
import { answerMatches, goldCalls, score, type MadeCall, type ScoredTask } from '../../src/runtime/score.js';
import { answerText, submitName } from '../../src/runtime/submit.js';

describe('answerMatches', () => {
  it.each<[Json, Json, boolean]>([
    [25, 25, true],
    ['25', 25, true],
    ['25.0', 25, true],
    ['2.5e1', 25, true],
    ['025', 25, false],
    ['25 dollars', 25, false],
    ['0x19', 25, false],
    ['', 0, false],
    ['-0', 0, true],
    ['NaN', 0, false],
    [true, 1, false],
    [null, 0, false],
    ['true', true, true],
    ['True', true, false],
    [1, true, false],
    ['Sunday', 'Sunday', true],
    ['sunday', 'Sunday', false],
    ['"Sunday"', 'Sunday', false],
    [' Sunday', 'Sunday', false],
    ['30/9/2018', '30/9/2018', true],
    ['30/09/2018', '30/9/2018', false],
    [357421, '357421', true],
    [7, '007', false],
    [25, '25.0', false],
    [true, 'true', true],
    [['a', 'b'], ['a', 'b'], true],
    [['b', 'a'], ['a', 'b'], false],
    [['a'], ['a', 'b'], false],
    [['a', 'b', 'c'], ['a', 'b'], false],
    ['["a", "b"]', ['a', 'b'], true],
    ['a, b', ['a', 'b'], false],
    [['1', 2], [1, 2], true],
    [{ b: 2, a: '1' }, { a: 1, b: 2 }, true],
    ['{"b":2,"a":1}', { a: 1, b: 2 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, b: 2, c: 3 }, { a: 1, b: 2 }, false],
    [{}, [], false],
    [[], {}, false],
    ['[]', [], true],
    ['', [], false],
    ['null', null, true],
    ['\ud800', 'x', false],
    [JSON.parse('{"__proto__":1}') as Json, JSON.parse('{"__proto__":1}') as Json, true],
    [{}, JSON.parse('{"__proto__":1}') as Json, false],
  ])('%j for %j: %j', (submitted, gold, expected) => {
    expect(answerMatches(submitted, gold)).toBe(expected);
  });

  it('is exact unless a tolerance is declared', () => {
    expect(answerMatches(0.1 + 0.2, 0.3)).toBe(false);
    expect(answerMatches(0.1 + 0.2, 0.3, { absolute: 1e-9 })).toBe(true);
    expect(answerMatches('101', 100, { relative: 0.01 })).toBe(true);
    expect(answerMatches('102', 100, { relative: 0.01 })).toBe(false);
    expect(answerMatches('[1.01, "a"]', [1, 'a'], { absolute: 0.02 })).toBe(true);
  });

  it('takes every answer as it is and as its text', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>, (value) => answerMatches(value, value) && answerMatches(answerText(value), value)));
  });

  it('tells values apart as canonical JSON does, where no text could be a number or JSON', () => {
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2 },
        fc.constantFrom<Json>('ab', 'Ab', 'ba', '', 0, 1, -1, 0.5, 1e21, true, false, null),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('value'), { maxKeys: 2 }),
      ),
    }));
    fc.assert(fc.property(value, value, (a, b) => answerMatches(a, b) === (canonicalJson(a) === canonicalJson(b))), { numRuns: 2000 });
  });
});

const task: ScoredTask = {
  inputs: [{ id: 'u1', value: 'NIX' }, { id: 'u2', value: 2 }],
  calls: [
    { id: 'c1', tool: 'company', arguments: { stock: { ref: 'u1' } }, result: 'Fairhaven' },
    { id: 'c2', tool: 'head', arguments: { company: { ref: 'c1' } }, result: { name: 'Ada', since: '1/1/2001' } },
    { id: 'c3', tool: 'weekday', arguments: { date: { ref: 'c2', path: ['since'] }, shift: { ref: 'u2' } }, result: 'Wednesday' },
  ],
  answer: { value: 'Wednesday' },
};

const gold: MadeCall[] = [
  { tool: 'company', arguments: { stock: 'NIX' }, result: 'Fairhaven' },
  { tool: 'head', arguments: { company: 'Fairhaven' }, result: { name: 'Ada', since: '1/1/2001' } },
  { tool: 'weekday', arguments: { shift: 2, date: '1/1/2001' }, result: 'Wednesday' },
];

describe('score', () => {
  it('gives the gold trajectory everything', () => {
    expect(score(task, { calls: gold, answer: 'Wednesday' })).toEqual({
      reward: 1, submitted: true, win: true, f1Functions: 1, f1Parameters: 1, partialSequence: 1, fullSequence: true, extraCalls: 0, missingCalls: 0, errors: 0,
    });
  });

  it('rewards another route, and says how it differs', () => {
    const wrong: MadeCall = { tool: 'head', arguments: { company: 'fairhaven' } };
    const result = score(task, { calls: [wrong, ...gold.slice(1)], answer: 'Wednesday' });
    expect(result).toMatchObject({ reward: 1, errors: 1, extraCalls: 1, missingCalls: 1, win: true, fullSequence: false });
    // Functions: head twice, weekday once, against company, head, weekday: 2 in common of 3 and 3.
    expect(result.f1Functions).toBeCloseTo(4 / 6, 12);
    // Parameters: 3 of 4 on either side.
    expect(result.f1Parameters).toBeCloseTo(6 / 8, 12);
    expect(result.partialSequence).toBeCloseTo(2 / 3, 12);
  });

  it('aligns sequences of unequal length by name', () => {
    const call = (tool: string, x: number): MadeCall => ({ tool, arguments: { x }, result: x });
    const of = (calls: readonly MadeCall[], made: readonly MadeCall[]): number =>
      score({ inputs: [{ id: 'u1', value: 1 }, { id: 'u2', value: 2 }], calls: calls.map((c, i) => ({ id: `c${i + 1}`, tool: c.tool, arguments: { x: { ref: `u${String(c.arguments['x'])}` } }, result: 0 })), answer: { value: 0 } }, { calls: made }).partialSequence;
    const a = call('a', 1), b = call('b', 1), b2 = call('b', 2), c = call('c', 1);
    expect(of([a, b, c], [a, b])).toBeCloseTo(2 / 3, 12);
    expect(of([a, b, c], [a, c])).toBeCloseTo(2 / 3, 12);
    expect(of([a, c], [a, b, c])).toBeCloseTo(1 / 4, 12);
    expect(of([a, b], [a, b2])).toBeCloseTo(1 / 2, 12);
    expect(of([a, b], [b, a])).toBe(0);
    expect(of([a], [])).toBe(0);
  });

  it('knows calls by their ids, and arguments written out', () => {
    const login = { id: 'l1', tool: 'login', arguments: { user: { ref: 'u1' }, password: { value: 'x' } }, result: true };
    expect(goldCalls({ ...task, calls: [login, ...task.calls] })).toEqual([{ tool: 'login', arguments: { user: 'NIX', password: 'x' } }, ...gold.map(({ tool, arguments: args }) => ({ tool, arguments: args }))]);
    expect(() => goldCalls({ ...task, calls: task.calls.slice(1) })).toThrow('the task has no value c1');
  });

  it('loses the reward where nothing is submitted, and wins on calls alone', () => {
    expect(score(task, { calls: gold })).toMatchObject({ reward: 0, submitted: false, win: true });
    expect(score(task, { calls: [], answer: 'Wednesday' })).toMatchObject({ reward: 1, win: false, f1Functions: 0, missingCalls: 3 });
  });

  it('takes a default given for one left out', () => {
    const calls = gold.map((c, i) => (i === 0 ? { ...c, arguments: { ...c.arguments, market: 'NYSE' } } : c));
    const defaults = new Map([['company', new Map<string, Json>([['market', 'NYSE']])]]);
    expect(score(task, { calls, answer: 'Wednesday' })).toMatchObject({ fullSequence: false });
    expect(score(task, { calls, answer: 'Wednesday' }, { defaults })).toMatchObject({ fullSequence: true, f1Parameters: 1 });
  });

  it('survives arguments that have no canonical JSON', () => {
    const calls: MadeCall[] = [{ tool: 'company', arguments: { stock: '\ud800', nan: Number.NaN } }];
    expect(score(task, { calls, answer: '\ud800' })).toMatchObject({ reward: 0, errors: 1, missingCalls: 3 });
  });
});

describe('submitName', () => {
  it('clashes with no tool', () => {
    expect(submitName(['add'])).toBe('submit');
    expect(submitName(['submit', 'submit_'])).toBe('submit__');
  });
});
