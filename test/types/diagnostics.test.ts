/** Each diagnostic of the values of types, by a wrong source: its code and what it points at. */
import { describe, expect, it, vi } from 'vitest';
import * as codes from '../../src/diagnostics/codes/types.js';
import { SourceFile } from '../../src/source/source.js';
import { built, builtFrom, type Setting } from './source.js';

// Many random sets: slow where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

const CASES: readonly (readonly [text: string, setting: Setting, ...codes: string[]])[] = [
  ['"a" | other', {}, 'RW3001 other'],
  ['"a" | list<str>', {}, 'RW3001 list<str>'],
  ['"a" | null', {}, 'RW3002 null'],
  ['"a" | 1', {}, 'RW3003 1'],
  ['1..5 | true', {}, 'RW3003 true'],
  ['"a"', { base: 'int' }, 'RW3004 "a"'],
  ['1', { base: 'str' }, 'RW3004 1'],
  ['1.5 | 2', { base: 'int' }, 'RW3004 1.5'],
  ['1.00..5.00', { base: 'int' }, 'RW3004 1.00'],
  ['1..5', { base: 'bool' }, 'RW3004 1..5'],
  ['/a/', { base: 'float' }, 'RW3004 /a/'],
  ['digits(4)', { base: 'int' }, 'RW3004 digits(4)'],
  ['date("yyyy")', { base: 'int' }, 'RW3004 date("yyyy")'],
  ['lines("f")', { base: 'bool', files: { f: 'true' } }, 'RW3004 lines("f")'],
  ['0..9007199254740992', { base: 'int' }, 'RW3005 0..9007199254740992'],
  ['0..2 step 1e-16', { base: 'float' }, 'RW3005 0..2 step 1e-16'],
  ['0.000001..99999999999.0', {}, 'RW3005 0.000001..99999999999.0'],
  ['-9007199254740991..1', {}, 'RW3005 -9007199254740991..1'],
  ['9007199254740993', { base: 'int' }, 'RW3005 9007199254740993'],
  ['5..1', {}, 'RW3006 5..1'],
  ['1..', {}, 'RW3006 1..'],
  ['..1', {}, 'RW3006 ..1'],
  ['1..5 step 0', {}, 'RW3006 0'],
  ['1..5 step -1', {}, 'RW3006 -1'],
  ['..5 step 2', { accepts: true }, 'RW3006 2'],
  ['"a".."z"', {}, 'RW3006 "a".."z"'],
  ['1..24 step 2', {}, 'RW3007 24'],
  ['"a" | "b" | "a"', {}, 'RW3008 "a"'],
  ['1 | 1.0', {}, 'RW3008 1.0'],
  ['"a" @ 0 | "b"', {}, 'RW3009 0'],
  ['"a" @ -1 | "b"', {}, 'RW3009 -1'],
  ['"a" @ 1e-300 | "b"', {}, 'RW3009 "a" @ 1e-300 | "b"'],
  ['/a(?=b)/', {}, 'RW3010 (?='],
  ['/[a-z]+/', {}, 'RW3011 [a-z]+'],
  ['/(a{1000}b){2}/', {}, 'RW3010 (a{1000}b){2}'],
  ['/(a{600}b){2}/', {}, 'RW3011 /(a{600}b){2}/'],
  ['line("f")', {}, 'RW3012 line'],
  ['lines()', {}, 'RW3013 lines()'],
  ['lines(1)', {}, 'RW3013 lines(1)'],
  ['column("f")', {}, 'RW3013 column("f")'],
  ['digits("a")', {}, 'RW3013 "a"'],
  ['digits(0..4)', {}, 'RW3013 0..4'],
  ['digits(5..4)', {}, 'RW3013 5..4'],
  ['digits(1.5)', {}, 'RW3013 1.5'],
  ['digits(1..5000)', {}, 'RW3013 1..5000'],
  ['date()', {}, 'RW3013 date()'],
  ['date("yyyy", "2000")', {}, 'RW3013 date("yyyy", "2000")'],
  ['faker("person.fullName")', {}, 'RW3013 faker("person.fullName")'],
  ['faker("person.fullName", 0)', {}, 'RW3013 faker("person.fullName", 0)'],
  ['date("dd/mm/yyyy")', {}, 'RW3014 "dd/mm/yyyy"'],
  ['date("DD/MM/YYYY")', {}, 'RW3014 "DD/MM/YYYY"'],
  ['date("dMyyyy")', {}, 'RW3014 "dMyyyy"'],
  ['date("d/M")', {}, 'RW3014 "d/M"'],
  ['date("d yyyy")', {}, 'RW3014 "d yyyy"'],
  ['date("EEEE MM/yyyy")', {}, 'RW3014 "EEEE MM/yyyy"'],
  ['date("yyyy yy")', {}, 'RW3014 "yyyy yy"'],
  ['date("\'open")', {}, 'RW3014 "\'open"'],
  ['date("yyyyMMdd", "09990101".."20000101")', {}, 'RW3015 "09990101"'],
  ['time("h:mm")', {}, 'RW3014 "h:mm"'],
  ['time("mm:ss")', {}, 'RW3014 "mm:ss"'],
  ['time("HH:MM")', {}, 'RW3014 "HH:MM"'],
  ['datetime("HH:mm")', {}, 'RW3014 "HH:mm"'],
  ['date("dd/MM/yyyy", "1/1/2000".."31/12/2000")', {}, 'RW3015 "1/1/2000"'],
  ['date("dd/MM/yyyy", "30/02/2000".."31/12/2000")', {}, 'RW3015 "30/02/2000"'],
  ['date("yyyy", 1990..2000)', {}, 'RW3015 1990', 'RW3015 2000'],
  ['date("yyyy", "2000".."1990")', {}, 'RW3015 "2000".."1990"'],
  ['date("yyyy", "2000".."2005" step 2)', {}, 'RW3013 date("yyyy", "2000".."2005" step 2)'],
  ['lines("f")', { files: { f: '# nothing\n\n' } }, 'RW3016 lines("f")'],
  ['column("f", "a")', { files: { f: 'a,b\n,1\n' } }, 'RW3016 column("f", "a")'],
  ['column("f", "a")', { files: { f: '' } }, 'RW3016 column("f", "a")'],
  ['lines("f")', { files: { f: 'x\nx' } }, 'RW3017 lines("f")'],
  ['lines("f")', { base: 'int', files: { f: '1\ntwo' } }, 'RW3018 lines("f")'],
  ['lines("f")', { base: 'int', files: { f: '1\n2.5' } }, 'RW3018 lines("f")'],
  ['column("f", "a")', { files: { f: 'a,b\n1' } }, 'RW3018 "f"'],
  ['column("f", "a")', { files: { f: 'a\n"open' } }, 'RW3018 "f"'],
  ['column("f", "a")', { files: { f: 'a\n5" disk' } }, 'RW3018 "f"'],
  ['column("f", "a")', { files: { f: 'a\n"5"x' } }, 'RW3018 "f"'],
  ['column("f", "a")', { files: { f: 'a,a\n1,2' } }, 'RW3018 "f"'],
  ['column("f", "nam")', { files: { f: 'name\n1' } }, 'RW3019 "nam"'],
  ['lines("f")', { files: { f: 'x'.repeat(10_001) } }, 'RW3020 lines("f")'],
  ['faker("person.fullName", 5)', { faker: () => ({ ok: false, reason: 'not-installed' }) }, 'RW3021 faker("person.fullName", 5)'],
  ['faker("person.fulName", 5)', {}, 'RW3022 "person.fulName"'],
  ['faker("person.sex", 50)', {}, 'RW3023 faker("person.sex", 50)'],
  ['lines("none")', {}, 'RW9999 "none"'],
];

