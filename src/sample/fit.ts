/**
 * Tool weights under which every tool is about as frequent as its author asks.
 *
 * Iterative scaling: compute how often each tool is expected (inside and outside weights, `programme.ts`), multiply its weight
 * by the square root of wanted over expected, repeat. Only + * / and sqrt are used, which every machine rounds alike.
 * Weights are clamped: a tool that the graph itself makes rare or unavoidable cannot be brought to its target by any
 * weight, and unclamped weights would run away. What is left is reported as the residual.
 */
import type { Model } from './model.js';
import { Outside } from './outside.js';
import type { Leaves, Programme } from './programme.js';

/** e^5 and e^-10, about. What takes any number or any list stands in so many terms that it must become much rarer than others become frequent. */
export const LARGEST = 148;
const SMALLEST = 1 / 22026;

export interface Fit {
  /** One weight a tool of the model. */
  readonly weights: Float64Array;
  /** Expected uses of each tool in one task. */
  readonly expected: Float64Array;
  /** Wanted uses of each tool in one task; 0 for tools that no skeleton can use. */
  readonly wanted: Float64Array;
}

/**
 * @param programme left filled with the fitted weights
 * @param shares how the sizes are mixed, one number a size, summing to one
 * @param factors the author's weights, one a tool
 */
export function fitWeights(programme: Programme, leaves: Leaves, shares: Float64Array, factors: Float64Array, rounds: number): Fit {
  const model: Model = programme.model;
  const weights = new Float64Array(model.tools.length).fill(1);
  programme.fill(weights, leaves);
  let expected = new Outside(programme, weights, shares).uses;
  const wanted = wantedUses(expected, factors);
  for (let round = 0; round < rounds; round++) {
    for (let t = 0; t < weights.length; t++) {
      const now = expected[t] ?? 0;
      if (now <= 0) continue;
      // The first rounds take whole steps: they start far off, where overshooting is not the danger.
      const ratio = (wanted[t] ?? 0) / now;
      const step = Math.min(16, Math.max(1 / 16, round < 2 ? ratio : Math.sqrt(ratio)));
      weights[t] = Math.min(LARGEST, Math.max(SMALLEST, (weights[t] ?? 1) * step));
    }
    centre(weights);
    programme.fill(weights, leaves);
    expected = new Outside(programme, weights, shares).uses;
  }
  return { weights, expected, wanted };
}

/** Equal parts of all uses for all tools that can be used at all, times the author's factors. */
function wantedUses(expected: Float64Array, factors: Float64Array): Float64Array {
  let uses = 0;
  let parts = 0;
  for (let t = 0; t < expected.length; t++) {
    const now = expected[t] ?? 0;
    if (now <= 0) continue;
    uses += now;
    parts += factors[t] ?? 1;
  }
  return Float64Array.from(expected, (now, t) => (now > 0 && parts > 0 ? (uses * (factors[t] ?? 1)) / parts : 0));
}

/** Scaling all weights alike changes no choice; keeping the median at one keeps the clamps where they are meant. */
function centre(weights: Float64Array): void {
  const sorted = Float64Array.from(weights).sort();
  const median = sorted[sorted.length >> 1] ?? 1;
  for (let t = 0; t < weights.length; t++) weights[t] = Math.min(LARGEST, Math.max(SMALLEST, (weights[t] ?? 1) / median));
}
