import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { states } from '../../../src/sample/tasks/stated.js';

describe('states', () => {
  it.each([
    ['the price of LJYA on 10/10/2024.', 'LJYA', true],
    ['the price of LJYA on 10/10/2024.', '10/10/2024', true],
    ['the price of LJYA on 10/10/2024.', 10, false],
    ['in the year 1925', 25, false],
    ['costs 25.5 dollars', 25, false],
    ['costs 25. Then', 25, true],
    ['costs 1,250 dollars', 250, false],
    ['it is -25 degrees', 25, false],
    ['it is -25 degrees', -25, true],
    ['a range of 5-25 days', 25, true],
    ['at 10:25', 25, false],
    ['Is Lisbonne far?', 'Lisbon', false],
    ['Is "Lisbon, Portugal" far?', 'Lisbon, Portugal', true],
    ['say "a \\"b\\" c"', 'a "b" c', true],
    ['movies "Heat", "Alien" and "Up"', ['Heat', 'Up'], true],
    ['movies "Heat" and "Up"', ['Heat', 'Alien'], false],
    ['whatever', [], false],
    ['whatever', null, false],
    ['whatever', '', false],
    ['I need it', 'I', true],
    ['€25', 25, true],
  ])('%j states %j: %j', (text, value, expected) => {
    expect(states(text, value)).toBe(expected);
  });

  it('finds every word between spaces', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{1,8}$/), fc.string(), fc.string(), (word, before, after) => {
        expect(states(`${before} ${word} ${after}`, word)).toBe(true);
      }),
      { seed: 7 },
    );
  });
});
