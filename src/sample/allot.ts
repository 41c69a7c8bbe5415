/**
 * Allotment: which option a place of a group goes to.
 *
 * A group of `n` places that have made the same choices so far meets options with weights w. Option o gets the places
 * from floor(n W(o-1) / W + u) up to floor(n W(o) / W + u), where W(o) sums the first o weights and the offset u in [0, 1) is
 * keyed by the prefix: systematic rounding, so o gets n w / W of them, rounded up or down, and its expected share
 * exactly. Each place finds its own option and its place within it by one binary search; it knows of no other.
 *
 * Where a share would exceed an option's capacity, shares are min(capacity, t * w) with the one t that makes them add up
 * (water-filling). Capacities are known without pointers, so they are a guide: a group that ends with several places on
 * one skeleton keeps the first and gives up the others. So skeletons are distinct whatever the weights and capacities.
 */
import type { ChoiceTable } from './choices.js';

export class Place {
  /** The place's number within its group, 0 .. group-1. */
  index = 0;
  group = 1;
}

/** The first position whose cumulative value exceeds `x`; the last one if none does. */
export function search(cumulative: Float64Array, x: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 0) > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Moves a place on by one choice; returns the option, or -1 where there is no room for this place.
 * @param offset u above @param factor in how many ways what else is open can go on
 */
export function descend(place: Place, table: ChoiceTable, offset: number, factor: number): number {
  const n = place.group;
  if (n <= table.roomy * factor) return divide(place, table.cumulative, table.cumulative.length, n / table.total, offset);
  const shares = fill(table, n, factor);
  return divide(place, shares, shares.length, 1, offset);
}

/** Finds the option among the first `count` by searching floor(scale * cumulative + offset), and narrows the place to it. */
export function divide(place: Place, cumulative: Float64Array, count: number, scale: number, offset: number): number {
  const last = count - 1;
  const wanted = place.index;
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Math.floor((cumulative[middle] ?? 0) * scale + offset) > wanted) high = middle;
    else low = middle + 1;
  }
  const start = low === 0 ? 0 : Math.floor((cumulative[low - 1] ?? 0) * scale + offset);
  const end = low === last ? endOfAll((cumulative[last] ?? 0) * scale, offset) : Math.floor((cumulative[low] ?? 0) * scale + offset);
  if (wanted >= end) return -1;
  place.index = wanted - start;
  place.group = end - start;
  return low;
}

/**
 * Where the last option ends. The sum of shares may round to just below the whole number that it is; and every place
 * of the group must see the same end, or two of them would take themselves for one.
 */
function endOfAll(sum: number, offset: number): number {
  const whole = Math.round(sum);
  return Math.abs(sum - whole) < 1e-6 ? whole : Math.floor(sum + offset);
}

/** Cumulative shares min(capacity * factor, t * weight) that add up to n, or to all there is. */
function fill(table: ChoiceTable, n: number, factor: number): Float64Array {
  if (table.filled !== null && table.filledGroup === n && table.filledFactor === factor) return table.filled;
  const { cumulative, capacities } = table;
  const count = cumulative.length;
  const weight = (i: number): number => (cumulative[i] ?? 0) - (i === 0 ? 0 : (cumulative[i - 1] ?? 0));
  const full = new Uint8Array(count);
  const shares = new Float64Array(count);
  let left = n;
  for (let changed = true; changed; ) {
    changed = false;
    let open = 0;
    for (let i = 0; i < count; i++) if (full[i] === 0) open += weight(i);
    const level = open > 0 ? Math.max(0, left) / open : 0;
    for (let i = 0; i < count; i++) {
      if (full[i] === 1) continue;
      const capacity = (capacities[i] ?? 0) * factor;
      shares[i] = level * weight(i);
      if ((shares[i] ?? 0) <= capacity) continue;
      shares[i] = capacity;
      left -= capacity;
      full[i] = 1;
      changed = true;
    }
  }
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += shares[i] ?? 0;
    shares[i] = sum;
  }
  table.filled = shares;
  table.filledGroup = n;
  table.filledFactor = factor;
  return shares;
}
