/** What every node of the tree is made of: names, literals, texts with holes, and comments. */
import type { Span } from '../../source/source.js';

/** A name as written. `text` is empty where the parser found none. */
export interface Name {
  readonly text: string;
  readonly span: Span;
  readonly missing: boolean;
}

/** A string literal: `value` has its escapes resolved, `span` includes the quotes. */
export interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
  readonly span: Span;
}

/** A number literal. `raw` keeps the decimals as written (`1.00`), since they set a range's default step; it has the sign. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  readonly raw: string;
  readonly span: Span;
}

export interface BoolLiteral {
  readonly kind: 'bool';
  readonly value: boolean;
  readonly span: Span;
}

export interface NullLiteral {
  readonly kind: 'null';
  readonly span: Span;
}

export type Literal = StringLiteral | NumberLiteral | BoolLiteral | NullLiteral;

/** Text with `{holes}`: phrases, messages, names in templates. `{{` and `}}` are literal braces. */
export interface TextTemplate {
  readonly parts: readonly TextPart[];
  readonly span: Span;
}

export type TextPart =
  | { readonly kind: 'text'; readonly text: string; readonly span: Span }
  /** `{company}` or, in a template, `{A.label}`: a dotted path of names. */
  | { readonly kind: 'hole'; readonly path: readonly Name[]; readonly span: Span };

/** The lines of a `///` comment with the marker and one space taken off, joined with `\n`. */
export interface Doc {
  readonly text: string;
  readonly span: Span;
}

export interface Comment {
  readonly kind: 'line' | 'block' | 'doc';
  /** The comment as written, markers included. */
  readonly text: string;
  readonly span: Span;
}
