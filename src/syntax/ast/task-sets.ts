/** Constraints and task sets. */
import type { Span } from '../../source/source.js';
import type { Doc, Name, NumberLiteral, TextTemplate } from './leaves.js';
import type { TypeExpr } from './types.js';

export interface ConstraintDecl {
  readonly kind: 'constraint';
  readonly doc: Doc | null;
  readonly name: Name;
  readonly rules: readonly Rule[];
  readonly span: Span;
}

/** A tool, an app, or with `tag` a tag (`#math`). */
export interface ToolSelector {
  readonly tag: boolean;
  readonly name: Name;
  readonly span: Span;
}

/** `a..b`, `a..`, `..b`, or one number for both. */
export interface CountRange {
  readonly low: NumberLiteral | null;
  readonly high: NumberLiteral | null;
  readonly span: Span;
}

export type Rule =
  | { readonly kind: 'measure'; readonly measure: Measure; readonly range: CountRange; readonly span: Span }
  /** `each tool at most n` */
  | { readonly kind: 'each-tool'; readonly max: NumberLiteral | null; readonly span: Span }
  /** `at most n of {…}`, `at least n of {…}` */
  | { readonly kind: 'quota'; readonly bound: 'most' | 'least'; readonly count: NumberLiteral | null; readonly of: readonly ToolSelector[]; readonly span: Span }
  /** `never f -> g` (edge), `never f ->> g` (path); each side one selector or a braced list */
  | { readonly kind: 'never'; readonly relation: 'edge' | 'path'; readonly from: readonly ToolSelector[]; readonly to: readonly ToolSelector[]; readonly span: Span }
  /** `g.p from user`, `g.p from tool`, `g.p from f` */
  | { readonly kind: 'source'; readonly tool: Name; readonly param: Name; readonly from: SourceOfArgument; readonly span: Span }
  /** `goal {types}` */
  | { readonly kind: 'goal'; readonly types: readonly TypeExpr[]; readonly span: Span }
  /** `from user {types}`, `never from user {types}` */
  | { readonly kind: 'from-user'; readonly never: boolean; readonly types: readonly TypeExpr[]; readonly span: Span };

export type Measure = 'length' | 'depth' | 'inputs' | 'joins' | 'shared';

export type SourceOfArgument =
  | { readonly kind: 'user' }
  | { readonly kind: 'tool' }
  | { readonly kind: 'tools'; readonly of: readonly ToolSelector[] };

export interface TasksDecl {
  readonly kind: 'tasks';
  readonly doc: Doc | null;
  readonly name: Name;
  readonly clauses: readonly TasksClause[];
  readonly span: Span;
}

export type TasksClause =
  | { readonly kind: 'count'; readonly value: NumberLiteral | null; readonly span: Span }
  | { readonly kind: 'seed'; readonly value: NumberLiteral | null; readonly span: Span }
  | { readonly kind: 'distractors'; readonly value: NumberLiteral | null; readonly span: Span }
  | { readonly kind: 'sharing'; readonly value: NumberLiteral | null; readonly span: Span }
  | { readonly kind: 'passwords'; readonly value: NumberLiteral | null; readonly span: Span }
  /** any of `length depth inputs joins shared` written in the task set itself */
  | { readonly kind: 'measure'; readonly measure: Measure; readonly range: CountRange; readonly span: Span }
  | { readonly kind: 'obey'; readonly names: readonly Name[]; readonly span: Span }
  /** `hold out 75 tools` */
  | { readonly kind: 'hold-out'; readonly count: NumberLiteral | null; readonly span: Span }
  /** `mix 30% easy, 70% hard` */
  | { readonly kind: 'mix'; readonly parts: readonly { readonly percent: NumberLiteral | null; readonly name: Name; readonly span: Span }[]; readonly span: Span }
  | { readonly kind: 'cover'; readonly what: 'tools' | 'edges'; readonly span: Span }
  | { readonly kind: 'weight'; readonly of: ToolSelector; readonly value: NumberLiteral | null; readonly span: Span }
  | { readonly kind: 'uniform'; readonly span: Span }
  | { readonly kind: 'ask'; readonly alternatives: readonly TextTemplate[]; readonly span: Span };
