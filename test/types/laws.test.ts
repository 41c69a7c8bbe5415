/** Laws of the small parts: patterns in other syntax, digits, calendars as patterns, decimals, CSV. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CalendarFormat } from '../../src/runtime/calendar.js';
import { calendarPattern } from '../../src/types/calendar-pattern.js';
import { digitPatterns } from '../../src/types/digits.js';
import { Dfa } from '../../src/types/regex/automaton.js';
import { compileRegex } from '../../src/types/regex/compile.js';
import { toEcma } from '../../src/types/regex/ecma.js';
import { readCsv } from '../../src/types/values/csv.js';
import { formatScaled, readDecimal, rescale } from '../../src/types/values/decimals.js';
import { calendar, pattern } from './arbitraries.js';
import { patternAndText } from './regex/patterns.js';

// Many random sets: slow where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

describe('a pattern as a regular expression of ECMA-262', () => {
  const agrees = (source: string, texts: readonly string[]): void => {
    const compiled = compileRegex(source);
    if ('problem' in compiled) throw new Error(`${source}: ${compiled.problem.message}`);
    const ecma = new RegExp(`^(?:${toEcma(compiled.node)})$`, 'u');
    const dfa = new Dfa(compiled.dfa);
    for (const text of texts) if (text.isWellFormed()) expect([source, text, ecma.test(text)]).toEqual([source, text, dfa.matches(text)]);
  };
  it('has the same language', () => {
    fc.assert(fc.property(patternAndText, ({ pattern: source, texts }) => agrees(source, texts)), { seed: 51, numRuns: 600 });
    fc.assert(fc.property(pattern, fc.array(fc.string({ unit: 'binary', maxLength: 5 })), ({ pattern: source }, texts) => agrees(source, texts)), { seed: 52, numRuns: 500 });
  });
  it.each([
    ['a|bc', 'a|bc'],
    ['(a|b)c', '(?:a|b)c'],
    ['\\d{3}', '[0-9]{3}'],
    ['[^\\n]', '[^\\u000a]'],
    ['.', '.'],
    ['[\\d\\D]', '[\\s\\S]'],
    ['a\\/b', 'a\\/b'],
    ['[a\\-\\]^]', '[\\-\\]\\^a]'],
    ['😀{1,}', '😀+'],
    ['(){3}x?', 'x?'],
    ['(a(b|)){2}', '(?:a(?:b|)){2}'],
  ])('%s is %s', (source, expected) => {
    const compiled = compileRegex(source);
    expect('problem' in compiled ? compiled.problem.message : toEcma(compiled.node)).toBe(expected);
  });
});

it('digits of a range match its numbers, and no others', () => {
  fc.assert(
    fc.property(fc.nat({ max: 3000 }), fc.nat({ max: 3000 }), fc.constantFrom(null, 4, 5), (a, b, width) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      const regex = new RegExp(`^(?:${digitPatterns(low, high, width).join('|')})$`);
      for (let n = Math.max(0, low - 120); n <= high + 120; n += n > low + 120 && n < high - 120 ? 17 : 1) {
        expect([n, regex.test(String(n).padStart(width ?? 0, '0'))]).toEqual([n, n >= low && n <= high]);
      }
      expect(regex.test(`0${String(low).padStart(width ?? 0, '0')}`)).toBe(false);
    }),
    { seed: 53, numRuns: 100 },
  );
});

it('the pattern of a calendar matches all its texts, and none from outside its ends', () => {
  fc.assert(
    fc.property(calendar, fc.array(fc.double({ min: -0.5, max: 1.5, noNaN: true }), { minLength: 20, maxLength: 40 }), (set, places) => {
      const regex = new RegExp(`^(?:${calendarPattern(set) ?? ''})$`, 'u');
      const format = new CalendarFormat(set.format, set.unit);
      for (const n of [set.low, set.high, set.low - 1, set.high + 1, ...places.map((x) => set.low + Math.floor(x * (set.high - set.low + 1)))]) {
        if (set.what === 'time' && (n < 0 || n > (set.unit === 'second' ? 86399 : 1439))) continue;
        const text = format.print(n);
        const read = format.read(text);
        if (read === undefined) continue;
        expect([text, regex.test(text)]).toEqual([text, read >= set.low && read <= set.high]);
      }
    }),
    { seed: 54, numRuns: 200 },
  );
});

it('decimals keep every digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), fc.integer({ min: 0, max: 15 }), (n, places) => {
      const text = formatScaled(n, 10 ** places);
      const read = readDecimal(text);
      expect(read === null ? null : Number(rescale(read, places))).toBe(n === 0 ? 0 : n);
      expect(Number(text)).toBe(n / 10 ** places);
    }),
    { seed: 55 },
  );
  expect(['1e3', '1.50e1', '-2E-2', '1e400000', '1.', '.5', '0x1', '1e99999999'].map((raw) => readDecimal(raw))).toEqual([
    { coefficient: 1000n, places: 0 },
    { coefficient: 150n, places: 1 },
    { coefficient: -2n, places: 2 },
    null,
    null,
    null,
    null,
    null,
  ]);
});

it('CSV reads what is written by the rules', () => {
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é', '😀'), maxLength: 6 }), { minLength: 1, maxLength: 4 }), { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (rows, end, last) => {
      const text = rows.map((row) => row.map(quote).join(',')).join(end) + (last ? end : '');
      expect([...readCsv(text)].map((row) => ('problem' in row ? row.problem : row.fields.map((f) => f.text)))).toEqual(rows);
    }),
    { seed: 56, numRuns: 500 },
  );
});
