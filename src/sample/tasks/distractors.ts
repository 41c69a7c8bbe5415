/**
 * Which tools a task lists beside its gold ones, and in what order: by rendezvous hashing of names, so that a tool
 * added to the world changes only the lists it enters.
 */
import { Stream } from '../../runtime/random.js';

export class ToolShelf {
  readonly #names: readonly string[];
  readonly #hashes: Int32Array;
  readonly #index: ReadonlyMap<string, number>;
  /** Numbers of the tools listed, the gold ones first. */
  #listed = new Int32Array(64);
  /** The best so far, the best first: numbers of tools and their scores. */
  #chosen = new Int32Array(64);
  #scores = new Float64Array(64);
  readonly #stream = new Stream(new Uint8Array(32));

  /** @param names every tool that may be listed, in any order */
  constructor(names: readonly string[]) {
    this.#names = [...names].sort((a, b) => (a < b ? -1 : 1));
    this.#hashes = Int32Array.from(this.#names, fnv1a);
    this.#index = new Map(this.#names.map((name, i) => [name, i]));
  }

  /**
   * The gold tools and `count` others (or as many as there are), in keyed order.
   * @param gold without repetitions @param key 32 bytes
   */
  list(gold: readonly string[], count: number, key: Uint8Array): string[] {
    const salt = this.#stream.restart(key, 'tools').u32();
    const wanted = Math.max(0, Math.min(count, this.#names.length));
    this.#makeRoom(gold.length + wanted);
    const listed = this.#listed;
    let size = 0;
    for (const name of gold) {
      const i = this.#index.get(name);
      if (i !== undefined) listed[size++] = i;
    }
    const found = wanted > 0 ? this.#choose(size, wanted, salt) : 0;
    for (let k = 0; k < found; k++) listed[size++] = this.#chosen[k]!;
    // A second mixing orders the list, so that a place in it says nothing about being a distractor.
    const order = this.#scores;
    for (let k = 0; k < size; k++) {
      const tool = listed[k]!;
      const place = mix(mix(this.#hashes[tool]! ^ salt) ^ 0x9e3779b9);
      let j = k;
      for (; j > 0 && (place < order[j - 1]! || (place === order[j - 1] && tool < listed[j - 1]!)); j--) {
        order[j] = order[j - 1]!;
        listed[j] = listed[j - 1]!;
      }
      order[j] = place;
      listed[j] = tool;
    }
    const names: string[] = [];
    for (let k = 0; k < size; k++) names.push(this.#names[listed[k]!]!);
    return names;
  }

  #makeRoom(size: number): void {
    if (this.#listed.length >= size) return;
    this.#listed = new Int32Array(2 * size);
    this.#chosen = new Int32Array(2 * size);
    this.#scores = new Float64Array(2 * size);
  }

  /**
   * Keeps the tools of the lowest scores, the first `gold` listed left out: few of many are wanted, so the best so far are kept
   * in order.
   */
  #choose(gold: number, count: number, salt: number): number {
    const chosen = this.#chosen;
    const scores = this.#scores;
    const hashes = this.#hashes;
    let found = 0;
    let worst = Infinity;
    for (let i = 0; i < hashes.length; i++) {
      const score = mix(hashes[i]! ^ salt);
      // Of equal scores the earlier tool wins, which is there already.
      if (score >= worst || this.#isGold(i, gold)) continue;
      let at = found < count ? found++ : count - 1;
      for (; at > 0 && score < scores[at - 1]!; at--) {
        chosen[at] = chosen[at - 1]!;
        scores[at] = scores[at - 1]!;
      }
      chosen[at] = i;
      scores[at] = score;
      if (found === count) worst = scores[count - 1]!;
    }
    return found;
  }

  #isGold(tool: number, gold: number): boolean {
    for (let k = 0; k < gold; k++) if (this.#listed[k] === tool) return true;
    return false;
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
