/** Patterns: `/[A-Z]{1,4}/`, and `digits(10..15)`, which is short for one. */
import * as codes from '../../diagnostics/codes/types.js';
import type { RegexSet } from '../../ir/ir.js';
import type { CallType, RegexType } from '../../syntax/ast.js';
import { Dfa } from '../regex/automaton.js';
import { compileRegex } from '../regex/compile.js';
import type { Scope } from './context.js';
import { readDecimal } from './decimals.js';

/** Code points of the longest text that a pattern of a generator may draw. */
export const MAX_DRAWN_LENGTH = 1_000;

export function buildPattern(regex: RegexType, scope: Scope): RegexSet | null {
  if (!scope.allows('texts', regex.span, 'text that matches a pattern')) return null;
  const compiled = compileRegex(regex.pattern);
  // The pattern's own offsets start after the opening slash.
  const start = regex.span.start + 1;
  if ('problem' in compiled) {
    const { message, help, span } = compiled.problem;
    return scope.fail(codes.badPattern, { start: start + span.start, end: start + Math.max(span.end, span.start + 1) }, { problem: message, hint: help });
  }
  if (!scope.context.accepts) {
    const longest = new Dfa(compiled.dfa).longestLength();
    if (longest === Infinity) {
      const at = compiled.unbounded ?? { start: 0, end: regex.pattern.length };
      return scope.fail(codes.endlessPattern, { start: start + at.start, end: start + at.end }, { problem: 'this repetition has no end, so it cannot be drawn from' });
    }
    if (longest > MAX_DRAWN_LENGTH) return scope.fail(codes.endlessPattern, regex.span, { problem: `the longest match of this pattern has ${longest} characters, and ${MAX_DRAWN_LENGTH} are the limit` });
  }
  return { kind: 'regex', pattern: regex.pattern, dfa: compiled.dfa };
}

const DIGITS_USAGE = '`digits(10..15)`, or `digits(10)` for exactly ten';

/** `digits(a..b)`: `[1-9][0-9]{a-1,b-1}`. */
export function buildDigits(call: CallType, scope: Scope): RegexSet | null {
  if (!scope.allows('texts', call.span, '`digits(…)`, which makes texts,', 'for numbers write a range: `1000..9999`')) return null;
  const [arg] = call.args;
  const refuse = (problem: string): null => scope.fail(codes.badArguments, arg?.span ?? call.span, { problem, usage: DIGITS_USAGE });
  if (arg === undefined || call.args.length > 1) return refuse('`digits` takes one range of whole numbers');
  const [low, high] = arg.kind === 'range-type' ? [arg.low, arg.high] : [arg.literal, arg.literal];
  if (low?.kind !== 'number' || high?.kind !== 'number' || (arg.kind === 'range-type' && arg.step !== null)) return refuse('`digits` takes a range of whole numbers with both ends and no step');
  const [least, most] = [low, high].map((n) => (readDecimal(n.raw)?.places === 0 ? n.value : NaN));
  if (least === undefined || most === undefined || !(least >= 1) || !(most <= MAX_DRAWN_LENGTH)) return refuse(`the number of digits is a whole number from 1 to ${MAX_DRAWN_LENGTH}`);
  if (least > most) return refuse('the range of `digits` ends below its start');
  const pattern = most === 1 ? '[1-9]' : `[1-9][0-9]{${least === most ? least - 1 : `${least - 1},${most - 1}`}}`;
  const compiled = compileRegex(pattern);
  if ('problem' in compiled) return refuse(compiled.problem.message);
  return { kind: 'regex', pattern, dfa: compiled.dfa };
}
