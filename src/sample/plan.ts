/**
 * The plan of a task set: which skeletons task `i` may have.
 *
 * Tasks are split over strata, the lengths of each part of the mix. A keyed permutation says which task is which of a
 * stratum's; a small stratum is listed (`listed.ts`), a large one is sampled by place (`sampled.ts`). Either way a task finds its
 * candidates by itself, whatever other tasks do, and no two tasks have a candidate in common. Where a set is to cover its
 * tools or edges, its first tasks are placed for that (`cover.ts`), and the others keep clear of their skeletons.
 */
import type { TaskSetIR, WorldIR } from '../ir/ir.js';
import { deriveKey } from '../runtime/random.js';
import { coverTargets, covers, type Coverage, type CoverReport, type Judge } from './cover.js';
import type { Deriver } from './derive.js';
import { Enumeration } from './enumerate.js';
import { keyWords } from './keys.js';
import { Listed } from './listed.js';
import { owner } from './owner.js';
import { Part, partsOf } from './part.js';
import { Permutation } from '../runtime/permutation.js';
import { Reserved } from './reserved.js';
import { reportOf, sayShortage, type PlanReport } from './report.js';
import { pilot, Sampled, type Stratum } from './sampled.js';
import type { Skeleton } from './skeleton.js';
import { apportionMix } from './strata.js';

export type { CoverReport, Judge } from './cover.js';
export type { PlanReport } from './report.js';

export interface Plan {
  /** How many tasks there are. */
  readonly count: number;
  /** Skeletons for task `index`, the best first; no other task ever has one of them. @param index 0 .. count-1 */
  candidates(index: number): Iterator<Skeleton>;
  readonly report: PlanReport;
  /** What the first tasks cover; null where the set does not ask for it. */
  readonly cover: CoverReport | null;
}

/** A set that cannot be made: `refused` says why, as a sentence without a full stop. */
export interface PlanRefusal {
  readonly refused: string;
}

export interface PlanOptions {
  /** Stands in for the set's own count. */
  readonly count?: number;
  /** Stands in for the set's own seed. */
  readonly seed?: number;
  /** The gates that directed tasks must pass; left out, all do. Asked once for each skeleton tried, when the first task is asked for. */
  readonly judge?: Judge;
}

/** A stratum is listed where it has fewer than this many skeletons a task. */
const LISTED = 50;
/** More skeletons than this are never listed: a list takes about thirty bytes for each. */
const MOST_LISTED = 1_000_000;
/** Free draws that learn how many skeletons of a stratum keep the rules. */
const PILOT = 20_000;

/** The makings of one stratum, before it is known how many tasks it takes. */
export interface StratumSpace extends Stratum {
  readonly part: Part;
  readonly partIndex: number;
  /** Whether the term that a walk by the part's rules has just ended in belongs to the part. */
  readonly belongs: (deriver: Deriver) => boolean;
  /** What its directed tasks have; `owns` leaves it out. */
  readonly reserved: Reserved;
  list: Enumeration | null;
  /** The request up to which it is known whether listing pays. */
  tried: number;
  /** The share of free draws that keep the rules; -1 while unknown. */
  accepted: number;
}

export function createPlan(ir: WorldIR, set: TaskSetIR, options: PlanOptions = {}): Plan | PlanRefusal {
  const count = options.count ?? set.count;
  const root = deriveKey(null, 'rworld', ir.world.name, 'plan', set.name, options.seed ?? set.seed);
  const parts = partsOf(ir, set).map((rules) => new Part(ir, set, rules));
  const strata = parts.map((part, partIndex) => spacesOf(ir, parts, part, partIndex, root));
  const counts = splitTasks(count, parts, strata);
  const placed = counts.flat().reduce((sum, n) => sum + n, 0);
  if (placed < count) return { refused: sayShortage(set, count, listedByLength(strata.flat())) };
  const flat = strata.flat();
  const tasks = counts.flat();
  const { judge = () => null } = options;
  let arranged: Arrangement | undefined;
  const arrange = (): Arrangement => (arranged ??= new Arrangement(set, flat, tasks, root, covers(set) ? coverTargets(set.cover, flat, tasks, judge) : null));
  // Covering asks the gates, which not everybody who makes a plan needs.
  if (set.cover === null) arrange();
  let report: PlanReport | undefined;
  return {
    count,
    candidates(index: number): Iterator<Skeleton> {
      if (!(index >= 0 && index < count)) throw new RangeError(`task ${index} is not among 0 .. ${count - 1}`);
      return arrange().candidates(index);
    },
    get report(): PlanReport {
      return (report ??= reportOf(set, flat, tasks));
    },
    get cover(): CoverReport | null {
      return set.cover === null ? null : arrange().cover;
    },
  };
}

