/** Where the cells of a column get their randomness from. */
import { Stream, indexOfShare, type RandomSource } from './random.js';

/** Where an environment's words for row r of a column lie: its first word among those of all rows, the others in a stretch of its own. */
const STRETCHES = 2 ** 40;
const STRETCH = 4096;

/**
 * The words of the cells of one column. The first word of eight neighbouring rows comes from one block, so that a column
 * is read at an eighth of a block a cell where one choice makes a value; more words come from a stretch of blocks of the
 * row's own. One source serves a column: it is set to a row before each draw.
 */
export class CellSource implements RandomSource {
  readonly #words = new Uint32Array(8);
  #block = -1;
  #row = 0;
  #fresh = false;
  /** The column's blocks, wherever they are read. */
  #blocks: Stream | undefined;
  /** The words of the row beyond the first, once they are asked for. */
  #rest: Stream | undefined;
  #more: Stream | undefined;

  /** @param key 32 bytes */
  constructor(private readonly key: Uint8Array) {}

  at(row: number): this {
    const block = Math.floor(row / 8);
    if (block !== this.#block) {
      const stream = block === 0 ? new Stream(this.key) : (this.#blocks ??= new Stream(this.key)).skipTo(block);
      for (let i = 0; i < 8; i++) this.#words[i] = stream.u32();
      this.#block = block;
    }
    this.#row = row;
    this.#fresh = true;
    this.#rest = undefined;
    return this;
  }

  u32(): number {
    if (this.#fresh) {
      this.#fresh = false;
      return this.#words[this.#row % 8] ?? 0;
    }
    return (this.#rest ??= this.#others()).u32();
  }

  #others(): Stream {
    return (this.#more ??= new Stream(this.key)).skipTo(STRETCHES + this.#row * STRETCH);
  }

  /** The first word is multiplied rather than masked, so that it is hardly ever thrown away (Lemire 2019); exact all the same. */
  below(n: number): number {
    if (this.#fresh && n <= 2 ** 21) {
      if (n === 1) return 0;
      const product = this.u32() * n;
      if (product % 2 ** 32 >= 2 ** 32 % n) return Math.floor(product / 2 ** 32);
    }
    return (this.#rest ??= this.#others()).below(n);
  }

  unit(): number {
    return ((this.u32() >>> 5) * 67108864 + (this.u32() >>> 6)) / 2 ** 53;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  weighted(cumulative: ArrayLike<number>): number {
    return indexOfShare(cumulative, this.below(cumulative[cumulative.length - 1] ?? 0));
  }
}
