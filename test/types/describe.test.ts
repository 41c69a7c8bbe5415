/** Sets and types in words. */
import { describe, expect, it } from 'vitest';
import type { TypeIR, TypeRef } from '../../src/ir/ir.js';
import { TypeTable } from '../../src/runtime/type-table.js';
import { describeSet, describeType } from '../../src/types/describe.js';
import { setOf } from './source.js';

describe('a set', () => {
  it.each([
    ['1..12', 'a whole number from 1 to 12'],
    ['1..11 step 2', 'a whole number from 1 to 11 in steps of 2'],
    ['1.00..5000.00', 'a number from 1.00 to 5000.00 in steps of 0.01'],
    ['0.5..1.5 step 0.25', 'a number from 0.50 to 1.50 in steps of 0.25'],
    ['"a"', '"a"'],
    ['"a" | "b"', 'one of "a" or "b"'],
    ['1 | 2 | 3 | 4 | 5', 'one of 1, 2, 3, 4 or 5'],
    ['1 | 2 | 3 | 4 | 5 | 6 | 7', 'one of 1, 2, 3, 4 and 3 more'],
    ['true | false', 'one of true or false'],
    ['/[A-Z]{1,4}/', 'text matching /[A-Z]{1,4}/'],
    ['date("d/M/yyyy")', 'a date written "d/M/yyyy", from "1/1/1900" to "31/12/2030"'],
    ['datetime("yyyy-MM-dd HH:mm", "2000-01-01 00:00".."2000-01-02 00:00")', 'a date and time written "yyyy-MM-dd HH:mm", from "2000-01-01 00:00" to "2000-01-02 00:00"'],
    ['"none" | /[0-9]{2}/', 'text matching /[0-9]{2}/, or "none"'],
  ])('%s', (text, words) => {
    expect(describeSet(setOf(text))).toBe(words);
  });
  it('that is only recognised', () => {
    expect(describeSet(setOf('0.00..', { accepts: true, base: 'float' }))).toBe('a number of at least 0');
    expect(describeSet(setOf('..5', { accepts: true }))).toBe('a whole number of at most 5');
  });
});

const type = (name: string, noun: string, plural: string): TypeIR => ({ name, description: '', noun, plural, parents: ['str'], values: null, accepts: null });
const table = new TypeTable([type('city', 'city', 'cities'), type('item', 'item', 'items')]);
const named = (name: string): TypeRef => ({ kind: 'named', name });

it.each<[TypeRef, string]>([
  [named('city'), 'a city'],
  [named('item'), 'an item'],
  [named('int'), 'a whole number'],
  [{ kind: 'list', element: named('city'), min: 2, max: 5 }, 'a list of 2 to 5 cities'],
  [{ kind: 'list', element: { kind: 'optional', of: named('int') }, min: 3, max: 3 }, 'a list of 3 items, each a whole number, or null'],
  [{ kind: 'dict', key: named('city'), value: named('float'), min: 2, max: 5 }, 'a dictionary of 2 to 5 entries from cities to numbers'],
  [{ kind: 'union', members: [{ type: named('city'), weight: 1 }, { type: named('bool'), weight: 1 }] }, 'a city or true or false'],
  [{ kind: 'record', fields: [{ name: 'a', description: '', type: named('int') }, { name: 'b', description: '', type: named('int') }] }, 'an object with the fields a, b'],
  [{ kind: 'var', name: 'T' }, 'a value of T'],
])('describes %j', (ref, words) => {
  expect(describeType(ref, table)).toBe(words);
});
