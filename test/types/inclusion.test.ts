/** A ⊆ B: proofs and witnesses against the recognizers themselves. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { RangeSet, Scalar, ValueSetIR } from '../../src/ir/ir.js';
import { compileSet } from '../../src/runtime/value-set.js';
import { baseOf } from '../../src/types/base.js';
import { baseSet, includes } from '../../src/types/inclusion.js';
import { acceptedNumberSet, draws, mutants, numberSet, smallNumberSet, textSet } from './arbitraries.js';
import { setOf } from './source.js';

// Many random sets: slow where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

/** What a proof or a witness claims, tried out. */
function checkClaim(bigger: ValueSetIR, smaller: ValueSetIR, candidates: readonly Scalar[]): void {
  const inside = compileSet(smaller);
  const outside = compileSet(bigger);
  const answer = includes(bigger, smaller);
  if (answer.holds === false) {
    expect([answer.witness, inside.recognize(answer.witness), outside.recognize(answer.witness)]).toEqual([answer.witness, true, false]);
  }
  if (answer.holds === true) for (const value of candidates) if (inside.recognize(value) && !outside.recognize(value)) throw new Error(`${JSON.stringify(value)} refutes the proof`);
}

const around = (a: ValueSetIR, b: ValueSetIR): Scalar[] => {
  const values = [...draws(a, 40), ...draws(b, 40)];
  return [...values, ...mutants(values)];
};

describe('a proof or a witness is true', () => {
  it('for sets of numbers', () => {
    fc.assert(fc.property(numberSet, numberSet, (a, b) => checkClaim(b, a, around(a, b))), { seed: 1, numRuns: 250 });
  });
  it('for sets of texts', () => {
    fc.assert(fc.property(textSet, textSet, (a, b) => checkClaim(b, a, around(a, b))), { seed: 2, numRuns: 60 });
  });
  it('for open and endless ranges', () => {
    const special = [0, -0, 0.1, 0.25, 1 / 3, 1e300, -1e300, Number.MAX_VALUE, 2 ** 53, 2 ** 53 - 1, -(2 ** 53 - 1), 5e-324, 4.05, 49.99, -50.000001];
    fc.assert(fc.property(acceptedNumberSet, acceptedNumberSet, (a, b) => checkClaim(b, a, [...special, ...Array.from({ length: 400 }, (_, i) => (i - 200) / 4)])), { seed: 3, numRuns: 1500 });
  });
});

