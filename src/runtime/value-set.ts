/** Value sets made ready: the recognizer and the generator that one declaration denotes. */
import type { CalendarSet, EnumSet, RangeSet, Scalar, ValueSetIR } from '../ir/ir.js';
import { CalendarFormat } from './calendar.js';
import { Automaton } from './dfa.js';
import type { RandomSource } from './random.js';

export interface CompiledSet {
  recognize(value: unknown): boolean;
  /** Undefined where nothing can be drawn. */
  generate(stream: RandomSource): Scalar | undefined;
  /** A plain example: the first or the smallest value. */
  example(): Scalar | undefined;
}

export function compileSet(set: ValueSetIR): CompiledSet {
  switch (set.kind) {
    case 'enum':
      return compileEnum(set);
    case 'range':
      return compileRange(set);
    case 'calendar':
      return compileCalendar(set);
    case 'regex': {
      const automaton = new Automaton(set.dfa);
      return {
        recognize: (value) => typeof value === 'string' && automaton.matches(value),
        generate: (stream) => automaton.draw(stream),
        example: () => automaton.shortest(),
      };
    }
    case 'union': {
      const members = set.members.map((m) => compileSet(m.set));
      const cumulative = runningSums(set.members.map((m) => m.weight));
      return {
        recognize: (value) => members.some((m) => m.recognize(value)),
        generate: (stream) => members[stream.weighted(cumulative)]?.generate(stream),
        example: () => members[0]?.example(),
      };
    }
  }
}

function compileEnum(set: EnumSet): CompiledSet {
  const values = set.values;
  const known = new Set<unknown>(values.map((v) => (v === 0 ? 0 : v)));
  const cumulative = set.weights === undefined ? undefined : runningSums(set.weights);
  return {
    recognize: (value) => known.has(value),
    generate: (stream) => (values.length === 0 ? undefined : cumulative === undefined ? stream.pick(values) : values[stream.weighted(cumulative)]),
    example: () => values[0],
  };
}

function compileRange(set: RangeSet): CompiledSet {
  const { scale, step } = set;
  const low = set.low === null ? -Infinity : set.low / scale;
  const high = set.high === null ? Infinity : set.high / scale;
  const stride = step ?? 1;
  const recognize = (value: unknown): boolean => {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < low || value > high) return false;
    if (set.number === 'int' && !Number.isSafeInteger(value)) return false;
    if (step === null) return true;
    const n = Math.round(value * scale);
    // The grid's points are the doubles n / scale: a value is on it iff it is that very double.
    return n / scale === value && (n - (set.low ?? 0)) % stride === 0;
  };
  return {
    recognize,
    generate: (stream) => {
      if (set.low === null || set.high === null || set.high < set.low) return undefined;
      const n = set.low + stride * stream.below(Math.floor((set.high - set.low) / stride) + 1);
      return n / scale;
    },
    example: () => {
      const n = set.low ?? set.high ?? 0;
      return n / scale;
    },
  };
}

function compileCalendar(set: CalendarSet): CompiledSet {
  const format = new CalendarFormat(set.format, set.unit);
  return {
    recognize: (value) => {
      if (typeof value !== 'string') return false;
      const n = format.read(value);
      return n !== undefined && n >= set.low && n <= set.high;
    },
    generate: (stream) => format.print(set.low + stream.below(set.high - set.low + 1)),
    example: () => format.print(set.low + Math.floor((set.high - set.low) / 2)),
  };
}

export function runningSums(weights: readonly number[]): number[] {
  const sums: number[] = [];
  let total = 0;
  for (const weight of weights) sums.push((total += weight));
  return sums;
}

