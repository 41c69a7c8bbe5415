/**
 * Keyed randomness: BLAKE2s (RFC 7693) as key derivation and, in counter mode, as a stream.
 *
 * Every decision has a key of its own, made of names, so that a new decision shifts no other. Python has BLAKE2s in its
 * standard library, in C, and gives the same bytes.
 */

const IV = Uint32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19);

// prettier-ignore
const SIGMA = Uint8Array.of(
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
  11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
  7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
  9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
  2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
  12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
  13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
  6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
  10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
);

/** The compression function's message block and working state, used by one call at a time. */
const m = new Uint32Array(16);
const h = new Uint32Array(8);

/**
 * Mixes the block in `m` into `h`. `bytes` counts the input so far (below 2^32), `last` marks the final block.
 * The sixteen words of state are local variables: that is what makes it fast.
 */
function compress(bytes: number, last: boolean): void {
  let v0 = h[0]! | 0, v1 = h[1]! | 0, v2 = h[2]! | 0, v3 = h[3]! | 0;
  let v4 = h[4]! | 0, v5 = h[5]! | 0, v6 = h[6]! | 0, v7 = h[7]! | 0;
  let v8 = 0x6a09e667, v9 = 0xbb67ae85 | 0, v10 = 0x3c6ef372, v11 = 0xa54ff53a | 0;
  let v12 = 0x510e527f ^ bytes, v13 = 0x9b05688c | 0, v14 = last ? ~0x1f83d9ab : 0x1f83d9ab, v15 = 0x5be0cd19;
  let x: number;
  for (let r = 0; r < 160; r += 16) {
    v0 = (v0 + v4 + m[SIGMA[r]!]!) | 0; x = v12 ^ v0; v12 = (x >>> 16) | (x << 16); v8 = (v8 + v12) | 0; x = v4 ^ v8; v4 = (x >>> 12) | (x << 20);
    v0 = (v0 + v4 + m[SIGMA[r + 1]!]!) | 0; x = v12 ^ v0; v12 = (x >>> 8) | (x << 24); v8 = (v8 + v12) | 0; x = v4 ^ v8; v4 = (x >>> 7) | (x << 25);
    v1 = (v1 + v5 + m[SIGMA[r + 2]!]!) | 0; x = v13 ^ v1; v13 = (x >>> 16) | (x << 16); v9 = (v9 + v13) | 0; x = v5 ^ v9; v5 = (x >>> 12) | (x << 20);
    v1 = (v1 + v5 + m[SIGMA[r + 3]!]!) | 0; x = v13 ^ v1; v13 = (x >>> 8) | (x << 24); v9 = (v9 + v13) | 0; x = v5 ^ v9; v5 = (x >>> 7) | (x << 25);
    v2 = (v2 + v6 + m[SIGMA[r + 4]!]!) | 0; x = v14 ^ v2; v14 = (x >>> 16) | (x << 16); v10 = (v10 + v14) | 0; x = v6 ^ v10; v6 = (x >>> 12) | (x << 20);
    v2 = (v2 + v6 + m[SIGMA[r + 5]!]!) | 0; x = v14 ^ v2; v14 = (x >>> 8) | (x << 24); v10 = (v10 + v14) | 0; x = v6 ^ v10; v6 = (x >>> 7) | (x << 25);
    v3 = (v3 + v7 + m[SIGMA[r + 6]!]!) | 0; x = v15 ^ v3; v15 = (x >>> 16) | (x << 16); v11 = (v11 + v15) | 0; x = v7 ^ v11; v7 = (x >>> 12) | (x << 20);
    v3 = (v3 + v7 + m[SIGMA[r + 7]!]!) | 0; x = v15 ^ v3; v15 = (x >>> 8) | (x << 24); v11 = (v11 + v15) | 0; x = v7 ^ v11; v7 = (x >>> 7) | (x << 25);
    v0 = (v0 + v5 + m[SIGMA[r + 8]!]!) | 0; x = v15 ^ v0; v15 = (x >>> 16) | (x << 16); v10 = (v10 + v15) | 0; x = v5 ^ v10; v5 = (x >>> 12) | (x << 20);
    v0 = (v0 + v5 + m[SIGMA[r + 9]!]!) | 0; x = v15 ^ v0; v15 = (x >>> 8) | (x << 24); v10 = (v10 + v15) | 0; x = v5 ^ v10; v5 = (x >>> 7) | (x << 25);
    v1 = (v1 + v6 + m[SIGMA[r + 10]!]!) | 0; x = v12 ^ v1; v12 = (x >>> 16) | (x << 16); v11 = (v11 + v12) | 0; x = v6 ^ v11; v6 = (x >>> 12) | (x << 20);
    v1 = (v1 + v6 + m[SIGMA[r + 11]!]!) | 0; x = v12 ^ v1; v12 = (x >>> 8) | (x << 24); v11 = (v11 + v12) | 0; x = v6 ^ v11; v6 = (x >>> 7) | (x << 25);
    v2 = (v2 + v7 + m[SIGMA[r + 12]!]!) | 0; x = v13 ^ v2; v13 = (x >>> 16) | (x << 16); v8 = (v8 + v13) | 0; x = v7 ^ v8; v7 = (x >>> 12) | (x << 20);
    v2 = (v2 + v7 + m[SIGMA[r + 13]!]!) | 0; x = v13 ^ v2; v13 = (x >>> 8) | (x << 24); v8 = (v8 + v13) | 0; x = v7 ^ v8; v7 = (x >>> 7) | (x << 25);
    v3 = (v3 + v4 + m[SIGMA[r + 14]!]!) | 0; x = v14 ^ v3; v14 = (x >>> 16) | (x << 16); v9 = (v9 + v14) | 0; x = v4 ^ v9; v4 = (x >>> 12) | (x << 20);
    v3 = (v3 + v4 + m[SIGMA[r + 15]!]!) | 0; x = v14 ^ v3; v14 = (x >>> 8) | (x << 24); v9 = (v9 + v14) | 0; x = v4 ^ v9; v4 = (x >>> 7) | (x << 25);
  }
  h[0] = h[0]! ^ v0 ^ v8; h[1] = h[1]! ^ v1 ^ v9; h[2] = h[2]! ^ v2 ^ v10; h[3] = h[3]! ^ v3 ^ v11;
  h[4] = h[4]! ^ v4 ^ v12; h[5] = h[5]! ^ v5 ^ v13; h[6] = h[6]! ^ v6 ^ v14; h[7] = h[7]! ^ v7 ^ v15;
}