describe('an answer is given', () => {
  it('always, and the right one, for sets that can be listed', () => {
    const points = (set: ValueSetIR): Scalar[] => {
      switch (set.kind) {
        case 'enum':
          return [...set.values];
        case 'range':
          return listRange(set);
        case 'union':
          return set.members.flatMap((m) => points(m.set));
        default:
          return [];
      }
    };
    fc.assert(
      fc.property(smallNumberSet, fc.array(smallNumberSet, { minLength: 1, maxLength: 4 }), (a, parts) => {
        const b: ValueSetIR = { kind: 'union', members: parts.map((set) => ({ set, weight: 1 })) };
        const inB = compileSet(b);
        expect(includes(b, a).holds).toBe(points(a).every((v) => inB.recognize(v)));
      }),
      { seed: 4, numRuns: 1500 },
    );
  });

  it('for a set in itself, and in a union with others', () => {
    fc.assert(
      fc.property(fc.oneof(numberSet, acceptedNumberSet), numberSet, (a, b) => {
        expect(includes(structuredClone(a), a)).toEqual({ holds: true });
        expect(includes({ kind: 'union', members: [b, a].map((set) => ({ set, weight: 1 })) }, a)).toEqual({ holds: true });
      }),
      { seed: 5, numRuns: 400 },
    );
    fc.assert(fc.property(textSet, textSet, (a, b) => void expect(includes({ kind: 'union', members: [b, a].map((set) => ({ set: structuredClone(set), weight: 1 })) }, a).holds).toBe(true)), { seed: 6, numRuns: 50 });
  });

  it('for a set in its base type', () => {
    fc.assert(
      fc.property(fc.oneof(numberSet, textSet), (a) => {
        const base = baseOf(a);
        if (base === null) throw new Error('no base');
        expect(includes(base, a)).toEqual({ holds: true });
        expect(includes(base === 'str' ? 'int' : 'str', a).holds).toBe(false);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

function listRange({ low, high, step, scale }: RangeSet): number[] {
  const values: number[] = [];
  for (let n = low ?? 0; n <= (high ?? 0); n += step ?? 1) values.push(n / scale);
  return values;
}

describe('examples', () => {
  const accepted = (text: string, base: 'int' | 'float' | 'str'): ValueSetIR => setOf(text, { base, accepts: true });
  it.each<[string, ValueSetIR, ValueSetIR, ReturnType<typeof includes>]>([
    ['months in months', setOf('1..12'), setOf('3 | 6 | 9 | 12'), { holds: true }],
    ['13 in months', setOf('1..12'), setOf('3 | 6 | 9 | 13'), { holds: false, witness: 13 }],
    ['two halves', setOf('1..500000 | 500001..1000000'), setOf('1..1000000'), { holds: true }],
    ['two halves and a hole', setOf('1..500000 | 500002..1000000'), setOf('1..1000000'), { holds: false, witness: 500001 }],
    ['a hole that a literal fills', setOf('1..500000 | 500001 | 500002..1000000'), setOf('1..1000000'), { holds: true }],
    ['cents in euros', setOf('0..1000000', { base: 'float' }), setOf('0.00..1000.00'), { holds: false, witness: 0.01 }],
    ['euros in cents', setOf('0.00..1000.00'), setOf('0..1000', { base: 'float' }), { holds: true }],
    ['even and odd', setOf('0..10000000 step 2 | 1..9999999 step 2'), setOf('0..10000000'), { holds: true }],
    ['sixes in twos', setOf('0..6000000 step 2'), setOf('0..6000000 step 6'), { holds: true }],
    ['twos in sixes', setOf('0..6000000 step 6'), setOf('0..6000000 step 2'), { holds: false, witness: 2 }],
    ['a whole interval', accepted('0.0..1.0', 'float'), setOf('0.00..1.00'), { holds: true }],
    ['an interval in steps', setOf('0.0..1.0'), accepted('0.0..1.0', 'float'), { holds: false, witness: 0.55 }],
    ['neighbouring intervals', { kind: 'union', members: [accepted('0..1', 'float'), accepted('1..2', 'float')].map((set) => ({ set, weight: 1 })) }, accepted('0..2', 'float'), { holds: true }],
    ['all ints in float', baseSet('float'), baseSet('int'), { holds: true }],
    ['floats in int', baseSet('int'), baseSet('float'), { holds: false, witness: -Number.MAX_VALUE }],
    ['all ints in two halves', { kind: 'union', members: [accepted('..0', 'int'), accepted('1..', 'int')].map((set) => ({ set, weight: 1 })) }, baseSet('int'), { holds: true }],
    ['all ints but one', { kind: 'union', members: [accepted('..0', 'int'), accepted('2..', 'int')].map((set) => ({ set, weight: 1 })) }, baseSet('int'), { holds: false, witness: 1 }],
    ['patterns', setOf('/[A-Z]{1,4}/'), setOf('/[A-F]{2}|Z/'), { holds: true }],
    ['a shortest witness', setOf('/[A-Z]{1,4}/'), setOf('/[A-Z]{1,5}/'), { holds: false, witness: 'AAAAA' }],
    ['words in a pattern', setOf('/[a-z]{1,9}/'), setOf('"red" | "green"'), { holds: true }],
    ['a pattern in words', setOf('"a" | "b" | "c"'), setOf('/[a-c]/'), { holds: true }],
    ['dates in dates', setOf('date("d/M/yyyy")'), setOf('date("d/M/yyyy", "1/1/2000".."31/12/2010")'), { holds: true }],
    ['dates beyond dates', setOf('date("d/M/yyyy", "1/1/2000".."31/12/2010")'), setOf('date("d/M/yyyy", "1/1/2000".."1/1/2011")'), { holds: false, witness: '1/1/2011' }],
    ['dates in another format', setOf('date("d/M/yyyy")'), setOf('date("dd/MM/yyyy")'), { holds: false, witness: '01/01/1900' }],
    ['dates in a pattern', setOf('/\\d{4}-\\d{2}-\\d{2}/'), setOf('date("yyyy-MM-dd")'), { holds: true }],
    ['many minutes in a pattern', setOf('/\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d/'), setOf('datetime("yyyy-MM-dd HH:mm")'), { holds: true }],
    ['times as a pattern', setOf('time("HH:mm")'), setOf('/([01][0-9]|2[0-3]):[0-5][0-9]/'), { holds: true }],
    ['a pattern beyond dates', setOf('date("yyyy-MM-dd")'), setOf('/\\d{4}-\\d{2}-\\d{2}/'), { holds: false, witness: '0000-00-00' }],
    ['years', setOf('date("yyyy", "1900".."2030")'), setOf('/19\\d\\d|20[0-2]\\d|2030/'), { holds: true }],
  ])('%s', (_, bigger, smaller, expected) => {
    expect(includes(bigger, smaller)).toEqual(expected);
  });
});
