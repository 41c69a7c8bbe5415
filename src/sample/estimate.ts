/**
 * How many skeletons a stratum has, estimated where they are too many to list.
 *
 * Walks are drawn by a programme that counts trees, in which every slot that could take a pointer has a guess in place of the number
 * of values that it could point to. What a walk finds there instead makes its weight: the mean weight, times the
 * programme's total, is the number of skeletons, without bias (Knuth, "Estimating the efficiency of backtrack programs",
 * 1975). Over a whole walk such weights multiply to a few huge ones and many zeros. So a population of walks goes on call by
 * call, and after each call those that did well are doubled and those that did not are dropped (sequential Monte Carlo; Del
 * Moral, "Feynman-Kac Formulae", 2004): the product of the stages' mean weights has no bias either. Several independent
 * populations give the mean and its standard error.
 */
import { Choices } from './choices.js';
import { Deriver } from './derive.js';
import { Draws } from './keys.js';
import type { Part } from './part.js';
import { Programme } from './programme.js';
import { Trail } from './trail.js';

export interface Estimate {
  readonly count: number;
  /** The relative standard error. */
  readonly error: number;
}

/** Independent populations of one estimate, and walks in each. */
const POPULATIONS = 16;
const WALKS = 1500;

/**
 * The guesses for the number of values that a slot could point to, where the user could fill it, too, and where nothing else
 * could. The second is low because there is often nothing to point to. The answer does not hang on them, its error does: these left the least.
 */
const POINTERS = 1;
const ONLY_POINTERS = 0.4;

export class Estimator {
  readonly deriver: Deriver;
  private readonly programme: Programme;
  private readonly draws = new Draws();
  private walks: Trail[] = [];
  private chosen: Trail[] = [];

  /** @param sharing whether values may be used again at all */
  constructor(part: Part, sharing: boolean) {
    const { model } = part;
    this.programme = new Programme(model, part.longest);
    const ones = new Float64Array(model.tools.length).fill(1);
    const pointers = Float64Array.from(model.slots, (slot) => (!sharing ? 0 : slot.user >= 0 ? POINTERS : ONLY_POINTERS));
    this.programme.fill(ones, { fresh: 1, onlyPointer: 0, alsoPointer: 0, pointers });
    this.deriver = new Deriver(new Choices(this.programme, this.programme, ones), sharing ? 1 : 0);
  }

  /** @param a,b a key @param owns whether the term that a walk of `deriver` has just ended in is counted */
  estimate(size: number, a: number, b: number, owns: () => boolean): Estimate {
    const found: number[] = [];
    for (let population = 0; population < POPULATIONS; population++) found.push(this.populate(size, a ^ population, b, owns));
    const mean = found.reduce((sum, x) => sum + x, 0) / POPULATIONS;
    const variance = found.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (POPULATIONS - 1);
    return { count: mean, error: mean > 0 ? Math.sqrt(variance / POPULATIONS) / mean : 1 };
  }

  private populate(size: number, a: number, b: number, owns: () => boolean): number {
    this.walks = Array.from({ length: WALKS }, () => new Trail());
    this.chosen = Array.from({ length: WALKS }, () => new Trail());
    const weights = new Float64Array(WALKS);
    let count = this.programme.total(size);
    for (let calls = 1; calls <= size; calls++) {
      let sum = 0;
      this.walks.forEach((trail, w) => {
        const weight = this.deriver.walkStage(size, trail, calls, a, b, calls * WALKS + w);
        const kept = weight > 0 && (calls < size || owns()) ? weight : 0;
        weights[w] = kept;
        sum += kept;
      });
      count *= sum / WALKS;
      if (sum === 0) return 0;
      if (calls < size) this.select(weights, sum, a, b, calls);
    }
    return count;
  }

  /** Systematic resampling: each walk goes on as often as its share of the weights says, rounded up or down. */
  private select(weights: Float64Array, sum: number, a: number, b: number, calls: number): void {
    this.draws.seed(a, b ^ 0x51ed270b, calls);
    let behind = 0;
    let from = 0;
    const offset = this.draws.unit();
    this.chosen.forEach((trail, k) => {
      const wanted = ((k + offset) * sum) / WALKS;
      while (from < WALKS - 1 && behind + (weights[from] ?? 0) <= wanted) behind += weights[from++] ?? 0;
      const best = this.walks[from];
      if (best !== undefined) trail.copyFrom(best);
    });
    [this.walks, this.chosen] = [this.chosen, this.walks];
  }
}