const WARNINGS = /^(RW3007|RW3017|RW3023)/;

for (const [i, [text, setting, ...expected]] of CASES.entries()) {
  it(`${text} (${i})`, () => {
    const { set, codes: found } = built(text, setting);
    expect(found).toEqual(expected);
    expect(set === null).toBe(!expected.every((c) => WARNINGS.test(c)));
  });
}

it('holds against trees that no source gives', () => {
  const file = new SourceFile('t', '');
  const span = { start: 0, end: 0 };
  const number = (raw: string) => ({ kind: 'number', value: Number(raw), raw, span }) as const;
  expect(builtFrom({ kind: 'literal-type', literal: number('1e999'), span }, file, { base: 'float' }).codes).toEqual(['RW3005 ']);
  expect(builtFrom({ kind: 'range-type', low: number('1e999'), high: number('2'), step: null, span }, file, {}).codes).toEqual(['RW3005 ']);
  expect(builtFrom({ kind: 'range-type', low: null, high: null, step: null, span }, file, { accepts: true }).codes).toEqual(['RW3006 ']);
  expect(builtFrom({ kind: 'literal-type', literal: { kind: 'string', value: '\ud800', span }, span }, file, {}).codes).toEqual(['RW3020 ']);
  expect(builtFrom({ kind: 'missing-type', span }, file, {}).codes).toEqual([]);
  expect(builtFrom({ kind: 'call-type', name: { text: '', span, missing: true }, args: [], span }, file, {}).codes).toEqual([]);
});

