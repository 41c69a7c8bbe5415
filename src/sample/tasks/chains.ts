/**
 * How far a difference is sure to be passed on by random functions.
 *
 * Of m values, all of which are tried, a chain of t random functions on m values leaves only one in the end with a chance that
 * follows from the Markov chain on the number of values that are still told apart. The test computes it; here are the longest
 * chains for which it stays below 10^-9.
 */
const CHAINS: readonly { readonly values: number; readonly alike: number; readonly onto2: number }[] = [
  { values: 512, alike: 60, onto2: 20 },
  { values: 256, alike: 30, onto2: 13 },
  { values: 128, alike: 20, onto2: 6 },
  { values: 64, alike: 10, onto2: 2 },
  { values: 40, alike: 6, onto2: 1 },
  { values: 32, alike: 4, onto2: 1 },
  { values: 24, alike: 3, onto2: 0 },
];

/**
 * How many random functions may lie between a value and the answer for other values to be sure to give another answer.
 * @param values at least so many each value on the way has @param answers so many the answer has
 */
export function longestChain(values: number, answers: number): number {
  const least = Math.min(values, answers);
  const alike = CHAINS.find((c) => least >= c.values)?.alike ?? 0;
  // The last of the functions may have as few as two values.
  const onto2 = answers >= 2 ? (CHAINS.find((c) => values >= c.values)?.onto2 ?? 0) : 0;
  return Math.max(alike, onto2);
}
