/** Ranges of numbers: `1..12`, `1.00..5000.00`, `0.0..5.0 step 0.1`, and in `accepts` also `0.00..`. */
import * as codes from '../../diagnostics/codes/types.js';
import type { RangeSet } from '../../ir/ir.js';
import type { NumberLiteral, RangeType } from '../../syntax/ast.js';
import type { Scope } from './context.js';
import { formatScaled, readDecimal, rescale, type Decimal } from './decimals.js';

/** Decimal steps up to which `n / scale` times `scale` is certain to round to `n` again. */
export const MAX_DECIMAL_STEPS = 2 ** 50;
const MAX_PLACES = 15;

export function buildRange(range: RangeType, scope: Scope): RangeSet | null {
  const { low, high, step } = range;
  if (low?.kind === 'string' || high?.kind === 'string') {
    return scope.fail(codes.badRange, range.span, {
      problem: 'a range between texts has no meaning by itself',
      hint: 'texts are ends of dates and times only: `date("d/M/yyyy", "1/1/2000".."31/12/2029")`; else write a pattern',
    });
  }
  if (low?.kind === 'bool' || low?.kind === 'null') {
    return scope.fail(codes.badRange, low.span, { problem: `\`${low.kind === 'null' ? 'null' : low.value}\` is no end of a range`, hint: 'a range runs between two numbers; truth values are listed: `true | false`' });
  }
  if (!scope.allows('numbers', range.span, 'a range of numbers', undefined)) return null;
  const ends = readAll([low, high, step], scope);
  if (ends === null) return null;
  const [lowDecimal, highDecimal, stepDecimal] = ends;
  const { accepts } = scope.context;
  if (lowDecimal === null && highDecimal === null) {
    return scope.fail(codes.badRange, range.span, { problem: 'a range needs an end', hint: 'write `1..12`; in `accepts`, `0..` and `..12` are fine too' });
  }
  if (!accepts && (lowDecimal === null || highDecimal === null)) {
    return scope.fail(codes.badRange, range.span, {
      problem: `this range has no ${lowDecimal === null ? 'low' : 'high'} end, so nothing can be drawn from it`,
      hint: `write both ends; to recognise more than is drawn, write the open range after \`accepts\``,
    });
  }
  if (stepDecimal !== null && step !== null) {
    if (stepDecimal.coefficient <= 0n) return scope.fail(codes.badRange, step.span, { problem: `the step ${step.raw} is not above zero`, hint: 'write a step above zero, the smaller end first' });
    if (lowDecimal === null) return scope.fail(codes.badRange, step.span, { problem: 'a step counts from the low end, which this range leaves open', hint: 'write the low end, or drop the step' });
  }
  if (scope.number === 'int') {
    const odd = [low, high, step].find((n) => n !== null && (readDecimal(n.raw)?.places ?? 0) > 0);
    if (odd !== undefined && odd !== null) return scope.fail(codes.wrongKind, odd.span, { found: `${odd.raw}, which has decimals,`, base: 'int', hint: 'write whole numbers, or put the type below `float`' });
  }

  const written = [lowDecimal, highDecimal, stepDecimal].filter((d) => d !== null);
  const places = Math.max(...written.map((d) => d.places));
  const wide = (d: Decimal | null): bigint | null => (d === null ? null : rescale(d, places));
  // Without a step in the source: the last decimal place that is written, except where any number is accepted.
  const scaled = reduce({ low: wide(lowDecimal), high: wide(highDecimal), step: wide(stepDecimal) ?? (accepts ? null : 1n), places });
  if (!fits(scaled, range, scope)) return null;
  const scale = 10 ** scaled.places;
  const set: RangeSet = { kind: 'range', number: scope.number, low: toNumber(scaled.low), high: toNumber(scaled.high), step: toNumber(scaled.step), scale };
  if (set.low !== null && set.high !== null) {
    if (set.low > set.high) {
      return scope.fail(codes.badRange, range.span, { problem: `the range from ${low?.raw} to ${high?.raw} is empty`, hint: `write the smaller end first: ${high?.raw}..${low?.raw}` });
    }
    const rest = set.step === null ? 0 : (set.high - set.low) % set.step;
    if (rest !== 0 && high !== null) {
      const last = formatScaled(set.high - rest, scale);
      scope.warn(codes.unreachedEnd, high.span, { high: high.raw, last }, [{ title: `End at ${last}`, edits: [{ location: scope.at(high.span), newText: last }] }]);
    }
  }
  return set;
}

interface Scaled {
  readonly low: bigint | null;
  readonly high: bigint | null;
  readonly step: bigint | null;
  readonly places: number;
}

function readAll(literals: readonly [NumberLiteral | null, NumberLiteral | null, NumberLiteral | null], scope: Scope): [Decimal | null, Decimal | null, Decimal | null] | null {
  const read: (Decimal | null)[] = [];
  for (const literal of literals) {
    const decimal = literal === null ? null : readDecimal(literal.raw);
    if (literal !== null && decimal === null) return scope.fail(codes.badNumber, literal.span, { problem: `${literal.raw} is no number that can be kept exactly`, hint: 'write it with fewer digits' });
    read.push(decimal);
  }
  return [read[0] ?? null, read[1] ?? null, read[2] ?? null];
}

/** The same numbers with as few decimal places as they need. */
function reduce(scaled: Scaled): Scaled {
  let { low, high, step, places } = scaled;
  const whole = (n: bigint | null): boolean => n === null || n % 10n === 0n;
  while (places > 0 && whole(low) && whole(high) && whole(step)) {
    low = tenth(low);
    high = tenth(high);
    step = tenth(step);
    places--;
  }
  return { low, high, step, places };
}

function tenth(n: bigint | null): bigint | null {
  return n === null ? null : n / 10n;
}

function fits(scaled: Scaled, range: RangeType, scope: Scope): boolean {
  const limit = scaled.places === 0 ? BigInt(Number.MAX_SAFE_INTEGER) : BigInt(MAX_DECIMAL_STEPS);
  const tooLarge = [scaled.low, scaled.high, scaled.step].some((n) => n !== null && (n > limit || n < -limit));
  if (scaled.places > MAX_PLACES || tooLarge) {
    const problem = scaled.places === 0 ? 'this range reaches beyond 2^53 - 1, where whole numbers are no longer exact' : `with ${scaled.places} decimal places this range has too many digits to be kept exactly`;
    scope.fail(codes.badNumber, range.span, { problem, hint: scaled.places === 0 ? 'write smaller numbers, or texts of digits: `digits(20)`' : 'write fewer decimal places, or smaller numbers' });
    return false;
  }
  if (scaled.step !== null && scaled.low !== null && scaled.high !== null && scaled.high - scaled.low > BigInt(Number.MAX_SAFE_INTEGER)) {
    scope.fail(codes.badNumber, range.span, { problem: 'this range is wider than 2^53 - 1 steps', hint: 'narrow it' });
    return false;
  }
  return true;
}

function toNumber(n: bigint | null): number | null {
  return n === null ? null : Number(n);
}
