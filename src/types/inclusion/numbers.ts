/**
 * Ranges in other sets. A range with steps is a row of points; whether a point lies on another row of steps repeats
 * with a period, so that one period of each stretch between the ends of the other ranges decides all of it.
 */
import type { RangeSet, Scalar } from '../../ir/ir.js';
import { compileSet } from '../../runtime/value-set.js';
import type { Containment } from '../inclusion.js';
import { gcd } from '../values/decimals.js';
import type { Parts } from './parts.js';

/** Points tried in one stretch before giving up. */
const MAX_POINTS = 100_000;
/** Beyond so many steps, `value * scale` need not round to the step that it came from. */
const MAX_EXACT = 2 ** 50;
const HOLDS: Containment = { holds: true };
const UNKNOWN: Containment = { holds: 'unknown' };

/** @param recognised the recognizer of the whole of the bigger set */
export function rangeWithin(range: RangeSet, within: Parts, recognised: (value: Scalar) => boolean): Containment {
  const rows = asRows(range);
  if (rows !== null) {
    const answers = rows.map((row) => rowWithin(row, within, recognised));
    return answers.find((a) => a.holds === false) ?? answers.find((a) => a.holds === 'unknown') ?? HOLDS;
  }
  return range.step === null ? intervalWithin(range, within, recognised) : endlessWithin(range, within, recognised);
}

/** The points `(low + k × step) / scale` for k from 0 to `last`. */
interface Row {
  readonly low: number;
  readonly step: number;
  readonly scale: number;
  readonly last: number;
}

function valueAt(row: Row, k: number): number {
  return (row.low + k * row.step) / row.scale;
}

/** The range as at most two rows; null for an interval without steps, and for steps without an end. */
function asRows(range: RangeSet): Row[] | null {
  const row = asRow(range);
  if (row === null) return null;
  if (row.last < 0) return [];
  if (row.last < Number.MAX_SAFE_INTEGER) return [row];
  // Below zero and from zero on, so that numbers of points are safe integers.
  const next = row.low + row.step * Math.ceil(-row.low / row.step);
  const end = Number(BigInt(row.low) + BigInt(row.last) * BigInt(row.step));
  return [
    { ...row, last: floorDivide(-1, row.low, row.step) },
    { ...row, low: next, last: floorDivide(Math.min(end, Number.MAX_SAFE_INTEGER), next, row.step) },
  ];
}

function asRow(range: RangeSet): Row | null {
  const { scale, step } = range;
  if (range.number === 'int' && (step === null || scale === 1)) {
    const first = range.low === null ? Number.MIN_SAFE_INTEGER : Math.ceil(range.low / scale);
    const high = range.high === null ? Number.MAX_SAFE_INTEGER : Math.floor(range.high / scale);
    const stride = step ?? 1;
    // Without a low end, steps are counted from 0.
    const low = range.low === null ? first + modulo(-first, stride) : first;
    return { low, step: stride, scale: 1, last: floorDivide(high, low, stride) };
  }
  if (range.low === null || range.high === null || step === null) return null;
  return { low: range.low, step, scale, last: floorDivide(range.high, range.low, step) };
}

/** `floor((high - low) / step)`, exactly; the difference of two safe integers need not be safe. */
function floorDivide(high: number, low: number, step: number): number {
  if (high < low) return -1;
  return Number((BigInt(high) - BigInt(low)) / BigInt(step));
}

function modulo(n: number, by: number): number {
  return ((n % by) + by) % by;
}

function rowWithin(row: Row, within: Parts, recognised: (value: Scalar) => boolean): Containment {
  const others = within.ranges.map((range) => ({ range, ...reach(row, range), recognize: compileSet(range).recognize }));
  const cuts = new Set<number>([0]);
  for (const other of others) {
    if (other.from > other.to) continue;
    cuts.add(other.from);
    if (other.to < row.last) cuts.add(other.to + 1);
  }
  const starts = [...cuts].sort((a, b) => a - b);
  let unknown = false;
  for (const [i, start] of starts.entries()) {
    const end = (starts[i + 1] ?? row.last + 1) - 1;
    const active = others.filter((o) => o.from <= start && o.to >= end);
    const answer = stretchWithin(row, start, end, active, recognised);
    if (answer.holds === false) return answer;
    if (answer.holds === 'unknown') unknown = true;
  }
  return unknown ? UNKNOWN : HOLDS;
}

/** The first and last point between the ends of another range: compared as doubles, as the recognizer does. */
function reach(row: Row, range: RangeSet): { from: number; to: number } {
  const low = range.low === null ? -Infinity : range.low / range.scale;
  const high = range.high === null ? Infinity : range.high / range.scale;
  return { from: firstWhere(row.last + 1, (k) => valueAt(row, k) >= low), to: firstWhere(row.last + 1, (k) => valueAt(row, k) > high) - 1 };
}

