/** A file, and what it declares: types, tools, entities, apps and templates. */
import type { SourceFile, Span } from '../../source/source.js';
import type { Expr } from './expressions.js';
import type { Comment, Doc, Name, NumberLiteral, StringLiteral, TextTemplate } from './leaves.js';
import type { ConstraintDecl, TasksDecl } from './task-sets.js';
import type { SizeRange, TypeExpr } from './types.js';

/** One parsed file. `comments` holds every comment of the file in order, doc comments included. */
export interface Module {
  readonly kind: 'module';
  readonly file: SourceFile;
  readonly world: WorldHeader | null;
  readonly imports: readonly ImportDecl[];
  readonly decls: readonly Decl[];
  readonly comments: readonly Comment[];
  readonly span: Span;
}

/** `world markets "1.2.0"` */
export interface WorldHeader {
  readonly kind: 'world';
  readonly doc: Doc | null;
  readonly name: Name;
  readonly version: StringLiteral | null;
  readonly span: Span;
}

/**
 * `import { a, b as c } from "./x.rworld"`, or `import "./x.rworld"` for everything (`names` is null). `where E in { Movie }`
 * and `sample 3` after it narrow the templates that come in.
 */
export interface ImportDecl {
  readonly kind: 'import';
  readonly names: readonly ImportName[] | null;
  readonly from: StringLiteral | null;
  readonly where: Expr | null;
  readonly sample: NumberLiteral | null;
  readonly span: Span;
}

export interface ImportName {
  readonly name: Name;
  readonly alias: Name | null;
  readonly span: Span;
}

export type Decl = TypeDecl | ToolDecl | EntityDecl | AppDecl | TemplateDecl | ConstraintDecl | TasksDecl;

/** `type price <: float = 1.00..5000.00 step 0.01 accepts 0.00.. { noun "price" plural "prices" }` */
export interface TypeDecl {
  readonly kind: 'type';
  readonly doc: Doc | null;
  /** A plain name, or in a template the text of a name with holes: `type "{E}_summary"`. */
  readonly name: Name | TextTemplate;
  /** After `<:`. Empty where there is none. */
  readonly parents: readonly Name[];
  /** After `=`. */
  readonly definition: TypeExpr | null;
  /** After `accepts`. */
  readonly accepts: TypeExpr | null;
  readonly noun: StringLiteral | null;
  readonly plural: StringLiteral | null;
  readonly span: Span;
}

export interface ToolDecl {
  readonly kind: 'tool';
  readonly doc: Doc | null;
  /** A plain name, or in a template the text of a name with holes: `tool "{E}_{A}"(…)`. */
  readonly name: Name | TextTemplate;
  readonly typeParams: readonly TypeParam[];
  readonly params: readonly Param[];
  readonly result: TypeExpr;
  readonly clauses: readonly ToolClause[];
  readonly span: Span;
}

/** `T <: float`; no bound means any type. */
export interface TypeParam {
  readonly name: Name;
  readonly bound: TypeExpr | null;
  readonly span: Span;
}

export interface Param {
  readonly doc: Doc | null;
  readonly name: Name;
  /** null: written as a type alone (`price`), and named after it. */
  readonly type: TypeExpr | null;
  /** After `=`: the parameter is optional. */
  readonly defaultValue: Expr | null;
  readonly span: Span;
}

export type ToolClause =
  /** `phrase "the price of {item}" | "what {item} costs"` (noun phrases), `action "send {text} to {email}"` (verb phrases) */
  | { readonly kind: 'phrase'; readonly form: 'noun' | 'verb'; readonly alternatives: readonly TextTemplate[]; readonly span: Span }
  | { readonly kind: 'returns'; readonly expr: Expr; readonly span: Span }
  | { readonly kind: 'requires'; readonly condition: Expr; readonly message: TextTemplate | null; readonly span: Span }
  /** `tags #math #calculator`; names without the `#`. */
  | { readonly kind: 'tags'; readonly tags: readonly Name[]; readonly span: Span };

/** `entity Company[40] { … }`, `entity City from "cities.csv" { noun "city" … }` */
export interface EntityDecl {
  readonly kind: 'entity';
  readonly doc: Doc | null;
  readonly name: Name;
  readonly rows: SizeRange | null;
  readonly from: StringLiteral | null;
  /** How a row is called in a sentence; by default the name in words, and its plural. */
  readonly noun: StringLiteral | null;
  readonly plural: StringLiteral | null;
  readonly fields: readonly EntityField[];
  readonly span: Span;
}

export interface EntityField {
  readonly doc: Doc | null;
  readonly name: Name;
  /** null: the field is written as a type alone and named after it. */
  readonly type: TypeExpr | null;
  readonly modifiers: readonly { readonly kind: 'key' | 'unique'; readonly span: Span }[];
  /** After `=`: the field is derived. */
  readonly derived: Expr | null;
  /** `{ noun "headquarters city" plural "headquarters cities" }`: how the field is called; by default its name in words. */
  readonly noun: StringLiteral | null;
  readonly plural: StringLiteral | null;
  readonly span: Span;
}

/** `app netflix { noun "Netflix"  login as user_name  type …  tool … }` */
export interface AppDecl {
  readonly kind: 'app';
  readonly doc: Doc | null;
  readonly name: Name;
  /** How the app is called in a sentence; by default its name in words with capital letters. */
  readonly noun: StringLiteral | null;
  /** `login`, or `login as user_name`: the type of the user names. */
  readonly login: { readonly username: TypeExpr | null; readonly span: Span } | null;
  readonly decls: readonly Decl[];
  readonly span: Span;
}

/** `template attribute<E: entity, A: field of E> where A != E.key sample 3 { … }` */
export interface TemplateDecl {
  readonly kind: 'template';
  readonly doc: Doc | null;
  readonly name: Name;
  readonly params: readonly TemplateParam[];
  readonly where: Expr | null;
  readonly sample: NumberLiteral | null;
  readonly decls: readonly Decl[];
  readonly span: Span;
}

export interface TemplateParam {
  readonly name: Name;
  readonly domain:
    | { readonly kind: 'entity' }
    | { readonly kind: 'field'; readonly of: Name }
    /** `type`, or `type <: t` */
    | { readonly kind: 'type'; readonly bound: TypeExpr | null }
    /** `in { a, b, c }` */
    | { readonly kind: 'names'; readonly names: readonly Name[] }
    | { readonly kind: 'missing' };
  readonly span: Span;
}
