/**
 * A stratum too large to list: places are found by derivation.
 *
 * Each task has a few places, far apart, and each place has all skeletons below its own prefix, from which it draws
 * as many candidates as are asked for. Skeletons are told apart by a hash into classes. Most belong to the main allotment;
 * a class each is kept for the reserves, which are allotments of their own, so that a task whose prefix turns out barren
 * starts again elsewhere. Places are disjoint within an allotment and classes between them, so no two tasks ever share a
 * skeleton, and no task asks what another does.
 *
 * One class more is for tasks whose every place is barren, which happens where few skeletons serve a tool that should be
 * frequent (`last-resort.ts`).
 */
import { canonicalKey } from './canonical.js';
import type { Deriver } from './derive.js';
import { LastResort } from './last-resort.js';
import type { Skeleton } from './skeleton.js';

const CLASSES = 16;
const MAIN = 11;
/** From this class to the reserves': the last resort's. */
const LAST = 12;
/** The classes of the two reserves. */
const RESERVES = [14, 15];

/** The least places of a task: one to stand on, and others for where it turns out to bear nothing. */
const PLACES = 4;

/** How far apart a task's main and reserve places are, as a share of all: the golden section, so that none fall together. */
const APART = 0.381966;

/** Candidates that one place gives before the next is asked. */
const CANDIDATES = 12;
/** Candidates that the main places give on top, when all else is used up. */
const MORE = 100;

/** The class of the term that a walk has just ended in. */
function classOf(deriver: Deriver): number {
  return deriver.totals.hash() % CLASSES;
}

export interface Stratum {
  readonly deriver: Deriver;
  readonly size: number;
  /** The stratum's key. */
  readonly key: Uint32Array;
  /** Whether the term that a walk has just ended in is the stratum's to give: it belongs to this part of the mix, and no directed task has it. */
  readonly owns: () => boolean;
}

/** What free draws from a stratum tell of it. */
export interface Pilot {
  /** The share of draws that keep all rules. */
  readonly accepted: number;
  readonly draws: number;
}

/** Draws freely until enough have kept the rules. */
export function pilot(stratum: Stratum, wanted: number, most: number): Pilot {
  const { deriver, size, key, owns } = stratum;
  let good = 0;
  let draws = 0;
  while (draws < most && good < wanted) {
    if (deriver.walkFreely(size, key[2] ?? 0, key[3] ?? 0, draws, null) === 'done' && owns()) good++;
    draws++;
  }
  return { accepted: draws === 0 ? 0 : good / draws, draws };
}

export class Sampled {
  /** How often a place walks for one candidate. */
  private readonly patience: number;
  /** Places of each task. */
  readonly block: number;
  private readonly room: number;
  private readonly last: LastResort;

  /** @param trees about how many skeletons there are */
  constructor(
    private readonly stratum: Stratum,
    readonly tasks: number,
    trees: number,
    accepted: number,
  ) {
    this.patience = Math.max(10, Math.min(4000, Math.ceil(6 / Math.max(accepted, 1e-6))));
    this.room = Math.max(1 / 64, Math.min(16, trees / Math.max(1, tasks) / 4));
    this.block = Math.max(PLACES, accepted > 0.4 ? 1 : this.chooseBlock());
    this.last = new LastResort(tasks, {
      draw: (draw) => this.drawFreely(draw),
      skeleton: () => stratum.deriver.skeleton(),
      bears: (task) => this.placed(task).next().done !== true,
    });
  }

  /** Rules on totals may leave prefixes without any skeleton: then a task needs several places to have one that bears. */
  private chooseBlock(): number {
    const places = Math.max(1, this.tasks) * 8;
    const tries = 64;
    let found = 0;
    for (let t = 0; t < tries; t++) {
      if (this.walk(Math.floor(((t + 0.5) * places) / tries), places, 0, 0) >= 0) found++;
    }
    const barren = 1 - found / tries;
    let block = 1;
    for (let all = barren; all > 0.01 && block < 64; all *= barren) block *= barren > 0.8 ? 2 : 1.5;
    return Math.ceil(block);
  }

  *candidates(task: number): Iterator<Skeleton> {
    yield* this.placed(task);
    yield* this.last.candidates(task);
  }

  /** What the places of a task bear. */
  private *placed(task: number): Generator<Skeleton> {
    const seen = new Set<string>();
    const places = this.tasks * this.block;
    for (let more = 0; more < 2; more++) {
      for (let allotment = 0; allotment <= RESERVES.length; allotment++) {
        if (more > 0 && allotment > 0) break;
        for (let p = 0; p < this.block; p++) {
          // The places of a task lie far apart, under other goals: what makes one barren is seldom true of the next.
          const home = (task + Math.floor(this.tasks * APART * (p + allotment))) % this.tasks;
          const place = home * this.block + p;
          let attempt = 0;
          for (let n = 0; n < (more > 0 ? MORE : CANDIDATES); n++) {
            attempt = this.walk(place, places, allotment, attempt);
            if (attempt < 0) break;
            const skeleton = this.stratum.deriver.skeleton();
            // The first candidate is mostly the only one that is asked for: it is written down when a second is.
            if (seen.size > 0 && seen.has(canonicalKey(skeleton))) continue;
            yield skeleton;
            seen.add(canonicalKey(skeleton));
          }
        }
      }
      // A second round over places that bore nothing would find nothing.
      if (seen.size === 0) return;
    }
  }

  /** The hash of what a free draw ends in; -1 where that is not the last resort's. */
  private drawFreely(draw: number): number {
    const { deriver, size, key, owns } = this.stratum;
    if (deriver.walkFreely(size, (key[2] ?? 0) ^ 0x5bd1e995, key[3] ?? 0, draw, null) !== 'done') return -1;
    const hash = deriver.totals.hash();
    const found = hash % CLASSES;
    return found < LAST || found >= (RESERVES[0] ?? 0) || !owns() ? -1 : hash;
  }

  /** Walks until the place yields a skeleton of the allotment's class; returns the next attempt's number, or -1. */
  private walk(place: number, places: number, allotment: number, attempt: number): number {
    const { deriver, size, key, owns } = this.stratum;
    const reserve = allotment === 0 ? -1 : (RESERVES[allotment - 1] ?? 0);
    const until = attempt + (allotment === 0 ? this.patience : this.patience * CLASSES);
    deriver.room = this.room;
    for (let at = attempt; at < until; at++) {
      const outcome = deriver.walkPlace(size, place, places, (key[0] ?? 0) ^ allotment, key[1] ?? 0, at);
      if (outcome === 'lost') return -1;
      if (outcome === 'failed') continue;
      const found = classOf(deriver);
      if ((reserve < 0 ? found <= MAIN : found === reserve) && owns()) return at + 1;
    }
    return -1;
  }
}
