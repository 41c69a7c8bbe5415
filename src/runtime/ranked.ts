/**
 * Value sets as numbered lists that are never written out: the value of a rank, and the rank of a value. Columns without
 * repetitions are permutations of ranks, so a row is found by its value without any memory.
 */
import type { CalendarSet, DfaIR, RangeSet, Scalar, ValueSetIR } from '../ir/ir.js';
import { CalendarFormat } from './calendar.js';
import { Automaton } from './dfa.js';

/** At most so many ranks are used: of a larger set, as many values are picked, evenly spread. */
const MAX_RANKS = 2 ** 52;

export interface Ranked {
  /** How many values there are, at most 2^52. */
  readonly size: number;
  /** @param rank 0 to size - 1; two ranks never share a value */
  at(rank: number): Scalar;
  /** -1 where the value has no rank. */
  rankOf(value: unknown): number;
}

/** Null where the values cannot be numbered: open ranges, and unions, whose members may overlap. */
export function rankValues(set: ValueSetIR): Ranked | null {
  switch (set.kind) {
    case 'enum': {
      const ranks = new Map<unknown, number>(set.values.map((v, i) => [v === 0 ? 0 : v, i]));
      return { size: set.values.length, at: (rank) => set.values[rank] ?? null, rankOf: (value) => ranks.get(value) ?? -1 };
    }
    case 'range':
      return rankRange(set);
    case 'calendar':
      return rankCalendar(set);
    case 'regex':
      return rankRegex(set.dfa);
    case 'union':
      return null;
  }
}

function rankRange(set: RangeSet): Ranked | null {
  const { low, high, scale } = set;
  if (low === null || high === null) return null;
  const stride = set.step ?? 1;
  const size = Math.floor((high - low) / stride) + 1;
  return {
    size,
    at: (rank) => (low + rank * stride) / scale,
    rankOf: (value) => {
      if (typeof value !== 'number' || !Number.isFinite(value)) return -1;
      const n = Math.round(value * scale);
      const rank = (n - low) / stride;
      return n / scale === value && Number.isInteger(rank) && rank >= 0 && rank < size ? rank : -1;
    },
  };
}

function rankCalendar(set: CalendarSet): Ranked {
  const format = new CalendarFormat(set.format, set.unit);
  return {
    size: set.high - set.low + 1,
    at: (rank) => format.print(set.low + rank),
    rankOf: (value) => {
      const n = typeof value === 'string' ? format.read(value) : undefined;
      return n === undefined || n < set.low || n > set.high ? -1 : n - set.low;
    },
  };
}

/**
 * The strings of an automaton, shorter ones first, then in the order of its edges. Where there are more than 2^52, each
 * rank stands for one string out of a run of `stride`; which one, its own number decides.
 */
function rankRegex(dfa: DfaIR): Ranked | null {
  const words = new Automaton(dfa).words();
  if (words === null || words.size === 0n) return null;
  const stride = words.size <= BigInt(MAX_RANKS) ? 1n : (words.size + BigInt(MAX_RANKS) - 1n) / BigInt(MAX_RANKS);
  const size = Number(words.size / stride);
  const within = (rank: number): bigint => (BigInt(rank) * 0x9e3779b97f4a7c15n) % stride;
  return {
    size,
    at: (rank) => words.at(BigInt(rank) * stride + within(rank)),
    rankOf: (value) => {
      const n = typeof value === 'string' ? words.rankOf(value) : -1n;
      const rank = n < 0n ? -1 : Number(n / stride);
      return rank < 0 || rank >= size || n % stride !== within(rank) ? -1 : rank;
    },
  };
}
