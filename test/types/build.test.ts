/** From source text to value sets: what is right. */
import { describe, expect, it, vi } from 'vitest';
import { deriveKey, Stream } from '../../src/runtime/random.js';
import { compileSet } from '../../src/runtime/value-set.js';
import { baseOf } from '../../src/types/base.js';
import { built, setOf } from './source.js';

// Many random sets: slow where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

describe('ranges', () => {
  it.each([
    ['1..12', null, { number: 'int', low: 1, high: 12, step: 1, scale: 1 }],
    ['1..12', 'float', { number: 'float', low: 1, high: 12, step: 1, scale: 1 }],
    ['1.00..5000.00', null, { number: 'float', low: 100, high: 500000, step: 1, scale: 100 }],
    ['1.00..5000.00', 'float', { number: 'float', low: 100, high: 500000, step: 1, scale: 100 }],
    ['0.0..5.0 step 0.25', null, { number: 'float', low: 0, high: 500, step: 25, scale: 100 }],
    ['1.00..5.00 step 1', 'float', { number: 'float', low: 1, high: 5, step: 1, scale: 1 }],
    ['-1.5..1.5', null, { number: 'float', low: -15, high: 15, step: 1, scale: 10 }],
    ['-0.5..-0.0', null, { number: 'float', low: -5, high: 0, step: 1, scale: 10 }],
    ['0..1e6', null, { number: 'int', low: 0, high: 1000000, step: 1, scale: 1 }],
    ['1e-3..2e-3', 'float', { number: 'float', low: 1, high: 2, step: 1, scale: 1000 }],
    ['-9007199254740991..0', 'int', { number: 'int', low: -9007199254740991, high: 0, step: 1, scale: 1 }],
    ['3..3', 'int', { number: 'int', low: 3, high: 3, step: 1, scale: 1 }],
  ] as const)('%s below %s', (text, base, expected) => {
    expect(setOf(text, { base })).toEqual({ kind: 'range', ...expected });
  });

  it.each([
    ['0.00..', 'float', { number: 'float', low: 0, high: null, step: null, scale: 1 }],
    ['..12', 'int', { number: 'int', low: null, high: 12, step: null, scale: 1 }],
    ['0.5..9.5', 'float', { number: 'float', low: 5, high: 95, step: null, scale: 10 }],
    ['0.. step 5', 'int', { number: 'int', low: 0, high: null, step: 5, scale: 1 }],
  ] as const)('%s, accepted below %s', (text, base, expected) => {
    expect(setOf(text, { base, accepts: true })).toEqual({ kind: 'range', ...expected });
  });
});

describe('listed values', () => {
  it.each([
    ['"a" | "b" | "c"', { values: ['a', 'b', 'c'] }],
    ['"a" @ 3', { values: ['a'] }],
    ['"On Time" @ 8 | "Delayed" @ 2 | "Cancelled"', { values: ['On Time', 'Delayed', 'Cancelled'], weights: [8, 2, 1] }],
    ['"a" @ 0.5 | "b"', { values: ['a', 'b'], weights: [1, 2] }],
    ['"a" @ 2 | "b" @ 2', { values: ['a', 'b'] }],
    ['"a" @ 10 | "b" @ 2.5', { values: ['a', 'b'], weights: [4, 1] }],
    ['1 | 2.5', { values: [1, 2.5] }],
    ['true | false @ 3', { values: [true, false], weights: [1, 3] }],
    ['"__proto__" | "constructor"', { values: ['__proto__', 'constructor'] }],
    ['0 | -1', { values: [0, -1] }],
  ])('%s', (text, expected) => {
    expect(setOf(text)).toEqual({ kind: 'enum', ...expected });
  });

  it('keeps what is not listed as parts of a union', () => {
    const set = setOf('"none" @ 3 | /[A-Z]{2}/ @ 2 | "any"');
    expect(set).toMatchObject({ kind: 'union', members: [{ weight: 2, set: { kind: 'regex' } }, { weight: 4, set: { kind: 'enum', values: ['none', 'any'], weights: [3, 1] } }] });
  });

  it('makes every number of a set decimal where one is', () => {
    expect(setOf('1..5 | 0.5')).toMatchObject({ members: [{ set: { number: 'float', scale: 1 } }, { set: { values: [0.5] } }] });
  });
});

describe('patterns', () => {
  it('reads a slash and compiles an automaton', () => {
    expect(compileSet(setOf('/[0-9]\\/[0-9]/')).recognize('1/2')).toBe(true);
  });
  it.each([
    ['digits(10..15)', '[1-9][0-9]{9,14}'],
    ['digits(4)', '[1-9][0-9]{3}'],
    ['digits(1)', '[1-9]'],
    ['digits(1..3)', '[1-9][0-9]{0,2}'],
  ])('%s', (text, pattern) => {
    expect(setOf(text)).toMatchObject({ kind: 'regex', pattern });
  });
  it('may be endless where it is only recognised', () => {
    expect(setOf('/[a-z]+/', { accepts: true })).toMatchObject({ kind: 'regex' });
  });
});

