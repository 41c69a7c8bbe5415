/**
 * Which tools a task lists beside its gold ones, and in what order: by rendezvous hashing of names, so that a tool
 * added to the world changes only the lists it enters.
 */
import { Stream } from '../../runtime/random.js';

export class ToolShelf {
  readonly #names: readonly string[];
  readonly #hashes: Uint32Array;
  readonly #index: ReadonlyMap<string, number>;
  readonly #scores: Uint32Array;

  /** @param names every tool that may be listed, in any order */
  constructor(names: readonly string[]) {
    this.#names = [...names].sort((a, b) => (a < b ? -1 : 1));
    this.#hashes = Uint32Array.from(this.#names, fnv1a);
    this.#index = new Map(this.#names.map((name, i) => [name, i]));
    this.#scores = new Uint32Array(this.#names.length);
  }

  /**
   * The gold tools and `count` others (or as many as there are), in keyed order.
   * @param gold without repetitions
   */
  list(gold: readonly string[], count: number, key: Uint8Array): string[] {
    const salt = new Stream(key).u32();
    const scores = this.#scores;
    for (let i = 0; i < scores.length; i++) scores[i] = mix(((this.#hashes[i] ?? 0) ^ salt) >>> 0);
    const chosen: number[] = [];
    const isGold = new Set<number>();
    for (const name of gold) {
      const i = this.#index.get(name);
      if (i !== undefined) isGold.add(i);
    }
    // Few of many are wanted, so keep the best so far in order instead of sorting all.
    for (let i = 0; i < scores.length && count > 0; i++) {
      if (isGold.has(i)) continue;
      const last = chosen[chosen.length - 1];
      if (chosen.length === count && last !== undefined && !this.#before(i, last)) continue;
      let at = chosen.length;
      while (at > 0 && this.#before(i, chosen[at - 1] ?? 0)) at--;
      chosen.splice(at, 0, i);
      if (chosen.length > count) chosen.pop();
    }
    // A second mixing orders the list, so that a place in it says nothing about being a distractor.
    const all = [...isGold, ...chosen];
    const order = (i: number): number => mix((scores[i] ?? 0) ^ 0x9e3779b9);
    all.sort((a, b) => order(a) - order(b) || a - b);
    return all.map((i) => this.#names[i] ?? '');
  }

  #before(a: number, b: number): boolean {
    const x = this.#scores[a] ?? 0;
    const y = this.#scores[b] ?? 0;
    return x < y || (x === y && a < b);
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3: every input bit changes every output bit with probability near one half. */
function mix(x: number): number {
  let h = x >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
