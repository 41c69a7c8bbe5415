/** Numbers as they are written, exactly: a whole coefficient and a number of decimal places. */

/** `coefficient / 10^places`; `places` is at least 0 and as many as were written. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly places: number;
}

/** Exponents beyond this are refused: no double needs them. */
const MAX_EXPONENT = 400;

/** The number that a literal denotes; null where it is not a number, or far beyond any double. */
export function readDecimal(raw: string): Decimal | null {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,6}))?$/.exec(raw);
  if (match === null) return null;
  const [, sign, whole = '0', fraction = '', power = '0'] = match;
  const exponent = Number(power);
  if (Math.abs(exponent) > MAX_EXPONENT || whole.length + fraction.length > 2 * MAX_EXPONENT) return null;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const places = fraction.length - exponent;
  return places < 0 ? { coefficient: digits * 10n ** BigInt(-places), places: 0 } : { coefficient: digits, places };
}

/** The coefficient with more places. @param places at least the decimal's own */
export function rescale(decimal: Decimal, places: number): bigint {
  return decimal.coefficient * 10n ** BigInt(places - decimal.places);
}

/** `n / scale` as people write it. @param scale a power of ten */
export function formatScaled(n: number, scale: number): string {
  const places = String(scale).length - 1;
  if (places === 0) return String(n);
  const digits = String(Math.abs(n)).padStart(places + 1, '0');
  return `${n < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
