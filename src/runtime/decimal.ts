/**
 * Decimals, the same in every language: rounding works on the shortest decimal that denotes a double, half to even,
 * so that 2.675 (which prints as 2.675) rounds as people read it.
 */

/** The shortest text that reads back as `x` (ECMAScript's Number::toString, with -0 as 0). */
export function formatNumber(x: number): string {
  return String(x === 0 ? 0 : x);
}

/** `x` to `digits` places after the point (negative: before it), half to even. @param digits a whole number from -15 to 15 */
export function roundHalfEven(x: number, digits: number): number {
  const { negative, coefficient, exponent } = decompose(x);
  const drop = -exponent - digits;
  if (drop <= 0) return x === 0 ? 0 : x;
  if (drop > coefficient.length) return 0;
  const kept = coefficient.slice(0, coefficient.length - drop);
  const rest = coefficient.slice(coefficient.length - drop);
  const odd = kept !== '' && (kept.charCodeAt(kept.length - 1) & 1) === 1;
  const half = `5${'0'.repeat(rest.length - 1)}`;
  const up = rest > half || (rest === half && odd);
  const integer = BigInt(kept === '' ? '0' : kept) + (up ? 1n : 0n);
  const result = Number(`${integer}e${-digits}`);
  return result === 0 ? 0 : negative ? -result : result;
}

/** `x` with exactly so many places after the point, rounded half to even. @param digits 0 to 15 */
export function toFixed(x: number, digits: number): string {
  const { negative, coefficient, exponent } = decompose(roundHalfEven(x, digits));
  const shift = exponent + digits;
  const all = (coefficient + '0'.repeat(Math.max(0, shift))).padStart(digits + 1, '0');
  const whole = all.slice(0, all.length - digits);
  const sign = negative && /[1-9]/.test(all) ? '-' : '';
  return digits === 0 ? sign + whole : `${sign}${whole}.${all.slice(all.length - digits)}`;
}

/** `x` as ±coefficient × 10^exponent, the coefficient in decimal digits without leading zeros. */
function decompose(x: number): { negative: boolean; coefficient: string; exponent: number } {
  const [mantissa = '0', power = '0'] = Math.abs(x).toString().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const coefficient = (whole + fraction).replace(/^0+(?=.)/, '');
  return { negative: x < 0, coefficient, exponent: Number(power) - fraction.length };
}
