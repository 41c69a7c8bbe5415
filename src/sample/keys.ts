/**
 * Keys of prefixes, and the small generators that they seed.
 *
 * The set's key comes from BLAKE2s (`runtime/random.ts`). Below it, a derivation mixes the names it chooses into two
 * 32-bit words, the prefix key, by multiply-xorshift rounds (the constants of MurmurHash3 and SplitMix): far cheaper
 * than a hash a step, and nothing secret hangs on it. Prefixes differ in their names only, so reordering a world's
 * source changes no key, and an edit changes only the keys of prefixes that meet it.
 */
import { mix32 } from '../runtime/permutation.js';

/** A 32-bit hash of a name: FNV-1a over its UTF-16 units, finished by MurmurHash3's mixer. */
export function nameHash(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    h = Math.imul(h ^ (unit & 0xff), 0x01000193);
    h = Math.imul(h ^ (unit >>> 8), 0x01000193);
  }
  return mix32(h);
}

/** The words of a key, as unsigned 32-bit numbers, little-endian. */
export function keyWords(key: Uint8Array): Uint32Array {
  const words = new Uint32Array(key.length >> 2);
  for (let i = 0; i < key.length; i++) words[i >> 2] = ((words[i >> 2] ?? 0) | ((key[i] ?? 0) << (8 * (i & 3)))) >>> 0;
  return words;
}

const TWO_53 = 9007199254740992;

/** The key of a prefix, extended choice by choice. */
export class PrefixKey {
  a = 0;
  b = 0;

  reset(a: number, b: number): void {
    this.a = a | 0;
    this.b = b | 0;
  }

  /** Extends the prefix by a choice, given by a hash of its name. */
  extend(choice: number): void {
    const a = Math.imul(this.a ^ choice, 0x9e3779b1) ^ this.b;
    const b = Math.imul((this.b + choice) ^ (a >>> 15), 0x85ebca6b);
    this.a = (a ^ (b >>> 13)) | 0;
    this.b = (Math.imul(b, 0xc2b2ae35) ^ (this.a >>> 16)) | 0;
  }

  /** A number in [0, 1) that depends on the prefix alone. */
  unit(): number {
    const high = mix32(this.a ^ Math.imul(this.b, 0x27d4eb2f)) >>> 5;
    const low = mix32(this.b ^ 0x165667b1) >>> 6;
    return (high * 67108864 + low) / TWO_53;
  }
}

/** The sfc32 generator of Doty-Humphrey (PractRand): 128 bits of state, period at least 2^32, seeded by a prefix key. */
export class Draws {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 1;

  seed(a: number, b: number, attempt: number): void {
    this.a = a | 0;
    this.b = b | 0;
    this.c = attempt | 0;
    this.counter = 1;
    for (let i = 0; i < 12; i++) this.u32();
  }

  /** 32 bits, as a signed number. */
  u32(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return t;
  }

  /** 53 bits in [0, 1). */
  unit(): number {
    const high = this.u32() >>> 5;
    return (high * 67108864 + (this.u32() >>> 6)) / TWO_53;
  }
}
