/** JSON Schema and recognizer, side by side. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Json, TypeIR, TypeRef, ValueSetIR } from '../../src/ir/ir.js';
import { Denotations } from '../../src/runtime/denotation.js';
import { deriveKey, Stream } from '../../src/runtime/random.js';
import { TypeTable } from '../../src/runtime/type-table.js';
import { compileSet } from '../../src/runtime/value-set.js';
import { baseOf } from '../../src/types/base.js';
import { schemaOf, schemaOfSet } from '../../src/types/schema.js';
import { acceptedNumberSet, draws, drawnSet, mutants, pattern, smallNumberSet, textSet, words } from './arbitraries.js';
import { setOf } from './source.js';

// Many random sets: slow where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });

function validator(schema: object): (value: unknown) => boolean {
  const validate = ajv.compile(schema);
  return (value) => validate(value);
}

const ODD: readonly Json[] = [null, true, false, 0, -0, 1, 1.5, 1e300, 2 ** 53, -(2 ** 53), '', 'a', '0', [], ['a'], {}, { a: 1 }];

describe('the schema of a value set', () => {
  it('takes every value that is recognised', () => {
    fc.assert(
      fc.property(fc.oneof(drawnSet, acceptedNumberSet), (set) => {
        const { recognize } = compileSet(set);
        const valid = validator(schemaOfSet(set));
        const drawn = set.kind === 'range' && (set.low === null || set.high === null) ? [] : hasOpenEnd(set) ? [] : draws(set, 30);
        for (const value of [...drawn, ...mutants(drawn), ...ODD]) if (recognize(value)) expect([value, valid(value)]).toEqual([value, true]);
      }),
      { seed: 21, numRuns: 200 },
    );
  });

  it('takes nothing else: numbers in whole steps or few, patterns, lists', () => {
    fc.assert(
      fc.property(fc.oneof(smallNumberSet, words, pattern), (set) => {
        const { recognize } = compileSet(set);
        const valid = validator(schemaOfSet(set));
        const drawn = draws(set, 30);
        for (const value of [...drawn, ...mutants(drawn), ...ODD]) expect([value, valid(value)]).toEqual([value, recognize(value)]);
      }),
      { seed: 22, numRuns: 200 },
    );
  });

  it('takes only existing times, and dates but for the length of months', () => {
    fc.assert(
      fc.property(textSet, (set) => {
        if (set.kind !== 'calendar' || set.format.startsWith('E')) return;
        const { recognize } = compileSet(set);
        const valid = validator(schemaOfSet(set));
        const drawn = draws(set, 60);
        for (const value of [...drawn, ...mutants(drawn)]) {
          const same = valid(value) === recognize(value);
          if (!same) expect([value, valid(value), /(29|30|31)/.test(String(value))]).toEqual([value, true, true]);
        }
      }),
      { seed: 23, numRuns: 150 },
    );
  });

  it('keeps the ends of calendars exactly', () => {
    for (const [text, inside, outside] of [
      ['date("d/M/yyyy", "15/6/1999".."3/2/2001")', ['15/6/1999', '31/12/1999', '1/1/2000', '3/2/2001'], ['14/6/1999', '31/5/1999', '4/2/2001', '1/3/2001', '1/1/2002', '01/1/2000']],
      ['date("yyyy-MM-dd", "2000-02-10".."2000-02-20")', ['2000-02-10', '2000-02-20'], ['2000-02-09', '2000-02-21', '2000-02-30']],
      ['time("HH:mm", "09:30".."17:15")', ['09:30', '09:59', '10:00', '17:15'], ['09:29', '17:16', '9:30', '08:45', '18:00']],
      ['time("h:mm a", "9:30 AM".."5:15 PM")', ['9:30 AM', '12:00 PM', '12:59 PM', '5:15 PM'], ['12:10 AM', '5:16 PM', '9:29 AM', '9:30 PM', '0:10 PM', '13:00 PM']],
      ['date("yy/MM", "05/03".."07/01")', ['05/03', '05/12', '06/07', '07/01'], ['05/02', '07/02', '08/01', '06/13']],
    ] as const) {
      const set = setOf(text);
      const valid = validator(schemaOfSet(set));
      const { recognize } = compileSet(set);
      expect([text, inside.map(valid), inside.map(recognize)]).toEqual([text, inside.map(() => true), inside.map(() => true)]);
      expect([text, outside.map(valid), outside.map(recognize)]).toEqual([text, outside.map(() => false), outside.map(() => false)]);
    }
  });
});

function hasOpenEnd(set: ValueSetIR): boolean {
  return set.kind === 'range' ? set.low === null || set.high === null : set.kind === 'union' && set.members.some((m) => hasOpenEnd(m.set));
}

const type = (name: string, parents: string[], values: ValueSetIR | null, accepts: ValueSetIR | null = null): TypeIR => ({ name, description: `About ${name}.`, noun: name.replaceAll('_', ' '), plural: `${name}s`, parents, values, accepts });
const table = new TypeTable([
  type('price', ['float'], setOf('1..5000', { base: 'float' }), setOf('0.0..', { base: 'float', accepts: true })),
  type('month', ['int'], setOf('1..12')),
  type('quarter_end', ['month'], setOf('3 | 6 | 9 | 12')),
  type('id', ['str'], null),
  type('flight_id', ['id'], setOf('/[A-Z]{2}[0-9]{1,4}/')),
  type('code', ['id'], setOf('"__proto__" | "constructor" | "x"')),
  type('nothing', ['str'], null),
]);

const ref: fc.Arbitrary<TypeRef> = fc.letrec<{ ref: TypeRef }>((tie) => ({
  ref: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom('price', 'month', 'quarter_end', 'id', 'flight_id', 'code', 'str', 'int', 'float', 'bool').map((name): TypeRef => ({ kind: 'named', name })),
    fc.record({ element: tie('ref'), min: fc.integer({ min: 0, max: 2 }), more: fc.integer({ min: 0, max: 2 }) }).map(({ element, min, more }): TypeRef => ({ kind: 'list', element, min, max: min + more })),
    fc.record({ key: fc.constantFrom('id', 'flight_id', 'str', 'code'), value: tie('ref'), min: fc.integer({ min: 0, max: 2 }) }).map(({ key, value, min }): TypeRef => ({ kind: 'dict', key: { kind: 'named', name: key }, value, min, max: min + 1 })),
    fc.array(tie('ref'), { minLength: 2, maxLength: 3 }).map((members): TypeRef => ({ kind: 'union', members: members.map((type) => ({ type, weight: 1 })) })),
    tie('ref').map((of): TypeRef => ({ kind: 'optional', of })),
    fc.uniqueArray(fc.constantFrom('a', 'b', 'length', 'toString'), { maxLength: 3 }).chain((names) =>
      fc.tuple(...names.map((name) => tie('ref').map((type) => ({ name, description: name === 'a' ? 'The a.' : '', type })))).map((fields): TypeRef => ({ kind: 'record', fields })),
    ),
  ),
})).ref;

/** The value with one thing in it changed, in several ways. */
function changed(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [...mutants([value]), null, 'zz', 3, true, [value]];
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return [items.slice(1), [...items, ...items], [...items, null], { ...items }, ...items.flatMap((item, i) => changed(item).slice(0, 4).map((c): Json => items.map((x, j) => (i === j ? c : x))))];
  }
  const entries = Object.entries(value);
  return [
    Object.fromEntries(entries.slice(1)),
    Object.fromEntries([...entries, ['extra', null]]),
    entries.map(([, v]) => v),
    ...entries.flatMap(([name], i) => changed(entries[i]?.[1] ?? null).slice(0, 4).map((c): Json => Object.fromEntries(entries.map(([n, v]) => [n, n === name ? c : v])))),
  ];
}