/** The least k below `count` where a test that stays true holds; `count` where it never does. */
function firstWhere(count: number, test: (k: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Active {
  readonly range: RangeSet;
  readonly recognize: (value: unknown) => boolean;
}

function stretchWithin(row: Row, start: number, end: number, active: readonly Active[], recognised: (value: Scalar) => boolean): Containment {
  if (active.some(({ range }) => range.step === null && range.number === 'float')) return HOLDS;
  const count = end - start + 1;
  const most = Math.max(Math.abs(valueAt(row, start)), Math.abs(valueAt(row, end)));
  let period = 1n;
  let exact = true;
  for (const { range } of active) {
    period = lcm(period, periodOf(row, range.step ?? 1, range.step === null ? 1 : range.scale));
    if (range.number === 'int') period = lcm(period, periodOf(row, 1, 1));
    if (range.scale > 1 && most * range.scale > MAX_EXACT) exact = false;
  }
  const repeat = exact && period <= BigInt(count) ? Number(period) : count;
  const tried = Math.min(repeat, MAX_POINTS);
  for (let k = start; k < start + tried; k++) {
    const value = valueAt(row, k);
    if (active.some((a) => a.recognize(value))) continue;
    // This point and all that lie whole periods after it are on none of the ranges: only listed values can save them.
    for (let at = k; at <= end; at += repeat) if (!recognised(valueAt(row, at))) return { holds: false, witness: valueAt(row, at) };
  }
  if (tried === repeat) return HOLDS;
  const last = valueAt(row, end);
  return recognised(last) ? UNKNOWN : { holds: false, witness: last };
}

/** After how many points of a row their places on other steps, of `step / scale`, repeat. */
function periodOf(row: Row, step: number, scale: number): bigint {
  const up = BigInt(row.step) * BigInt(scale);
  const down = BigInt(row.scale) * BigInt(step);
  return down / gcd(up, down);
}

function lcm(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b;
}

/** Every double of an interval: only intervals can hold them all. */
function intervalWithin(range: RangeSet, within: Parts, recognised: (value: Scalar) => boolean): Containment {
  const low = range.low === null ? -Number.MAX_VALUE : range.low / range.scale;
  const high = range.high === null ? Number.MAX_VALUE : range.high / range.scale;
  if (low > high) return HOLDS;
  const intervals = within.ranges
    .filter((r) => r.number === 'float' && r.step === null)
    .map((r) => ({ low: r.low === null ? -Infinity : r.low / r.scale, high: r.high === null ? Infinity : r.high / r.scale }))
    .sort((a, b) => a.low - b.low);
  const own = compileSet(range);
  // `from` is the first double that is not yet known to be covered.
  let from = low;
  let unknown = false;
  for (const interval of [...intervals, { low: Infinity, high: Infinity }]) {
    if (interval.high < from) continue;
    if (interval.low > from) {
      const to = Math.min(interval.low, high);
      const witness = between(from, to, interval.low > high).find((x) => own.recognize(x) && !recognised(x));
      if (witness !== undefined) return { holds: false, witness };
      // Nothing was found: a proof only where there is no second double in the gap.
      if (from !== high && nextUp(from) < interval.low) unknown = true;
    }
    from = interval.high === Infinity ? Infinity : nextUp(interval.high);
    if (from > high) break;
  }
  return unknown ? UNKNOWN : HOLDS;
}

/** Some doubles from `low` to `high`, round ones first. */
function between(low: number, high: number, closed: boolean): number[] {
  const middle = low / 2 + high / 2;
  const off = middle + (high / 20 - low / 20);
  const round = [1, 10, 100, 1000, 10000].flatMap((scale) => [middle, off].map((x) => Math.round(x * scale) / scale));
  const candidates = [low, ...(closed ? [high] : []), ...round, middle, off, low + (high / 7 - low / 7), nextUp(low), nextUp(nextUp(low))];
  return candidates.filter((x) => Number.isFinite(x) && x >= low && (x < high || (closed && x === high)));
}

const DOUBLE = new Float64Array(1);
const BITS = new BigInt64Array(DOUBLE.buffer);

/** The next double above. @param x finite */
function nextUp(x: number): number {
  if (x === 0) return Number.MIN_VALUE;
  DOUBLE[0] = x;
  BITS[0] = (BITS[0] ?? 0n) + (x > 0 ? 1n : -1n);
  return DOUBLE[0];
}

/** Steps without an end: proved where one other range has the same steps, or all numbers; else tried. */
function endlessWithin(range: RangeSet, within: Parts, recognised: (value: Scalar) => boolean): Containment {
  const covers = within.ranges.some((other) => {
    const wide = bound(other.low, other.scale, -Infinity) <= bound(range.low, range.scale, -Infinity) && bound(other.high, other.scale, Infinity) >= bound(range.high, range.scale, Infinity);
    const sameSteps = other.step === range.step && other.scale === range.scale && (other.low === range.low || other.step === 1);
    return wide && other.number === 'float' && (other.step === null || sameSteps);
  });
  if (covers) return HOLDS;
  const own = compileSet(range);
  const start = range.low ?? range.high ?? 0;
  const direction = range.low === null ? -1 : 1;
  for (let k = 0, stride = 1; k * (range.step ?? 1) < Number.MAX_SAFE_INTEGER / 2; k += stride) {
    if (k >= 10_000) stride = k;
    const value = (start + direction * k * (range.step ?? 1)) / range.scale;
    if (own.recognize(value) && !recognised(value)) return { holds: false, witness: value };
  }
  return UNKNOWN;
}

function bound(end: number | null, scale: number, open: number): number {
  return end === null ? open : end / scale;
}