describe('messages', () => {
  it.each<[string, Setting, string, string | undefined]>([
    ['line("f")', {}, 'there is no source of values `line(…)` (did you mean "lines"?)', undefined],
    ['date("dd/mm/yyyy")', {}, 'in the format "dd/mm/yyyy", "mm" is a minute, which a date does not have', '"mm" is minutes; write "MM" for the month'],
    ['date("YYYY-MM-dd")', {}, 'in the format "YYYY-MM-dd", "YYYY" is not a part of a date or time', 'write "yyyy"'],
    ['date("dd/MM/yyyy", "1/1/2000".."31/12/2000")', {}, '"1/1/2000" is not written in the format "dd/MM/yyyy", or does not exist', 'write it like "01/01/1900"'],
    ['1..24 step 2', {}, 'the steps of this range end at 23, so 24 is never a value', undefined],
    ['0.1..1.0 step 0.4', {}, 'the steps of this range end at 0.9, so 1.0 is never a value', undefined],
    ['column("f", "nam")', { files: { f: 'name,x\n1,2' } }, '"f" has no column "nam" (did you mean "name"?)', 'its columns are "name", "x"'],
    ['column("f", "a")', { files: { f: 'a,b\n"x\ny",1\n\n1,2,3' } }, 'line 5 of "f": this row has 3 fields, and the header has 2', undefined],
    ['1.5', { base: 'int' }, '1.5, which has decimals, cannot be a value below `int`', undefined],
    ['"a" | 1', {}, 'numbers stand among texts', undefined],
  ])('%s', (text, setting, message, help) => {
    const [first] = built(text, setting).diagnostics;
    expect(first?.message).toBe(message);
    if (help !== undefined) expect(first?.help).toBe(help);
  });

  it('never end in a full stop, and every page shows what it means', () => {
    for (const [text, setting] of CASES) for (const d of built(text, setting).diagnostics) expect([d.message, /\.$/.test(d.message)]).toEqual([d.message, false]);
    for (const definition of Object.values(codes)) {
      expect(definition.code).toMatch(/^RW3\d{3}$/);
      expect(definition.explain.length).toBeGreaterThan(60);
    }
    expect(new Set(Object.values(codes).map((d) => d.code)).size).toBe(Object.values(codes).length);
  });

  it('every code of values has a case here', () => {
    const tested = new Set(CASES.flatMap(([, , ...found]) => found.map((c) => c.slice(0, 6))));
    const missing = Object.values(codes).map((d) => d.code).filter((c) => c < 'RW3030' && !tested.has(c));
    expect(missing).toEqual([]);
  });
});
