/**
 * Skeletons for tasks whose every place is barren: one class of all skeletons (`sampled.ts`) is kept for them, found by free
 * draws that all tasks of the stratum have in common.
 *
 * The draws are dealt to buckets of tasks by their hash. Within a bucket, every other skeleton goes to the tasks that
 * have no place that bears, in turns: which ones these are, the places alone say. The others are shared by hash, for
 * tasks whose candidates no gate let through. So a task's skeletons follow from the stratum and its number alone.
 */
import { canonicalKey } from './canonical.js';
import type { Skeleton } from './skeleton.js';

/** Tasks that share a bucket. */
const BUCKET = 64;
/** By how many draws the pool grows at a time: few, since mostly a handful of tasks ever ask. */
const STEP = 1024;
/** The most draws for each task of the stratum; of very many tasks not all can ask for so many. */
const DRAWS = 64;
const MOST_DRAWS = 4_000_000;
/** The most draws that are kept for one bucket. */
const KEPT = 256;

export interface FreeDraws {
  /** A free draw's hash, if it ends in a skeleton of the class; -1 otherwise. */
  readonly draw: (number: number) => number;
  /** The skeleton that the last draw ended in. */
  readonly skeleton: () => Skeleton;
  /** Whether any place of the task bears a skeleton. */
  readonly bears: (task: number) => boolean;
}

export class LastResort {
  private readonly pools = new Map<number, number[]>();
  private readonly needy = new Map<number, readonly number[]>();
  private readonly buckets: number;
  private readonly most: number;
  private drawn = 0;

  constructor(
    private readonly tasks: number,
    private readonly free: FreeDraws,
  ) {
    this.buckets = Math.ceil(tasks / BUCKET);
    this.most = Math.min(DRAWS * tasks, MOST_DRAWS + 4 * tasks);
  }

  *candidates(task: number): Generator<Skeleton> {
    const bucket = task % this.buckets;
    const barren = this.barrenOf(bucket);
    const members = Math.ceil((this.tasks - bucket) / this.buckets);
    const seen = new Set<string>();
    for (let next = 0; ; ) {
      const pool = this.pools.get(bucket);
      for (; pool !== undefined && next < pool.length; next++) {
        const hash = this.free.draw(pool[next] ?? 0);
        const skeleton = this.free.skeleton();
        const text = canonicalKey(skeleton);
        if (seen.has(text)) continue;
        const turn = seen.size;
        seen.add(text);
        const owner = barren.length > 0 && turn % 2 === 0 ? barren[(turn / 2) % barren.length] : bucket + this.buckets * (Math.floor(this.shareOf(hash) / this.buckets) % members);
        if (owner === task) yield skeleton;
      }
      if (next >= KEPT || this.drawn >= this.most) return;
      this.grow();
    }
  }

  private barrenOf(bucket: number): readonly number[] {
    const known = this.needy.get(bucket);
    if (known !== undefined) return known;
    const found: number[] = [];
    for (let task = bucket; task < this.tasks; task += this.buckets) if (!this.free.bears(task)) found.push(task);
    this.needy.set(bucket, found);
    return found;
  }

  private grow(): void {
    for (const until = this.drawn + STEP; this.drawn < until; this.drawn++) {
      const hash = this.free.draw(this.drawn);
      if (hash < 0) continue;
      const bucket = this.shareOf(hash) % this.buckets;
      const pool = this.pools.get(bucket);
      if (pool === undefined) this.pools.set(bucket, [this.drawn]);
      else if (pool.length < KEPT) pool.push(this.drawn);
    }
  }

  /** The part of the hash that no class is told by. */
  private shareOf(hash: number): number {
    return hash >>> 4;
  }
}
