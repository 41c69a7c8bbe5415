/** Random value sets. */
import fc from 'fast-check';
import type { CalendarSet, EnumSet, RangeSet, RegexSet, Scalar, ValueSetIR } from '../../src/ir/ir.js';
import { deriveKey, Stream } from '../../src/runtime/random.js';
import { compileSet } from '../../src/runtime/value-set.js';
import { compileRegex } from '../../src/types/regex/compile.js';

export function regex(pattern: string): RegexSet {
  const compiled = compileRegex(pattern);
  if ('problem' in compiled) throw new Error(`${pattern}: ${compiled.problem.message}`);
  return { kind: 'regex', pattern, dfa: compiled.dfa };
}

/** Few points, so that all can be listed. */
export const smallRange: fc.Arbitrary<RangeSet> = fc
  .record({ int: fc.boolean(), low: fc.integer({ min: -20, max: 20 }), width: fc.integer({ min: 0, max: 40 }), step: fc.integer({ min: 1, max: 6 }), scale: fc.constantFrom(1, 10, 100) })
  .map(({ int, low, width, step, scale }) => ({ kind: 'range', number: int ? 'int' : 'float', low, high: low + width, step, scale: int ? 1 : scale }));

export const largeRange: fc.Arbitrary<RangeSet> = fc
  .record({
    int: fc.boolean(),
    low: fc.oneof(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), fc.constantFrom(0, -(2 ** 50))),
    width: fc.oneof(fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 0, max: 1000 }).map((k) => k * 60)),
    step: fc.constantFrom(1, 2, 3, 5, 10, 12, 25, 100, 7919),
    scale: fc.constantFrom(1, 10, 100, 1000),
  })
  .map(({ int, low, width, step, scale }) => ({ kind: 'range', number: int ? 'int' : 'float', low, high: low + width, step, scale: int ? 1 : scale }));

/** What only `accepts` may have: open ends and no steps. */
export const openRange: fc.Arbitrary<RangeSet> = fc
  .record({ int: fc.boolean(), low: fc.option(fc.integer({ min: -50, max: 50 })), width: fc.option(fc.integer({ min: 0, max: 100 })), step: fc.constantFrom(null, null, 1, 5), scale: fc.constantFrom(1, 10) })
  .map(({ int, low, width, step, scale }) => ({ kind: 'range', number: int ? 'int' : 'float', low, high: width === null ? null : (low ?? 0) + width, step: low === null ? null : step, scale: int ? 1 : scale }));

export const numbers: fc.Arbitrary<EnumSet> = fc.uniqueArray(fc.oneof(fc.integer({ min: -20, max: 60 }), fc.integer({ min: -200, max: 600 }).map((n) => n / 10)), { minLength: 1, maxLength: 12 }).map((values) => ({ kind: 'enum', values }));

const WORDS = ['a', 'b', 'ab', 'ba', 'abc', 'A1', 'Z9', '7', '42', '007', '1/1/2000', '05/03', 'x y', 'é', '😀', '', 'a\nb', '.*', '__proto__', 'constructor'];
export const words: fc.Arbitrary<EnumSet> = fc.uniqueArray(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 4 })), { minLength: 1, maxLength: 12 }).map((values) => ({ kind: 'enum', values }));

const PATTERNS = ['[ab]{1,3}', 'a|b|ab', '[a-z]{1,4}', '[A-Z][0-9]{1,3}', '[1-9][0-9]{0,2}', '[0-9]{1,3}', '.{0,5}', '[^a]{1,2}', '\\d{2}/\\d{2}', '\\d{1,2}/\\d{1,2}/\\d{4}', '\\w{2}|\\s', '(a|bc){2}d?', '[\\]\\-^\\\\]{1,2}', '\\.\\*', 'é|😀{1,2}', '[α-ω😀-😎]{1,2}', '(?:)|a', '\\/|\\$|\\^', '(a|b|)c{0,2}(?:x|y){1,2}', '[\\x00-\\x1f]{1,2}', '\\d{4}-\\d{2}-\\d{2}'];
export const pattern: fc.Arbitrary<RegexSet> = fc.constantFrom(...PATTERNS).map(regex);