/** BLAKE2s of `data` under an optional key of at most 32 bytes. @param length bytes of output, 1 to 32 */
export function blake2s(data: Uint8Array, key?: Uint8Array, length = 32): Uint8Array {
  const keyLength = key?.length ?? 0;
  if (keyLength > 32 || length < 1 || length > 32) throw new RangeError('BLAKE2s takes keys up to 32 bytes and gives 1 to 32');
  let input = data;
  if (key !== undefined && keyLength > 0) {
    input = new Uint8Array(64 + data.length);
    input.set(key);
    input.set(data, 64);
  }
  h.set(IV);
  h[0] = h[0]! ^ 0x01010000 ^ (keyLength << 8) ^ length;
  let at = 0;
  while (input.length - at > 64) {
    load(input, at, 64);
    at += 64;
    compress(at, false);
  }
  load(input, at, input.length - at);
  compress(input.length, true);
  const out = new Uint8Array(length);
  for (let i = 0; i < length; i++) out[i] = h[i >> 2]! >>> (8 * (i & 3));
  return out;
}

/** Puts `count` bytes into the message block, little-endian, zeros after them. */
function load(input: Uint8Array, at: number, count: number): void {
  m.fill(0);
  for (let i = 0; i < count; i++) m[i >> 2] = m[i >> 2]! | (input[at + i]! << (8 * (i & 3)));
}

let scratch = new Uint8Array(512);

/**
 * A key of 32 bytes from a parent key and labels. The encoding is unambiguous: a label is a tag byte (`s` for text,
 * `n` for a number, which is written in decimal), its length in bytes as four bytes little-endian, and its UTF-8
 * bytes; the whole is hashed under the parent as the key.
 */
