/** How a set's tasks are split over the parts of its mix and their lengths. */

export interface Share {
  readonly weight: number;
  /** The most it can take. */
  readonly most: number;
}

/**
 * Splits `total` in proportion to the weights, in whole numbers by largest remainder (ties to the earlier), no share above
 * its most; what one cannot take goes to the others in proportion. Adds up to `total`, or to all there is.
 */
export function apportion(total: number, shares: readonly Share[]): number[] {
  const result = shares.map(() => 0);
  let left = Math.min(total, shares.reduce((sum, s) => sum + s.most, 0));
  let open = shares.map((_, i) => i).filter((i) => (shares[i]?.most ?? 0) > 0 && (shares[i]?.weight ?? 0) > 0);
  while (left > 0 && open.length > 0) {
    const weight = open.reduce((sum, i) => sum + (shares[i]?.weight ?? 0), 0);
    const full = open.filter((i) => (shares[i]?.most ?? 0) <= (left * (shares[i]?.weight ?? 0)) / weight);
    if (full.length > 0) {
      for (const i of full) {
        result[i] = shares[i]?.most ?? 0;
        left -= result[i] ?? 0;
      }
      open = open.filter((i) => !full.includes(i));
      continue;
    }
    const parts = open.map((i) => {
      const exact = (left * (shares[i]?.weight ?? 0)) / weight;
      return { i, whole: Math.floor(exact), rest: exact - Math.floor(exact) };
    });
    for (const part of parts) result[part.i] = part.whole;
    let over = left - parts.reduce((sum, p) => sum + p.whole, 0);
    for (const part of [...parts].sort((a, b) => b.rest - a.rest || a.i - b.i)) {
      if (over-- <= 0) break;
      result[part.i] = (result[part.i] ?? 0) + 1;
    }
    left = 0;
  }
  return result;
}

/** Percents add up to a hundred, and what a part cannot take stays with the others; the same for lengths within a part. */
export function apportionMix(total: number, parts: readonly { readonly percent: number; readonly most: readonly number[] }[]): number[][] {
  const whole = apportion(
    total,
    parts.map((p) => ({ weight: p.percent, most: p.most.reduce((sum, m) => sum + m, 0) })),
  );
  return parts.map((p, i) => apportion(whole[i] ?? 0, p.most.map((most) => ({ weight: 1, most }))));
}
