/** From the source of a value set to its IR: the way in, literals and unions. */
import * as codes from '../../diagnostics/codes/types.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { EnumSet, Scalar, UnionSet, ValueSetIR } from '../../ir/ir.js';
import type { Span } from '../../source/source.js';
import type { CallType, Literal, NumberLiteral, TypeExpr, UnionType } from '../../syntax/ast.js';
import { baseOf } from '../base.js';
import { showScalar } from '../show.js';
import { buildCalendar } from './calendar.js';
import { nameOfExpr } from './classify.js';
import { kindOfBase, MAX_VALUE_LENGTH, MAX_VALUES, Scope, type Kind, type ValueContext } from './context.js';
import { buildColumn, buildFaker, buildLines } from './data.js';
import { readDecimal } from './decimals.js';
import { buildDigits, buildPattern } from './pattern.js';
import { buildRange } from './range.js';
import { integerWeights } from './weights.js';

/** The calls that are sources of values, sorted. */
export const VALUE_CALLS = ['column', 'date', 'datetime', 'digits', 'faker', 'lines', 'time'] as const;

/**
 * The set that an expression denotes; null where an error was reported, or where the parser found nothing.
 * What is not in `accepts` can be drawn from: it has at least one value, both ends, and no endless pattern.
 */
export function buildValueSet(expr: TypeExpr, context: ValueContext, report: (d: Diagnostic) => void): ValueSetIR | null {
  const number = context.base === 'int' ? 'int' : context.base === 'float' || hasDecimals(expr) ? 'float' : 'int';
  return build(expr, new Scope(context, number, report));
}

function build(expr: TypeExpr, scope: Scope): ValueSetIR | null {
  switch (expr.kind) {
    case 'literal-type': {
      const value = readLiteral(expr.literal, scope);
      return value === undefined ? null : { kind: 'enum', values: [value] };
    }
    case 'range-type':
      return buildRange(expr, scope);
    case 'regex-type':
      return buildPattern(expr, scope);
    case 'call-type':
      return buildCall(expr, scope);
    case 'union-type':
      return buildUnion(expr, scope);
    case 'missing-type':
      return null;
    default:
      return scope.fail(codes.notAValueSet, expr.span, { found: nameOfExpr(expr) });
  }
}

function buildCall(call: CallType, scope: Scope): ValueSetIR | null {
  const name = call.name.text;
  switch (name) {
    case 'lines':
      return buildLines(call, scope);
    case 'column':
      return buildColumn(call, scope);
    case 'date':
    case 'time':
    case 'datetime':
      return buildCalendar(call, name, scope);
    case 'digits':
      return buildDigits(call, scope);
    case 'faker':
      return buildFaker(call, scope);
    default:
      return call.name.missing ? null : scope.fail(codes.unknownCall, call.name.span, { name, known: VALUE_CALLS });
  }
}

/** Undefined where the literal is no value here; reported. */
function readLiteral(literal: Literal, scope: Scope): Exclude<Scalar, null> | undefined {
  switch (literal.kind) {
    case 'null':
      scope.fail(codes.nullValue, literal.span, {});
      return undefined;
    case 'bool':
      return scope.allows('truth values', literal.span, `\`${literal.value}\``) ? literal.value : undefined;
    case 'string':
      if (!scope.allows('texts', literal.span, `the text ${showScalar(literal.value)}`)) return undefined;
      if (literal.value.length > MAX_VALUE_LENGTH || !literal.value.isWellFormed()) {
        scope.fail(codes.tooManyValues, literal.span, { problem: literal.value.isWellFormed() ? `this text is longer than ${MAX_VALUE_LENGTH} characters` : 'this text has half a surrogate pair, which is no character' });
        return undefined;
      }
      return literal.value;
    case 'number':
      return readNumber(literal, scope);
  }
}

function readNumber(literal: NumberLiteral, scope: Scope): number | undefined {
  if (!scope.allows('numbers', literal.span, `the number ${literal.raw}`)) return undefined;
  const { value } = literal;
  if (!Number.isFinite(value) || readDecimal(literal.raw) === null || (Number.isInteger(value) && !Number.isSafeInteger(value) && scope.number === 'int')) {
    scope.fail(codes.badNumber, literal.span, { problem: `${literal.raw} is too large to be kept exactly`, hint: 'whole numbers go to 2^53 - 1 = 9007199254740991; for longer ones use texts' });
    return undefined;
  }
  if (scope.number === 'int' && !Number.isInteger(value)) {
    scope.fail(codes.wrongKind, literal.span, { found: `${literal.raw}, which has decimals,`, base: 'int', hint: 'write a whole number, or put the type below `float`' });
    return undefined;
  }
  return value === 0 ? 0 : value;
}

interface Member {
  readonly set: ValueSetIR;
  readonly weight: NumberLiteral | null;
  readonly span: Span;
}

function buildUnion(union: UnionType, scope: Scope): ValueSetIR | null {
  const members: Member[] = [];
  let failed = false;
  for (const { type, weight } of union.alternatives) {
    const set = build(type, scope);
    if (set === null) failed = true;
    else members.push({ set, weight, span: type.span });
  }
  if (members.length > MAX_VALUES) return scope.fail(codes.tooManyValues, union.span, { problem: `this type lists ${members.length} values, and ${MAX_VALUES} are the limit` });
  const weights = integerWeights(members.map((m) => m.weight), union.span, scope);
  if (!oneKind(members, scope) || weights === null || failed) return null;
  return combine(union, members, weights, scope);
}

function oneKind(members: readonly Member[], scope: Scope): boolean {
  let first: Kind | undefined;
  for (const { set, span } of members) {
    const base = baseOf(set);
    const kind = base === null ? undefined : kindOfBase(base);
    first ??= kind;
    if (kind !== undefined && first !== undefined && kind !== first) {
      scope.fail(codes.mixedKinds, span, { first, second: kind });
      return false;
    }
  }
  return true;
}

/** All literals together are one list; a union with other sets keeps its parts. */
function combine(union: UnionType, members: readonly Member[], weights: readonly number[], scope: Scope): EnumSet | UnionSet | null {
  const listed = new Map<Scalar, number>();
  const parts: { set: ValueSetIR; weight: number }[] = [];
  for (const [i, alternative] of union.alternatives.entries()) {
    const member = members[i];
    const weight = weights[i] ?? 1;
    if (member === undefined) continue;
    const value = alternative.type.kind === 'literal-type' && member.set.kind === 'enum' ? member.set.values[0] : undefined;
    if (value === undefined) parts.push({ set: member.set, weight });
    else if (listed.has(value)) return scope.fail(codes.duplicateValue, member.span, { value: showScalar(value) });
    else listed.set(value, weight);
  }
  const values = [...listed.keys()];
  const shares = [...listed.values()];
  const equal = shares.every((s) => s === shares[0]);
  const list: EnumSet = equal ? { kind: 'enum', values } : { kind: 'enum', values, weights: shares };
  if (parts.length === 0) return list;
  if (values.length > 0) parts.push({ set: list, weight: shares.reduce((sum, s) => sum + s, 0) });
  return { kind: 'union', members: parts };
}

function hasDecimals(expr: TypeExpr): boolean {
  const decimal = (n: Literal | null): boolean => n?.kind === 'number' && (readDecimal(n.raw)?.places ?? 0) > 0;
  switch (expr.kind) {
    case 'literal-type':
      return decimal(expr.literal);
    case 'range-type':
      return decimal(expr.low) || decimal(expr.high) || decimal(expr.step);
    case 'union-type':
      return expr.alternatives.some((a) => hasDecimals(a.type));
    default:
      return false;
  }
}