describe('data files', () => {
  const lines = (text: string, base: 'str' | 'int' | 'float' = 'str') => setOf('lines("f")', { base, files: { f: text } });
  it('takes one value a line', () => {
    expect(lines('\ufeff# names\r\n Ada \r\n\r\nGrace\r#x\rAlan')).toEqual({ kind: 'enum', values: ['Ada', 'Grace', 'Alan'] });
  });
  it('reads numbers below number types', () => {
    expect(lines('1\n20\n-3', 'int')).toEqual({ kind: 'enum', values: [1, 20, -3] });
    expect(lines('1.50\n2', 'float')).toEqual({ kind: 'enum', values: [1.5, 2] });
  });
  it('reads a column of CSV', () => {
    const csv = 'name,notes\r\n"Rome, ""IT""",x\r\n\r\n Paris ,"two\nlines"\n"", y\n" Oslo ",z';
    expect(setOf('column("c.csv", "name")', { files: { 'c.csv': csv } })).toEqual({ kind: 'enum', values: ['Rome, "IT"', 'Paris', ' Oslo '] });
    expect(setOf('column("c.csv", "notes")', { files: { 'c.csv': csv } })).toMatchObject({ values: ['x', 'two\nlines', 'y', 'z'] });
  });
  it('takes a repeated value once, and says so', () => {
    const { set, diagnostics } = built('lines("f")', { files: { f: 'a\nb\na\nb\na' } });
    expect(set).toEqual({ kind: 'enum', values: ['a', 'b'] });
    expect(diagnostics.map((d) => `${d.severity} ${d.message}`)).toEqual(['warning line 3 of "f" repeats "a" of line 1, and 2 more lines repeat others']);
  });
  it('draws texts with faker, the same each time', () => {
    const set = setOf('faker("person.firstName", 20)');
    expect(set).toEqual(setOf('faker("person.firstName", 20)'));
    expect(set.kind === 'enum' && set.values.length).toBe(20);
  });
});

describe('dates and times', () => {
  it.each([
    ['date("d/M/yyyy", "1/1/1970".."31/12/2029")', { what: 'date', unit: 'day', low: 0, high: 21914 }],
    ['date("yyyy-MM-dd")', { what: 'date', unit: 'day', low: -25567, high: 22279 }],
    ['date("MM/yyyy", "01/1970".."02/1970")', { what: 'date', unit: 'day', low: 0, high: 58 }],
    ['date("yy-MM-dd")', { what: 'date', unit: 'day', low: 10957, high: 22279 }],
    ['date("yyyy", "1970".."1970")', { what: 'date', unit: 'day', low: 0, high: 364 }],
    ['time("HH:mm")', { what: 'time', unit: 'minute', low: 0, high: 1439 }],
    ['time("h:mm a", "9:00 AM".."5:30 PM")', { what: 'time', unit: 'minute', low: 540, high: 1050 }],
    ['time("HH:mm:ss")', { what: 'time', unit: 'second', low: 0, high: 86399 }],
    ['time("h a", "9 AM".."5 PM")', { what: 'time', unit: 'minute', low: 540, high: 1079 }],
    ['datetime("yyyy-MM-dd HH:mm", "1970-01-01 00:00".."1970-01-02 23:59")', { what: 'datetime', unit: 'minute', low: 0, high: 2879 }],
  ])('%s', (text, expected) => {
    expect(setOf(text)).toMatchObject({ kind: 'calendar', ...expected });
  });

  it('accepts whatever the format can write, where no end is written', () => {
    const { recognize } = compileSet(setOf('date("yyyy-MM-dd")', { accepts: true }));
    expect(['0-01-01', '9999-12-31', '999-12-31', '2024-02-30'].map(recognize)).toEqual([true, true, true, false]);
    expect(setOf('date("yyyyMMdd")', { accepts: true })).toMatchObject({ low: -354285 });
  });

  it('recognises all it draws, in any format that it takes', () => {
    for (const text of ['date("d/M/yyyy")', 'date("EEEE, d MMMM yyyy")', 'date("MMM d, yy")', 'date("yyyyMMdd")', 'date("yyyy-MM")', 'time("h:mm a")', 'time("hh:mm:ss a")', 'time("HH")', 'datetime("EEE d MMM yyyy \'at\' H.mm")', 'datetime("yyyy-MM-dd\'T\'HH:mm:ss")']) {
      const set = compileSet(setOf(text));
      const stream = new Stream(deriveKey(null, text));
      for (let i = 0; i < 500; i++) {
        const value = set.generate(stream);
        expect([text, value, set.recognize(value)]).toEqual([text, value, true]);
      }
    }
  });
});

it.each([
  ['1..5', 'int'],
  ['1.0..5.0', 'float'],
  ['"a" | /b/', 'str'],
  ['true | false', 'bool'],
  ['1..5 | 2.5', 'float'],
  ['lines("f")', 'str'],
] as const)('the values of %s are of base type %s', (text, base) => {
  expect(baseOf(setOf(text, { files: { f: 'x' } }))).toBe(base);
});
