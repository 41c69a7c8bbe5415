/** Weights as written, made whole: only their ratios matter. */
import * as codes from '../../diagnostics/codes/types.js';
import type { Span } from '../../source/source.js';
import type { NumberLiteral } from '../../syntax/ast.js';
import type { Scope } from './context.js';
import { gcd, readDecimal, rescale } from './decimals.js';

/** The least positive integers in the same ratios (null stands for 1); null where one is no weight, reported. */
export function integerWeights(weights: readonly (NumberLiteral | null)[], span: Span, scope: Scope): number[] | null {
  const decimals = [];
  for (const weight of weights) {
    const decimal = readDecimal(weight?.raw ?? '1');
    if (weight !== null && (decimal === null || decimal.coefficient <= 0n)) {
      return scope.fail(codes.badWeight, weight.span, { problem: `the weight ${weight.raw} is not ${decimal === null ? 'a usable number' : 'above zero'}` });
    }
    if (decimal !== null) decimals.push(decimal);
  }
  const places = decimals.reduce((most, d) => Math.max(most, d.places), 0);
  const scaled = decimals.map((d) => rescale(d, places));
  const divisor = scaled.reduce(gcd, 0n);
  const whole = divisor === 0n ? scaled : scaled.map((w) => w / divisor);
  if (whole.reduce((sum, w) => sum + w, 0n) > BigInt(Number.MAX_SAFE_INTEGER)) {
    return scope.fail(codes.badWeight, span, { problem: 'these weights are too far apart: as whole numbers they add up to more than 2^53 - 1' });
  }
  return whole.map(Number);
}
