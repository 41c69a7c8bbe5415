/**
 * The abstract syntax tree: what a `.rworld` file says, before any name is looked up.
 *
 * The tree is total. Where a parser recovered from an error, a node is there all the same: a `Name` whose
 * `missing` is true, or a `MissingType` or `MissingExpr`. Later stages pass over such places without a report of
 * their own, because the parser has already reported them.
 */
import type { SourceFile, Span } from '../source/source.js';

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

// ---------------------------------------------------------------- types

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

// ---------------------------------------------------------------- tools

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

// ---------------------------------------------------------------- expressions

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

// ---------------------------------------------------------------- entities, apps, templates

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

// ---------------------------------------------------------------- constraints and task sets

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
