/** Hostile patterns end soon, either in an automaton or in a clear refusal. */
import { describe, expect, it, vi } from 'vitest';
import { Dfa } from '../../../src/types/regex/automaton.js';
import { compileRegex } from '../../../src/types/regex/compile.js';
import { MAX_NESTING, MAX_REPEAT } from '../../../src/types/regex/parse.js';

// Many random sets: slow where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

function states(pattern: string): number {
  const compiled = compileRegex(pattern);
  if ('problem' in compiled) throw new Error(compiled.problem.message);
  return compiled.dfa.states;
}

function refusal(pattern: string): string {
  const compiled = compileRegex(pattern);
  if (!('problem' in compiled)) throw new Error(`${pattern} has ${compiled.dfa.states} states`);
  const { span } = compiled.problem;
  expect(span.start).toBeGreaterThanOrEqual(0);
  expect(span.end).toBeGreaterThanOrEqual(span.start);
  expect(span.end).toBeLessThanOrEqual(pattern.length);
  return compiled.problem.message;
}

const TIME_MS = 10_000;

function timed<T>(work: () => T): T {
  const start = performance.now();
  const result = work();
  expect(performance.now() - start).toBeLessThan(TIME_MS);
  return result;
}

describe('patterns that ruin backtracking engines are harmless', () => {
  it.each([
    ['(a+)+$', 2],
    ['(a|a)*', 1],
    ['(a|aa)+', 2],
    ['(.*)*', 1],
    ['((a?){1000}){1,3}', 3001],
  ])('%s', (pattern, expected) => {
    if (expected > 2000) expect(timed(() => refusal(pattern))).toContain('2,000 states');
    else expect(timed(() => states(pattern))).toBe(expected);
  });

  it('matches a long text in linear time', () => {
    const compiled = compileRegex('(a+)+$');
    if ('problem' in compiled) throw new Error('refused');
    const dfa = new Dfa(compiled.dfa);
    expect(timed(() => dfa.matches(`${'a'.repeat(1_000_000)}b`))).toBe(false);
  });
});

describe('patterns that would need too much are refused in bounded time', () => {
  const manyNegations = Array.from({ length: 1600 }, (_, i) => `[^${String.fromCodePoint(0x4e00 + i)}]`).join('');
  const manyPlaces = '(?:[^a][^b][^c][^d]){1000}';
  const manyLetters = Array.from({ length: 900 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('|');
  it.each([
    ['(a{1000}){1000}', 'character places'],
    ['.{0,1000}x.{12}', '2,000 states'],
    ['(a|b)*a(a|b){12}', '2,000 states'],
    ['[ab]*a[ab]{999}', '2,000 states'],
    [`(?:${'(?:a|b)?'.repeat(400)}){6}`, '2,000 states'],
    [`${manyNegations}${manyNegations}`, 'longer than'],
    [`${manyPlaces}${manyPlaces}`, 'character places'],
    [`(?:${manyLetters}){5}(?:x?y?z?){700}`, 'character places'],
    ['((((((((((a?){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}', 'character places'],
    ['x'.repeat(10_001), 'longer than'],
    ['('.repeat(10_000 / 2) + ')'.repeat(10_000 / 2), 'nested'],
    ['a{1001}', 'count to 1000'],
    ['a{99999999999999999999}', 'begins no repetition'],
  ])('%.40s', (pattern, reason) => {
    expect(timed(() => refusal(pattern))).toContain(reason);
  });

  it('allows what lies just inside each limit', () => {
    expect(states(`a{${MAX_REPEAT}}`)).toBe(MAX_REPEAT + 1);
    expect(states('('.repeat(MAX_NESTING) + 'a' + ')'.repeat(MAX_NESTING))).toBe(2);
    expect(refusal('('.repeat(MAX_NESTING + 1) + 'a' + ')'.repeat(MAX_NESTING + 1))).toContain('nested');
    expect(states('a{999}b{1000}')).toBe(2000);
    expect(refusal('a{1000}b{1000}')).toContain('2,000 states');
    expect(states(`(?:(){1000}){1000}`)).toBe(1);
    const letters = Array.from({ length: 900 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('|');
    expect(timed(() => states(`(?:${letters}){5}(?:x?y?z?){100}`))).toBe(306);
  });
});
