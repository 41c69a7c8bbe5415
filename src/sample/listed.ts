/**
 * A stratum whose skeletons are all listed: a small space, or one of which a large part is asked for.
 *
 * Every skeleton has a share, min(1, t · weight) with the one t that makes the shares add up to the number of tasks. Laid end to
 * end, the shares cut the list into one interval a task: its skeleton is the one on which its whole number falls, and what
 * lies around it is its reserve. Of long intervals, what is more than the average goes to the tasks with the least reserve, so that a
 * skeleton that no values bring to life rarely costs a task. No two tasks ever share a skeleton, and where as many are asked for as
 * exist, each task has exactly one.
 */
import type { Enumeration } from './enumerate.js';
import { LARGEST } from './fit.js';
import type { Skeleton } from './skeleton.js';

/** Here the weights start from the fitted ones, and adjust them: they go as far down as up, which tools that are rare in a list need. */
const SMALLEST = 1 / LARGEST;
const ROUNDS = 8;

export interface ListedWeights {
  /** One a tool: where the fit starts, and its last word where `fitted` is false. */
  readonly tools: Float64Array;
  /** Factors on the tools' target frequencies. */
  readonly factors: Float64Array;
  readonly sharing: number;
  readonly fitted: boolean;
}

export class Listed {
  /** For each task the skeletons that stand in for its own, nearest first. */
  private readonly reserves: readonly (readonly number[])[];
  /** For each task its own skeleton. */
  readonly gold: Int32Array;

  /** @param tasks at most as many as there are skeletons that are not taken @param taken skeletons that other tasks have */
  constructor(
    readonly list: Enumeration,
    readonly tasks: number,
    weights: ListedWeights,
    offset: number,
    private readonly taken: ReadonlySet<number>,
  ) {
    const shares = fitShares(list, tasks, weights, taken);
    this.gold = new Int32Array(tasks);
    let sum = offset;
    let next = 0;
    let left = list.count - taken.size;
    for (let e = 0; e < list.count && next < tasks; e++) {
      if (taken.has(e)) continue;
      const behind = left--;
      sum += shares[e] ?? 0;
      // Rounding of the sums may hide the last whole number: what is left of the list must suffice for what is left to place.
      if (sum < next + 1 - 1e-9 && behind > tasks - next) continue;
      this.gold[next++] = e;
    }
    this.reserves = this.#reserves();
  }

  /** Every skeleton that is no task's own stands in for one: for its left neighbour, or for a task with fewer. */
  #reserves(): number[][] {
    const { list, tasks, taken, gold } = this;
    const reserves: number[][] = Array.from({ length: tasks }, () => []);
    if (tasks === 0) return reserves;
    const average = Math.ceil((list.count - taken.size - tasks) / tasks);
    const spare: number[] = [];
    let owner = 0;
    for (let e = 0; e < list.count; e++) {
      if (owner + 1 < tasks && e >= (gold[owner + 1] ?? 0)) owner++;
      if (taken.has(e) || e === gold[owner]) continue;
      const own = reserves[owner];
      if (own !== undefined && own.length < average) own.push(e);
      else spare.push(e);
    }
    const least = reserves.map((own, k) => ({ own, k })).sort((a, b) => a.own.length - b.own.length || a.k - b.k);
    for (let at = 0, level = 0; at < spare.length; level++) {
      for (const { own } of least) {
        if (own.length > level) break;
        const e = spare[at++];
        if (e === undefined) break;
        own.push(e);
      }
    }
    return reserves;
  }

  *candidates(task: number): Iterator<Skeleton> {
    const gold = this.gold[task] ?? 0;
    yield this.list.at(gold);
    for (const e of this.reserves[task] ?? []) yield this.list.at(e);
  }
}

/** The shares of all skeletons; they add up to `tasks`. */
function fitShares(list: Enumeration, tasks: number, weights: ListedWeights, taken: ReadonlySet<number>): Float64Array {
  const { size, count } = list;
  const factors = Float64Array.from(weights.tools);
  const present = new Uint8Array(factors.length);
  for (const t of list.tools) present[t] = 1;
  let parts = 0;
  present.forEach((is, t) => (parts += is * (weights.factors[t] ?? 1)));
  const powers = [1];
  for (const p of list.pointers) while (powers.length <= p) powers.push((powers[powers.length - 1] ?? 1) * weights.sharing);
  let shares: Float64Array;
  const own = new Float64Array(count);
  for (let round = 0; ; round++) {
    for (let e = 0; e < count; e++) {
      let w = powers[list.pointers[e] ?? 0] ?? 0;
      for (let c = e * size; c < e * size + size; c++) w *= factors[list.tools[c] ?? 0] ?? 1;
      own[e] = w;
    }
    for (const e of taken) own[e] = 0;
    shares = waterFill(own, tasks, count - taken.size);
    if (!weights.fitted || round === ROUNDS) return shares;
    const uses = new Float64Array(factors.length);
    for (let e = 0; e < count; e++) {
      for (let c = e * size; c < e * size + size; c++) uses[list.tools[c] ?? 0] = (uses[list.tools[c] ?? 0] ?? 0) + (shares[e] ?? 0);
    }
    for (let t = 0; t < factors.length; t++) {
      if (present[t] === 0 || !((uses[t] ?? 0) > 0)) continue;
      const wanted = (tasks * size * (weights.factors[t] ?? 1)) / parts;
      const step = Math.min(16, Math.max(1 / 16, Math.sqrt(wanted / (uses[t] ?? 1))));
      factors[t] = Math.min(LARGEST, Math.max(SMALLEST, (factors[t] ?? 1) * step));
    }
  }
}

/** min(1, t · weight), adding up to `total`. @param able how many weights are not zero for good */
function waterFill(weights: Float64Array, total: number, able: number): Float64Array {
  const shares = new Float64Array(weights.length);
  if (total >= able) return shares.fill(1);
  let left = total;
  for (let changed = true; changed; ) {
    changed = false;
    let open = 0;
    for (let e = 0; e < weights.length; e++) if (shares[e] !== 1) open += weights[e] ?? 0;
    const level = open > 0 ? Math.max(0, left) / open : 0;
    for (let e = 0; e < weights.length; e++) {
      if (shares[e] === 1) continue;
      const share = level * (weights[e] ?? 0);
      if (share < 1) shares[e] = share;
      else {
        shares[e] = 1;
        left--;
        changed = true;
      }
    }
  }
  return shares;
}
