/**
 * How much instructions repeat one another: equal texts, shared 12-grams (the usual test of contamination between a
 * training and a test set), and near-duplicates. Deterministic, and bounded: only the first `LIMIT` of a set are compared.
 */

export interface DuplicateFigures {
  /** How many instructions were compared: all of the set, or the first so many. */
  readonly compared: number;
  /** Instructions equal to an earlier one of the set. */
  readonly equal: number;
  /** Instructions that share twelve words in a row with an earlier one of the set. */
  readonly shared12: number;
  /** The same with an instruction of a set that was built before; absent for the first set. */
  readonly shared12WithOthers?: number;
  /** Instructions nearly equal to an earlier one of the set: of the three-word sequences of both, 80 in 100 are common (MinHash). */
  readonly near: number;
}

const LIMIT = 20_000;
const GRAM = 12;
const SHINGLE = 3;
const HASHES = 64;
const ROWS = 4;
const NEAR = 0.8;
/** How many earlier instructions of one bucket are compared with. */
const BUCKET = 16;

/** Compares the instructions of one set after the other. */
export class Duplicates {
  /** 12-gram → the sets that it occurs in, a bit each. */
  readonly #grams = new Map<number, number>();
  #sets = 0;

  /** The counter of the next set. */
  next(): SetDuplicates {
    return new SetDuplicates(this.#grams, this.#sets++);
  }
}

export class SetDuplicates {
  readonly #texts = new Set<string>();
  readonly #signatures: Uint32Array[] = [];
  readonly #buckets = new Map<number, number[]>();
  readonly #bit: number;
  readonly #others: number;
  #compared = 0;
  #equal = 0;
  #shared = 0;
  #sharedWithOthers = 0;
  #near = 0;

  constructor(
    private readonly grams: Map<number, number>,
    private readonly index: number,
  ) {
    // Sets beyond the thirtieth share a bit.
    this.#bit = 1 << Math.min(index, 30);
    this.#others = this.#bit - 1;
  }

  add(instruction: string): void {
    if (this.#compared >= LIMIT) return;
    this.#compared++;
    if (this.#texts.has(instruction)) this.#equal++;
    this.#texts.add(instruction);
    const words = instruction.toLowerCase().split(/\s+/).filter((word) => word !== '').map(hashWord);
    this.#countGrams(words);
    if (this.#isNear(words)) this.#near++;
  }

  result(): DuplicateFigures {
    return {
      compared: this.#compared,
      equal: this.#equal,
      shared12: this.#shared,
      ...(this.index === 0 ? {} : { shared12WithOthers: this.#sharedWithOthers }),
      near: this.#near,
    };
  }

  #countGrams(words: readonly number[]): void {
    let seen = 0;
    const fresh: number[] = [];
    for (let i = 0; i + GRAM <= words.length; i++) {
      const key = hashWords(words, i, GRAM);
      seen |= this.grams.get(key) ?? 0;
      fresh.push(key);
    }
    if ((seen & this.#bit) !== 0) this.#shared++;
    if ((seen & this.#others) !== 0) this.#sharedWithOthers++;
    for (const key of fresh) this.grams.set(key, (this.grams.get(key) ?? 0) | this.#bit);
  }

  #isNear(words: readonly number[]): boolean {
    if (words.length < SHINGLE) return false;
    const signature = new Uint32Array(HASHES).fill(0xffffffff);
    for (let i = 0; i + SHINGLE <= words.length; i++) {
      const base = hashWords(words, i, SHINGLE) % 0x100000000;
      for (let n = 0; n < HASHES; n++) {
        const value = mix(base ^ Math.imul(n + 1, 0x9e3779b1));
        if (value < signature[n]!) signature[n] = value;
      }
    }
    const id = this.#signatures.push(signature) - 1;
    let found = false;
    for (let band = 0; band < HASHES / ROWS; band++) {
      let key = band;
      for (let row = 0; row < ROWS; row++) key = mix(key ^ signature[band * ROWS + row]!);
      const bucket = this.#buckets.get(key);
      if (bucket === undefined) this.#buckets.set(key, [id]);
      else {
        found ||= bucket.some((other) => alike(signature, this.#signatures[other]!) >= NEAR);
        if (bucket.length < BUCKET) bucket.push(id);
      }
    }
    return found;
  }
}

function alike(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let n = 0; n < HASHES; n++) if (a[n] === b[n]) same++;
  return same / HASHES;
}

function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** 52 bits of a run of words. */
function hashWords(words: readonly number[], from: number, count: number): number {
  let a = 0x811c9dc5;
  let b = 0x2545f491;
  for (let i = from; i < from + count; i++) {
    a = mix(a ^ words[i]!);
    b = mix(Math.imul(b, 31) + words[i]!);
  }
  return (a >>> 0) * 0x100000 + (b & 0xfffff);
}

/** The finaliser of MurmurHash3. */
function mix(x: number): number {
  let h = x >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
