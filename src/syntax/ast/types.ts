/** Types as they are written where they are used: names, constructors, and sets of values. */
import type { Span } from '../../source/source.js';
import type { Doc, Literal, Name, NumberLiteral, StringLiteral } from './leaves.js';

/**
 * A type expression: names of types, constructors and value sets share one grammar.
 * The checker says where a bare value set may stand (only in a `type` declaration).
 */
export type TypeExpr =
  | NamedType
  | ListType
  | DictType
  | UnionType
  | OptionalType
  | RecordType
  | LiteralType
  | RangeType
  | RegexType
  | CallType
  | MissingType;

/** A type's name, a type variable (`T`), or in a template a path such as `E.key` or `A`. */
export interface NamedType {
  readonly kind: 'named-type';
  readonly path: readonly Name[];
  readonly span: Span;
}

/** `list<T>`, `list<T>[3..10]` */
export interface ListType {
  readonly kind: 'list-type';
  readonly element: TypeExpr;
  readonly size: SizeRange | null;
  readonly span: Span;
}

export interface DictType {
  readonly kind: 'dict-type';
  readonly key: TypeExpr;
  readonly value: TypeExpr;
  readonly size: SizeRange | null;
  readonly span: Span;
}

/** `A | B`, `"x" @ 3 | "y"`: at least two alternatives, or one that has a weight. */
export interface UnionType {
  readonly kind: 'union-type';
  readonly alternatives: readonly Alternative[];
  readonly span: Span;
}

export interface Alternative {
  readonly type: TypeExpr;
  /** After `@`; null means 1. */
  readonly weight: NumberLiteral | null;
  readonly span: Span;
}

/** `T?` */
export interface OptionalType {
  readonly kind: 'optional-type';
  readonly of: TypeExpr;
  readonly span: Span;
}

/** `{ id: flight_id, price }` */
export interface RecordType {
  readonly kind: 'record-type';
  readonly fields: readonly RecordTypeField[];
  readonly span: Span;
}

export interface RecordTypeField {
  readonly doc: Doc | null;
  readonly name: Name;
  /** null: the field is written as a type alone and named after it. */
  readonly type: TypeExpr | null;
  readonly span: Span;
}

export interface LiteralType {
  readonly kind: 'literal-type';
  readonly literal: Literal;
  readonly span: Span;
}

/** `1..12`, `0.00..`, `0.0..5.0 step 0.1`, and between strings (`"1/1/1900".."31/12/2029"`) as an argument. */
export interface RangeType {
  readonly kind: 'range-type';
  /** Truth values and null are no ends of ranges: the checker says so. */
  readonly low: Literal | null;
  readonly high: NumberLiteral | StringLiteral | null;
  readonly step: NumberLiteral | null;
  readonly span: Span;
}

/** `/…/`; `pattern` is the text between the slashes, with `\/` left as written. */
export interface RegexType {
  readonly kind: 'regex-type';
  readonly pattern: string;
  readonly span: Span;
}

/** `lines("f")`, `column("f.csv", "title")`, `date(fmt, a..b)`, `time`, `datetime`, `digits(10..15)`, `faker(name, n)` */
export interface CallType {
  readonly kind: 'call-type';
  readonly name: Name;
  readonly args: readonly (LiteralType | RangeType)[];
  readonly span: Span;
}

export interface MissingType {
  readonly kind: 'missing-type';
  readonly span: Span;
}

/** `[3..10]`, `[40]` (both ends 40), `[3..]` (high is null). */
export interface SizeRange {
  readonly low: NumberLiteral | null;
  readonly high: NumberLiteral | null;
  readonly span: Span;
}
