/** Patterns for the decimal digits of a range of whole numbers. */

/**
 * Alternatives of a pattern that matches exactly the numbers from `low` to `high`, 0 or more, in decimal digits.
 *
 * @param width digits with leading zeros; null for none
 */
export function digitPatterns(low: number, high: number, width: number | null): string[] {
  const patterns: string[] = [];
  if (width !== null) {
    sameLength(String(low).padStart(width, '0'), String(high).padStart(width, '0'), '', patterns);
    return patterns;
  }
  for (let length = String(low).length; length <= String(high).length; length++) {
    const first = length === 1 ? 0 : 10 ** (length - 1);
    const last = 10 ** length - 1;
    sameLength(String(Math.max(low, first)), String(Math.min(high, last)), '', patterns);
  }
  return patterns;
}

/** Both texts have the same length, and `low` comes first. */
function sameLength(low: string, high: string, prefix: string, into: string[]): void {
  if (low === high) {
    into.push(prefix + low);
    return;
  }
  const rest = low.length - 1;
  let from = Number(low[0]);
  let to = Number(high[0]);
  if (from === to) {
    sameLength(low.slice(1), high.slice(1), prefix + from, into);
    return;
  }
  if (low.slice(1) !== '0'.repeat(rest)) sameLength(low.slice(1), '9'.repeat(rest), prefix + from++, into);
  const partial = high.slice(1) !== '9'.repeat(rest);
  if (partial) to--;
  if (from <= to) into.push(prefix + (from === to ? String(from) : `[${from}-${to}]`) + (rest === 0 ? '' : rest === 1 ? '[0-9]' : `[0-9]{${rest}}`));
  if (partial) sameLength('0'.repeat(rest), high.slice(1), prefix + (to + 1), into);
}