interface Format {
  readonly what: 'date' | 'time' | 'datetime';
  readonly format: string;
  readonly unit: 'day' | 'minute' | 'second';
}
const FORMATS: readonly Format[] = [
  ...['d/M/yyyy', 'dd/MM/yyyy', 'yyyy-MM-dd', 'MMM d, yy', 'EEEE, d MMMM yyyy', 'yyyyMMdd', 'MM/yyyy', 'yyyy'].map((format): Format => ({ what: 'date', format, unit: 'day' })),
  ...['HH:mm', 'h:mm a', 'hh.mm a', 'H', 'a h'].map((format): Format => ({ what: 'time', format, unit: 'minute' })),
  ...['HH:mm:ss', 'a hh:mm:ss'].map((format): Format => ({ what: 'time', format, unit: 'second' })),
  ...["yyyy-MM-dd'T'HH:mm", 'EEE d MMM yyyy h:mm a'].map((format): Format => ({ what: 'datetime', format, unit: 'minute' })),
];

/** Formats that leave parts out have whole ranges, as the compiler makes them. */
export const calendar: fc.Arbitrary<CalendarSet> = fc
  .record({ format: fc.constantFrom(...FORMATS), low: fc.double({ min: 0, max: 1, noNaN: true }), high: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ format, low, high }) => {
    const days = [10957, 22279];
    const [first, last] = format.what === 'time' ? [0, format.unit === 'second' ? 86399 : 1439] : format.what === 'date' ? [days[0] ?? 0, days[1] ?? 0] : [(days[0] ?? 0) * 1440, (days[1] ?? 0) * 1440];
    const whole = ['MM/yyyy', 'yyyy', 'H', 'a h'].includes(format.format);
    const ends = [low, high].map((x) => first + Math.floor(x * (last - first))).sort((a, b) => a - b);
    return { kind: 'calendar', ...format, low: whole ? first : (ends[0] ?? first), high: whole ? last : (ends[1] ?? last) };
  });

function unionOf(member: fc.Arbitrary<ValueSetIR>): fc.Arbitrary<ValueSetIR> {
  return fc.oneof(
    { weight: 2, arbitrary: member },
    { weight: 1, arbitrary: fc.array(fc.record({ set: member, weight: fc.integer({ min: 1, max: 5 }) }), { minLength: 1, maxLength: 3 }).map((members): ValueSetIR => ({ kind: 'union', members })) },
  );
}

export const numberSet = unionOf(fc.oneof(smallRange, largeRange, numbers));
export const smallNumberSet = unionOf(fc.oneof({ weight: 3, arbitrary: smallRange }, { weight: 1, arbitrary: numbers }));
export const acceptedNumberSet = unionOf(fc.oneof(smallRange, openRange, numbers));
export const textSet = unionOf(fc.oneof(words, pattern, calendar));
export const drawnSet = fc.oneof(numberSet, textSet);

/** Values of a set that can be drawn from. */
export function draws(set: ValueSetIR, count: number, seed = 'draws'): Scalar[] {
  const compiled = compileSet(set);
  const stream = new Stream(deriveKey(null, seed));
  const values: Scalar[] = [];
  for (let i = 0; i < count; i++) {
    const value = compiled.generate(stream);
    if (value !== undefined) values.push(value);
  }
  return values;
}

/** Values near those of a set: what a mistake would make of them. */
export function mutants(values: readonly Scalar[]): Scalar[] {
  return values.flatMap((value): Scalar[] => {
    if (typeof value === 'number') return [value + 1, value - 1, value + 0.5, value / 10, value + 0.001, -value, value * 1e6, String(value)];
    if (typeof value !== 'string') return [];
    const points = [...value];
    const middle = points.length >> 1;
    return [
      `${value} `,
      `${value}\n`,
      ` ${value}`,
      points.slice(1).join(''),
      points.slice(0, -1).join(''),
      [...points.slice(0, middle), '9', ...points.slice(middle + 1)].join(''),
      [...points.slice(0, middle), '0', ...points.slice(middle)].join(''),
      [...points].reverse().join(''),
      value.toUpperCase(),
      value.replace(/[0-9]/, (d) => String((Number(d) + 1) % 10)),
      value.replace(/[0-9](?=[^0-9]*$)/, (d) => String((Number(d) + 3) % 10)),
    ].filter((text) => text.isWellFormed());
  });
}
