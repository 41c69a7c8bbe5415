/**
 * A keyed permutation of 0 .. n-1 that is computed, not stored, in both directions: a Feistel network of six rounds on
 * the next even number of bits, walked along its cycles until it comes back below n (Black and Rogaway, "Ciphers with
 * arbitrary finite domains", 2002). The range is at most four times n, so a walk takes four steps on average at worst.
 */

/** MurmurHash3's finalizer: a bijection of 32-bit words in which every input bit moves every output bit. */
export function mix32(x: number): number {
  let h = x;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

export class Permutation {
  private readonly half: number;
  private readonly size: number;
  private readonly rounds: Int32Array;

  /** @param n at most 2^52 @param key any 32-bit words */
  constructor(
    private readonly n: number,
    key: Uint32Array,
  ) {
    let bits = 2;
    while (2 ** bits < n) bits += 2;
    this.half = 2 ** (bits / 2);
    this.size = this.half - 1;
    this.rounds = Int32Array.from({ length: 6 }, (_, r) => mix32((key[r % key.length] ?? 0) ^ Math.imul(r + 1, 0x9e3779b1)));
  }

  at(index: number): number {
    if (this.n < 2) return index;
    let x = index;
    do {
      let left = Math.floor(x / this.half);
      let right = x % this.half;
      for (let r = 0; r < 6; r++) {
        const next = left ^ (mix32(right ^ (this.rounds[r] ?? 0)) & this.size);
        left = right;
        right = next;
      }
      x = left * this.half + right;
    } while (x >= this.n);
    return x;
  }

  /** The index that `at` takes to `place`. */
  indexOf(place: number): number {
    if (this.n < 2) return place;
    let x = place;
    do {
      let left = Math.floor(x / this.half);
      let right = x % this.half;
      for (let r = 5; r >= 0; r--) {
        const before = right ^ (mix32(left ^ (this.rounds[r] ?? 0)) & this.size);
        right = left;
        left = before;
      }
      x = left * this.half + right;
    } while (x >= this.n);
    return x;
  }
}
