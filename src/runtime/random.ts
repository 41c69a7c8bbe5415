/**
 * Keyed randomness: BLAKE2s (RFC 7693) as key derivation and, in counter mode, as a stream.
 *
 * Every decision has a key of its own, made of names, so that a new decision shifts no other. Python has BLAKE2s in its
 * standard library, in C, and gives the same bytes. README.md of this folder says how, in six lines of Python.
 */
import { begin, blake2s, bytesOf, compress, h, load, m } from './blake2s.js';
import { LabelWriter } from './labels.js';

export { blake2s } from './blake2s.js';

/** Of the keys that are being derived, one at a time. */
const writer = new LabelWriter();

/** A key of 32 bytes from a parent key and labels: BLAKE2s, under the parent, of the labels in bytes (`labels.ts`). */
export function deriveKey(parent: Uint8Array | null, ...labels: readonly (string | number)[]): Uint8Array {
  writer.restart();
  for (const label of labels) writer.add(label);
  if (parent?.length !== 32 || labels.length === 0) return blake2s(writer.encoded(), parent ?? undefined);
  hashUnder(parent, writer);
  return bytesOf(32);
}

/** The last parent that keys were derived from, and the state after its block: keys are mostly derived in rows. */
const lastParent = new Uint8Array(32);
const lastState = new Int32Array(8);
let lastKnown = false;

/** BLAKE2s under a key of 32 bytes of labels, at least one, left in the state `h`. */
function hashUnder(parent: Uint8Array, labels: LabelWriter): void {
  let same = lastKnown;
  for (let i = 0; same && i < 32; i++) same = parent[i] === lastParent[i];
  if (same) {
    h.set(lastState);
  } else {
    begin(32, 32);
    load(parent, 0, 32);
    compress(64, false);
    lastParent.set(parent);
    lastState.set(h);
    lastKnown = true;
  }
  const blocks = labels.pad();
  for (let b = 0; b < blocks; b++) {
    load(labels.bytes, b << 6, 64);
    const last = b === blocks - 1;
    compress(last ? 64 + labels.length : 64 + ((b + 1) << 6), last);
  }
}

const TWO_32 = 4294967296;

/** Where random choices come from: a stream, or the words of one cell of an entity. */
export interface RandomSource {
  u32(): number;
  below(n: number): number;
  unit(): number;
  pick<T>(items: readonly T[]): T;
  weighted(cumulative: ArrayLike<number>): number;
}

/** The index that a number below the total of the weights falls on. @param cumulative running sums */
export function indexOfShare(cumulative: ArrayLike<number>, at: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at < cumulative[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * An endless sequence of 32-bit words: the key's own eight words, little-endian, and after them, for n = 1, 2, …, the eight
 * words of BLAKE2s, under the key, of n written as eight bytes little-endian.
 *
 * The key must be one that `deriveKey` made: its words are as good as any others then, and most decisions need no more.
 */
export class Stream implements RandomSource {
  readonly #words = new Int32Array(8);
  /** The hash's state after the key, which every block but the key's own starts from; made when the first is asked for. Before, the words are the key. */
  #state: Int32Array | null = null;
  #next = 0;
  #counter = 0;

  /** @param key 32 bytes, from `deriveKey` @param start the block to begin with: 0 is the key's own, 1 to 2^53 those that are hashed */
  constructor(key: Uint8Array, start = 0) {
    if (key.length !== 32) throw new RangeError('a stream takes a key of 32 bytes');
    for (let i = 0; i < 32; i++) this.#words[i >> 2] = this.#words[i >> 2]! | (key[i]! << (8 * (i & 3)));
    if (start > 0) {
      this.#next = 8;
      this.#counter = start - 1;
    }
  }

  /** Becomes the stream of `deriveKey(parent, ...labels)`, from its start: for where streams are many and short. @param parent 32 bytes */
  restart(parent: Uint8Array, ...labels: readonly (string | number)[]): this {
    writer.restart();
    for (const label of labels) writer.add(label);
    return this.restartWith(parent, writer);
  }

  /** The same with labels that were written already. */
  restartWith(parent: Uint8Array, labels: LabelWriter): this {
    if (parent.length !== 32 || labels.length === 0) throw new RangeError('a stream takes a parent of 32 bytes, and labels');
    hashUnder(parent, labels);
    this.#words.set(h);
    this.#state = null;
    this.#next = 0;
    this.#counter = 0;
    return this;
  }

  /** The next 32 bits, as a number from 0 to 2^32 - 1. */
  u32(): number {
    if (this.#next === 8) this.#refill();
    return this.#words[this.#next++]! >>> 0;
  }

  /** A whole number from 0 to n - 1, every one equally likely: bits are masked, and what is too large is drawn again. @param n 1 to 2^53 */
  below(n: number): number {
    if (!(n >= 1) || n > 2 ** 53 || !Number.isInteger(n)) throw new RangeError(`below(${n}): a whole number from 1 to 2^53 is needed`);
    if (n === 1) return 0;
    if (n <= TWO_32) {
      const mask = 0xffffffff >>> Math.clz32(n - 1);
      for (;;) {
        const x = (this.u32() & mask) >>> 0;
        if (x < n) return x;
      }
    }
    const highest = Math.floor((n - 1) / TWO_32);
    const mask = 0xffffffff >>> Math.clz32(highest);
    for (;;) {
      const high = (this.u32() & mask) >>> 0;
      const x = high * TWO_32 + this.u32();
      if (x < n) return x;
    }
  }

  /** A multiple of 2^-53 from 0 up to but not including 1. */
  unit(): number {
    const a = this.u32() >>> 5;
    const b = this.u32() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }

  /** One of the items, each equally likely. @throws RangeError where there are none */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /**
   * An index, as likely as its weight. @param cumulative the running sums of positive whole weights; the last is their total
   */
  weighted(cumulative: ArrayLike<number>): number {
    return indexOfShare(cumulative, this.below(cumulative[cumulative.length - 1] ?? 0));
  }

  /** Goes on with a block that is hashed, 1 to 2^53. */
  skipTo(block: number): this {
    this.#keyed();
    this.#next = 8;
    this.#counter = block - 1;
    return this;
  }

  #refill(): void {
    h.set(this.#keyed());
    this.#counter++;
    m.fill(0);
    m[0] = this.#counter;
    m[1] = Math.floor(this.#counter / TWO_32);
    compress(72, true);
    this.#words.set(h);
    this.#next = 0;
  }

  /** BLAKE2s with a key of 32 bytes: the key fills the first block, the counter the second. */
  #keyed(): Int32Array {
    if (this.#state !== null) return this.#state;
    begin(32, 32);
    m.fill(0);
    m.set(this.#words);
    compress(64, false);
    return (this.#state = h.slice());
  }
}