export function deriveKey(parent: Uint8Array | null, ...labels: readonly (string | number)[]): Uint8Array {
  let used = 0;
  for (const label of labels) {
    const text = typeof label === 'number' ? String(label) : label;
    // Room for the padding of the last block, too.
    if (used + 69 + text.length * 3 > scratch.length) {
      const larger = new Uint8Array(2 * (used + 69 + text.length * 3));
      larger.set(scratch.subarray(0, used));
      scratch = larger;
    }
    const start = used + 5;
    const length = writeUtf8(text, scratch, start);
    scratch[used] = typeof label === 'number' ? 0x6e : 0x73;
    scratch[used + 1] = length;
    scratch[used + 2] = length >>> 8;
    scratch[used + 3] = length >>> 16;
    scratch[used + 4] = length >>> 24;
    used = start + length;
  }
  if (parent?.length !== 32 || used === 0) return blake2s(scratch.subarray(0, used), parent ?? undefined);
  return hashScratch(parent, used);
}

/** The last parent that keys were derived from, and the state after its block: keys are mostly derived in rows. */
const lastParent = new Uint8Array(32);
const lastState = new Uint32Array(8);
let lastKnown = false;

/** BLAKE2s under a key of 32 bytes of the first `used` bytes of the scratch, without copies. */
function hashScratch(parent: Uint8Array, used: number): Uint8Array {
  let same = lastKnown;
  for (let i = 0; same && i < 32; i++) same = parent[i] === lastParent[i];
  if (same) {
    h.set(lastState);
  } else {
    h.set(IV);
    h[0] = h[0]! ^ 0x01012020;
    load(parent, 0, 32);
    compress(64, false);
    lastParent.set(parent);
    lastState.set(h);
    lastKnown = true;
  }
  const blocks = (used + 63) >> 6;
  scratch.fill(0, used, blocks << 6);
  for (let b = 0; b < blocks; b++) {
    let at = b << 6;
    for (let i = 0; i < 16; i++, at += 4) m[i] = scratch[at]! | (scratch[at + 1]! << 8) | (scratch[at + 2]! << 16) | (scratch[at + 3]! << 24);
    const last = b === blocks - 1;
    compress(last ? 64 + used : 64 + ((b + 1) << 6), last);
  }
  const out = new Uint8Array(32);
  for (let i = 0, at = 0; i < 8; i++, at += 4) {
    const word = h[i]!;
    out[at] = word;
    out[at + 1] = word >>> 8;
    out[at + 2] = word >>> 16;
    out[at + 3] = word >>> 24;
  }
  return out;
}

const encoder = new TextEncoder();

/** UTF-8 by hand while it is ASCII, which names and canonical JSON nearly always are. */
function writeUtf8(text: string, into: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return encoder.encodeInto(text, into.subarray(at)).written;
    into[at + i] = unit;
  }
  return text.length;
}

const TWO_32 = 4294967296;

/**
 * An endless sequence of 32-bit words: word 8·n + i is word i (little-endian) of BLAKE2s, under the stream's key, of
 * the counter n written as eight bytes little-endian.
 */
export class Stream {
  readonly #words = new Uint32Array(8);
  readonly #key = new Uint32Array(8);
  #next = 8;
  #counter = 0;

  /** @param key 32 bytes */
  constructor(key: Uint8Array) {
    if (key.length !== 32) throw new RangeError('a stream takes a key of 32 bytes');
    for (let i = 0; i < 32; i++) this.#key[i >> 2] = this.#key[i >> 2]! | (key[i]! << (8 * (i & 3)));
  }

  /** The next 32 bits, as a number from 0 to 2^32 - 1. */
  u32(): number {
    if (this.#next === 8) this.#refill();
    return this.#words[this.#next++]!;
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
    const total = cumulative[cumulative.length - 1] ?? 0;
    const at = this.below(total);
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at < cumulative[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #refill(): void {
    // BLAKE2s with a key of 32 bytes: the key fills the first block, the counter the second.
    h.set(IV);
    h[0] = h[0]! ^ 0x01012020;
    m.fill(0);
    m.set(this.#key);
    compress(64, false);
    m.fill(0);
    m[0] = this.#counter >>> 0;
    m[1] = Math.floor(this.#counter / TWO_32);
    compress(72, true);
    this.#words.set(h);
    this.#counter++;
    this.#next = 0;
  }
}
