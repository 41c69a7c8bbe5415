/** Expressions: of `returns` and `requires`, of defaults and derived fields, and of the `where` of templates and imports. */
import type { Span } from '../../source/source.js';
import type { Literal, Name } from './leaves.js';

export type Expr =
  | LiteralExpr
  | NameExpr
  | FieldExpr
  | IndexExpr
  | CallExpr
  | UnaryExpr
  | BinaryExpr
  | IfExpr
  | ListExpr
  | RecordExpr
  | ComprehensionExpr
  | MissingExpr;

export interface LiteralExpr {
  readonly kind: 'literal';
  readonly literal: Literal;
  readonly span: Span;
}

/** A parameter, a comprehension's variable, a field of the row in a derived field, or an entity. */
export interface NameExpr {
  readonly kind: 'name';
  readonly name: Name;
  readonly span: Span;
}

export interface FieldExpr {
  readonly kind: 'field';
  readonly of: Expr;
  readonly field: Name;
  readonly span: Span;
}

/** `Company[key]`, `xs[0]`, and the slice `xs[0..3]` (`end` is not null, `index` may be). */
export interface IndexExpr {
  readonly kind: 'index';
  readonly of: Expr;
  readonly index: Expr | null;
  /** Present in a slice; `{ expr: null }` where its end is open. */
  readonly slice: { readonly end: Expr | null } | null;
  readonly span: Span;
}

/** `len(xs)`, `round(x, 2)`, `sort(xs, by: x.price)` is written `[… sort by …]` instead; arguments are positional. */
export interface CallExpr {
  readonly kind: 'call';
  readonly name: Name;
  readonly args: readonly Expr[];
  readonly span: Span;
}

export interface UnaryExpr {
  readonly kind: 'unary';
  readonly operator: '-' | 'not';
  readonly operand: Expr;
  readonly span: Span;
}

/** `<:` and `is` stand only in the `where` of templates and imports: `A.type <: float`, `A is list`. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '++' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | 'in' | '<:' | 'is';

export interface BinaryExpr {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
  readonly span: Span;
}

export interface IfExpr {
  readonly kind: 'if';
  readonly condition: Expr;
  readonly then: Expr;
  readonly otherwise: Expr;
  readonly span: Span;
}

/** `[a, b]` */
export interface ListExpr {
  readonly kind: 'list';
  readonly items: readonly Expr[];
  readonly span: Span;
}

/** `{ city: c.city, temperature }` (a field without a value is the name of the same spelling) */
export interface RecordExpr {
  readonly kind: 'record';
  readonly fields: readonly { readonly name: Name; readonly value: Expr | null; readonly span: Span }[];
  readonly span: Span;
}

/** `[c.name for c in Company if c.headquarters == place sort by c.price desc]` */
export interface ComprehensionExpr {
  readonly kind: 'comprehension';
  readonly item: Expr;
  readonly variable: Name;
  readonly source: Expr;
  readonly condition: Expr | null;
  readonly sort: { readonly by: Expr; readonly descending: boolean } | null;
  readonly span: Span;
}

export interface MissingExpr {
  readonly kind: 'missing';
  readonly span: Span;
}
