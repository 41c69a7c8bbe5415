import { describe, expect, it } from 'vitest';
import { longestChain } from '../../../src/sample/tasks/chains.js';

/** The chances of each number of values left, after one random function onto `onto` values. @param chances by number of values before */
function step(chances: Float64Array, onto: number): Float64Array {
  const after = new Float64Array(onto + 1);
  let occupied = new Float64Array(onto + 1);
  occupied[0] = 1;
  for (let thrown = 1; thrown < chances.length; thrown++) {
    const next = new Float64Array(onto + 1);
    for (let j = 1; j <= onto; j++) next[j] = (occupied[j]! * j) / onto + (occupied[j - 1]! * (onto - j + 1)) / onto;
    occupied = next;
    for (let j = 1; j <= onto; j++) after[j] = after[j]! + chances[thrown]! * occupied[j]!;
  }
  return after;
}

/** The chance that a chain of functions on `values` values, the last onto `answers`, leaves one. */
function chanceOfOne(values: number, answers: number, functions: number): number {
  let chances = new Float64Array(values + 1);
  chances[values] = 1;
  for (let t = 1; t < functions; t++) chances = step(chances, values) as Float64Array<ArrayBuffer>;
  return step(chances, answers)[1]!;
}

describe('longestChain', () => {
  it('says what the Markov chain on the number of values left says, to a chance of 10^-9', () => {
    for (const values of [24, 32, 40, 64, 128]) {
      const alike = longestChain(values, values);
      expect(chanceOfOne(values, values, alike)).toBeLessThan(1e-9);
      if (values < 100) expect(chanceOfOne(values, values, alike + 2)).toBeGreaterThan(1e-10);
    }
    for (const [values, functions] of [[32, 1], [64, 2], [128, 6], [256, 13]] as const) {
      expect(longestChain(values, 2)).toBe(functions);
      expect(chanceOfOne(values, 2, functions)).toBeLessThan(1e-9);
    }
  });

  it('is sure of nothing where values are few', () => {
    expect(longestChain(2, 1000)).toBe(0);
    expect(longestChain(1000, 1)).toBe(0);
    expect(longestChain(23, 1000)).toBe(0);
  });

  it('grows with the values', () => {
    for (let values = 2; values < 600; values++) expect(longestChain(values + 1, 1000)).toBeGreaterThanOrEqual(longestChain(values, 1000));
  });
});