describe('the schema of a use of a type', () => {
  it('agrees with the recognizer on generated and on changed values', () => {
    fc.assert(
      fc.property(ref, fc.integer(), (type, seed) => {
        const denotation = new Denotations(table).of(type);
        const valid = validator(schemaOf(type, table));
        const stream = new Stream(deriveKey(null, seed));
        for (let i = 0; i < 4; i++) {
          const value = denotation.generate(stream);
          if (value === undefined) continue;
          expect([value, denotation.recognize(value), valid(value)]).toEqual([value, true, true]);
          for (const other of [...changed(value), ...ODD]) expect([other, valid(other)]).toEqual([other, denotation.recognize(other)]);
        }
      }),
      { seed: 31, numRuns: 200 },
    );
  });

  it('says what the type is, and nothing of what it is not', () => {
    expect(schemaOf({ kind: 'named', name: 'month' }, table)).toEqual({ type: 'integer', minimum: 1, maximum: 12, title: 'month', description: 'About month.' });
    expect(schemaOf({ kind: 'named', name: 'flight_id' }, table)).toEqual({ type: 'string', pattern: '^(?:[A-Z]{2}[0-9]{1,4})$', title: 'flight id', description: 'About flight_id.' });
    expect(schemaOf({ kind: 'named', name: 'quarter_end' }, table)).toMatchObject({ type: 'integer', enum: [3, 6, 9, 12] });
    expect(schemaOf({ kind: 'named', name: 'price' }, table)).toMatchObject({ type: 'number', minimum: 0, title: 'price' });
    expect(schemaOf({ kind: 'named', name: 'nothing' }, table)).toMatchObject({ not: {} });
    expect(schemaOf({ kind: 'optional', of: { kind: 'named', name: 'bool' } }, table)).toEqual({ anyOf: [{ type: 'boolean' }, { type: 'null' }] });
    expect(schemaOf({ kind: 'var', name: 'T' }, table)).toEqual({});
    expect(schemaOf({ kind: 'named', name: 'code' }, table, { enumLimit: 2 })).toMatchObject({ type: 'string', examples: ['__proto__', 'constructor', 'x'], description: 'About code.' });
    expect(baseOf({ kind: 'enum', values: [1, 'a'] })).toBe(null);
  });

  it('names properties that are special in JavaScript', () => {
    const schema = schemaOf({ kind: 'record', fields: [{ name: '__proto__', description: '', type: { kind: 'named', name: 'bool' } }] }, table);
    expect(JSON.stringify(schema)).toBe('{"type":"object","properties":{"__proto__":{"type":"boolean"}},"required":["__proto__"]}');
  });
});