function listedByLength(strata: readonly StratumSpace[]): ReadonlyMap<number, number> {
  const byLength = new Map<number, number>();
  for (const s of strata) if (s.list !== null && s.list.count > 0) byLength.set(s.size, (byLength.get(s.size) ?? 0) + s.list.count);
  return byLength;
}

/** Which task is where: the directed ones first, then the others in keyed order over all strata. */
class Arrangement {
  readonly cover: CoverReport | null;
  private readonly directed: readonly Skeleton[];
  private readonly sources: readonly Source[];
  private readonly starts: readonly number[];
  private readonly order: Permutation;

  constructor(set: TaskSetIR, strata: readonly StratumSpace[], tasks: readonly number[], root: Uint8Array, coverage: Coverage | null) {
    this.cover = coverage?.report ?? null;
    this.directed = coverage?.directed ?? [];
    const free = tasks.map((n, k) => n - (coverage?.placed[k]?.tasks ?? 0));
    this.sources = strata.map((s, k) => makeSource(set, s, free[k] ?? 0, coverage?.placed[k]?.entries ?? new Set()));
    this.starts = free.map((_, k) => free.slice(0, k).reduce((sum, n) => sum + n, 0));
    this.order = new Permutation(free.reduce((sum, n) => sum + n, 0), keyWords(deriveKey(root, 'order')));
  }

  candidates(index: number): Iterator<Skeleton> {
    const directed = this.directed[index];
    if (directed !== undefined) return [directed][Symbol.iterator]();
    const at = this.order.at(index - this.directed.length);
    let k = this.starts.length - 1;
    while ((this.starts[k] ?? 0) > at) k--;
    return this.sources[k]?.candidates(at - (this.starts[k] ?? 0)) ?? [][Symbol.iterator]();
  }
}

function spacesOf(ir: WorldIR, parts: readonly Part[], part: Part, partIndex: number, root: Uint8Array): StratumSpace[] {
  const made: StratumSpace[] = [];
  const belongs = owner(ir, parts, partIndex);
  for (let size = part.shortest; size <= part.longest; size++) {
    if (!(part.counted.total(size) > 0)) continue;
    const key = keyWords(deriveKey(root, 'stratum', part.rules.name, size));
    const reserved = new Reserved();
    made.push({ part, partIndex, deriver: part.deriver, size, key, belongs, owns: () => belongs(part.deriver) && !reserved.has(part.deriver), reserved, list: null, tried: 0, accepted: -1 });
  }
  return made;
}

/** Splits the tasks until every stratum's capacity is known for what it is asked for. */
function splitTasks(count: number, parts: readonly Part[], strata: readonly (readonly StratumSpace[])[]): number[][] {
  for (;;) {
    const split = apportionMix(
      count,
      strata.map((list, p) => ({ percent: parts[p]?.rules.percent ?? 0, most: list.map(capacity) })),
    );
    const learnt = strata.flatMap((list, p) => list.map((s, k) => learn(s, split[p]?.[k] ?? 0)));
    if (!learnt.includes(true)) return split;
  }
}

/** How many tasks a stratum can take, as far as it is known. */
export function capacity(s: StratumSpace): number {
  if (s.list !== null) return s.list.count;
  return s.accepted === 0 ? 0 : Infinity;
}

/** Finds out whether the stratum is to be listed for so many tasks; true where that was not known before. */
function learn(s: StratumSpace, tasks: number): boolean {
  if (s.list !== null || s.accepted === 0 || tasks <= s.tried) return false;
  s.tried = tasks;
  const first = s.accepted < 0;
  if (first) s.accepted = pilot(s, 64, PILOT).accepted;
  const skeletons = Math.min(MOST_LISTED, Math.max(64, tasks) * LISTED);
  if (s.accepted > 0 && s.part.counted.total(s.size) * s.accepted > skeletons * 4) return first;
  const walks = s.accepted === 0 ? MOST_LISTED : Math.min(4 * MOST_LISTED, (skeletons * 4) / s.accepted);
  s.list = Enumeration.of(s.deriver, s.size, { skeletons, walks }, s.owns);
  return true;
}

interface Source {
  candidates(task: number): Iterator<Skeleton>;
}

function makeSource(set: TaskSetIR, s: StratumSpace, tasks: number, taken: ReadonlySet<number>): Source {
  if (s.list === null) return new Sampled(s, tasks, s.part.counted.total(s.size), s.accepted);
  const factor = new Map(set.weights.map((w) => [w.tool, w.weight]));
  const factors = Float64Array.from(s.part.model.tools, (t) => factor.get(t.name) ?? 1);
  const weights = { tools: s.part.fit.weights, factors, sharing: set.sharing, fitted: set.distribution === 'fitted' };
  return new Listed(s.list, tasks, weights, ((s.key[4] ?? 0) >>> 0) / 4294967296, taken);
}
