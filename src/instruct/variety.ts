/** Choices among wordings: a small generator seeded from a task's stream, so that a choice costs nothing. */
import type { Stream } from '../runtime/random.js';

export class Variety {
  private a: number;
  private b: number;

  constructor(stream: Stream) {
    this.a = stream.u32() | 0;
    this.b = stream.u32() | 1;
  }

  /** A whole number from 0 to n - 1. Uneven by at most n / 2^32, which no reader of sentences will notice. */
  below(n: number): number {
    // Two xorshift-multiply rounds over a Weyl sequence.
    this.a = (this.a + 0x9e3779b9) | 0;
    let h = Math.imul(this.a ^ (this.a >>> 16), 0x85ebca6b) ^ this.b;
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
    return Math.floor(((h >>> 0) / 4294967296) * n);
  }

  /** One of the items; there must be one. */
  pick<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}
