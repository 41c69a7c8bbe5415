/**
 * The intermediate representation: one JSON document that says all a back end needs to know of a world.
 *
 * Everything in it is plain JSON, sorted by name, with every name resolved: nothing here needs the compiler or the
 * source. The back ends (sampler, run time, emitters) read this and nothing else. `schema.ts` holds its JSON Schema.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Scalar = null | boolean | number | string;

export interface WorldIR {
  readonly irVersion: 1;
  readonly world: { readonly name: string; readonly version: string; readonly description: string };
  /** Sorted by name. The four base types `str int float bool` are not listed. */
  readonly types: readonly TypeIR[];
  readonly entities: readonly EntityIR[];
  readonly apps: readonly AppIR[];
  /** Sorted by name. */
  readonly tools: readonly ToolIR[];
  readonly constraints: readonly ConstraintIR[];
  readonly taskSets: readonly TaskSetIR[];
  /** `sha256-` and the hex digest of the RFC 8785 form of everything but this member. */
  readonly hash: string;
}

// ---------------------------------------------------------------- types

export type BaseName = 'str' | 'int' | 'float' | 'bool';

/** A nominal type. Aliases are expanded away and do not occur. */
export interface TypeIR {
  readonly name: string;
  readonly description: string;
  /** How a value is called in a sentence: `stock ticker symbol`, no article. */
  readonly noun: string;
  readonly plural: string;
  /** Declared direct parents, base types included. Sorted. */
  readonly parents: readonly string[];
  /** What the generator draws from; null means the union of the declared subtypes. */
  readonly values: ValueSetIR | null;
  /** What the recognizer accepts beyond `values` (and beyond the subtypes' values); null means nothing more. */
  readonly accepts: ValueSetIR | null;
}

/** A set of JSON scalars with a distribution. */
export type ValueSetIR = EnumSet | RangeSet | RegexSet | CalendarSet | UnionSet;

/** Listed values; `weights` are positive integers of the same length, absent where all are equal. */
export interface EnumSet {
  readonly kind: 'enum';
  readonly values: readonly Scalar[];
  readonly weights?: readonly number[];
}

/**
 * Numbers from `low / scale` to `high / scale`. With a `step`, exactly the values `(low + k × step) / scale`; without,
 * every number of the interval (every integer where `number` is `int`), and the generator draws multiples of
 * `1 / scale`. `low`, `high`, `step` and `scale` are safe integers, `scale` is a power of ten. A null end is open:
 * only in `accepts`, never in a set that is drawn from.
 */
export interface RangeSet {
  readonly kind: 'range';
  readonly number: 'int' | 'float';
  readonly low: number | null;
  readonly high: number | null;
  readonly step: number | null;
  readonly scale: number;
}

/** The strings that the whole of `pattern` matches; `dfa` is its minimal automaton, the one that is run. */
export interface RegexSet {
  readonly kind: 'regex';
  readonly pattern: string;
  readonly dfa: DfaIR;
}

/**
 * A deterministic automaton over Unicode code points. State 0 is the start. `edges` is flat, four numbers an edge:
 * from, first code point, last code point, to; sorted by from, then first. No edge means refusal; every state
 * reaches an accepting one.
 */
export interface DfaIR {
  readonly states: number;
  readonly accept: readonly number[];
  readonly edges: readonly number[];
}

/**
 * Dates, times or both, written in `format` (see runtime/calendar.ts for its letters). `low` and `high` count in the
 * finest unit of the format: days since 1970-01-01 for dates; minutes (or seconds, where the format has `ss`) since
 * midnight for times, since 1970-01-01T00:00 for datetimes. Proleptic Gregorian, no zones.
 */
export interface CalendarSet {
  readonly kind: 'calendar';
  readonly what: 'date' | 'time' | 'datetime';
  readonly format: string;
  readonly unit: 'day' | 'minute' | 'second';
  readonly low: number;
  readonly high: number;
}

/** Alternatives with positive integer weights. */
export interface UnionSet {
  readonly kind: 'union';
  readonly members: readonly { readonly set: ValueSetIR; readonly weight: number }[];
}

/**
 * A use of a type. Sizes are inclusive. A list or dict written without a size has `min` 0 and `max` null: any size is
 * accepted, and 2 to 5 items are drawn.
 */
export type TypeRef =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'var'; readonly name: string }
  | { readonly kind: 'list'; readonly element: TypeRef; readonly min: number; readonly max: number | null }
  | { readonly kind: 'dict'; readonly key: TypeRef; readonly value: TypeRef; readonly min: number; readonly max: number | null }
  | { readonly kind: 'union'; readonly members: readonly { readonly type: TypeRef; readonly weight: number }[] }
  | { readonly kind: 'optional'; readonly of: TypeRef }
  | { readonly kind: 'record'; readonly fields: readonly RecordFieldIR[] };

export interface RecordFieldIR {
  readonly name: string;
  readonly description: string;
  readonly type: TypeRef;
}

// ---------------------------------------------------------------- tools

export interface ToolIR {
  readonly name: string;
  readonly description: string;
  readonly app: string | null;
  /**
   * The name of the file that declares it, without folder and extension: what back ends group tools by. Of an instance of a template, the
   * file of the declaration that it is made for. Absent: the world's main file.
   */
  readonly module?: string;
  /** Without `#`, sorted. */
  readonly tags: readonly string[];
  readonly typeParams: readonly { readonly name: string; readonly bound: TypeRef | null }[];
  /** In the order of the source, which is the order of a skeleton's depth-first reading. */
  readonly params: readonly ParamIR[];
  readonly result: TypeRef;
  readonly requires: readonly { readonly condition: ExprIR; readonly message: TextIR }[];
  /** null: the result is a keyed draw from the result type. */
  readonly returns: ExprIR | null;
  /**
   * Present on the tools that come with logins, which are in no task set's `tools`: `login` (parameters `username` and `password`)
   * logs in to the tool's app and says whether it did, `password` (parameters `app` and `username`) gives the password of an account.
   */
  readonly access?: 'login' | 'password';
  /** At least one. Each has a hole for every parameter without a default, once. */
  readonly phrases: readonly PhraseIR[];
}

export interface ParamIR {
  readonly name: string;
  readonly description: string;
  readonly type: TypeRef;
  /** Present: the parameter is optional, and this stands in for it. Composition leaves such parameters out. */
  readonly default?: Json;
}

/** Text with holes, each a parameter's name (in `ask`, the one hole `goal`). */
export type TextIR = readonly (string | { readonly hole: string })[];

export interface PhraseIR {
  /** `noun`: "the price of {item}"; `verb`: "order {item}" (imperative). */
  readonly form: 'noun' | 'verb';
  readonly text: TextIR;
}

/**
 * Expressions, typed where it matters. Numbers are doubles; `int` marks results that must be safe integers.
 * Evaluation order is left to right; `and`, `or` and `if` evaluate only what they need.
 */
export type ExprIR =
  | { readonly op: 'const'; readonly value: Json }
  | { readonly op: 'param'; readonly name: string }
  | { readonly op: 'local'; readonly name: string }
  | { readonly op: 'field'; readonly of: ExprIR; readonly name: string }
  | { readonly op: 'index'; readonly of: ExprIR; readonly index: ExprIR }
  | { readonly op: 'slice'; readonly of: ExprIR; readonly start: ExprIR | null; readonly end: ExprIR | null }
  | { readonly op: 'list'; readonly items: readonly ExprIR[] }
  | { readonly op: 'record'; readonly fields: readonly { readonly name: string; readonly value: ExprIR }[] }
  | { readonly op: 'negate'; readonly of: ExprIR }
  | { readonly op: 'not'; readonly of: ExprIR }
  | { readonly op: 'arith'; readonly operator: '+' | '-' | '*' | '/' | '%'; readonly number: 'int' | 'float'; readonly left: ExprIR; readonly right: ExprIR }
  | { readonly op: 'concat'; readonly left: ExprIR; readonly right: ExprIR }
  /** With `calendar`, both sides are dates or times of its format, compared by time. */
  | { readonly op: 'compare'; readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>='; readonly left: ExprIR; readonly right: ExprIR; readonly calendar?: CalendarSet }
  | { readonly op: 'in'; readonly left: ExprIR; readonly right: ExprIR }
  | { readonly op: 'and'; readonly left: ExprIR; readonly right: ExprIR }
  | { readonly op: 'or'; readonly left: ExprIR; readonly right: ExprIR }
  | { readonly op: 'if'; readonly condition: ExprIR; readonly then: ExprIR; readonly otherwise: ExprIR }
  /** A built-in function; `format` is the calendar format of the first argument's type, for the date functions. */
  | { readonly op: 'call'; readonly function: string; readonly args: readonly ExprIR[]; readonly calendar?: CalendarSet }
  | {
      readonly op: 'each';
      readonly variable: string;
      readonly source: ExprIR;
      readonly condition: ExprIR | null;
      readonly sort: { readonly by: ExprIR; readonly descending: boolean } | null;
      readonly item: ExprIR;
    }
  /**
   * Rows of entities are numbered from 0 and known by their number while an expression is evaluated; the types of the
   * compiler keep them apart from whole numbers. All rows of an entity; the row with a key, else an error; whether there
   * is one; the field of a row; some fields of a row as a record.
   */
  | { readonly op: 'rows'; readonly entity: string }
  | { readonly op: 'row'; readonly entity: string; readonly key: ExprIR }
  | { readonly op: 'has'; readonly entity: string; readonly key: ExprIR }
  | { readonly op: 'cell'; readonly entity: string; readonly row: ExprIR; readonly field: string }
  | { readonly op: 'project'; readonly entity: string; readonly row: ExprIR; readonly fields: readonly string[] };

// ---------------------------------------------------------------- entities, apps

/** Facts: in every environment an entity has rows, which are drawn when they are first looked at, or fixed by a file. */
export interface EntityIR {
  readonly name: string;
  readonly description: string;
  /** How a row is called in a sentence: `company`, no article. */
  readonly noun: string;
  readonly plural: string;
  /** The name of the field that rows are known by. */
  readonly key: string;
  /** How many rows an environment has: a keyed draw where `min` is below `max`. With `fixed`, at most the rows there are. */
  readonly rows: { readonly min: number; readonly max: number };
  /** Rows from a file, cells in the order of `columns`, which are names of fields; the other fields are drawn. */
  readonly fixed: { readonly columns: readonly string[]; readonly rows: readonly (readonly Json[])[] } | null;
  /** In the order of the source. */
  readonly fields: readonly EntityFieldIR[];
}

export interface EntityFieldIR {
  readonly name: string;
  readonly description: string;
  /** Without variables. Of a reference: the type of the other entity's key. */
  readonly type: TypeRef;
  /** Whether no two rows share a value. The key is unique. */
  readonly unique: boolean;
  /** The entity whose keys the values are (those in a list, or of an optional field); null for plain values. */
  readonly reference: string | null;
  /** Computed from the row, which is the local `self`; null: drawn, or fixed. */
  readonly derived: ExprIR | null;
}

export interface AppIR {
  readonly name: string;
  readonly description: string;
  /** How the app is called in a sentence: `Netflix`. */
  readonly noun: string;
  /** The types of the account's user name and password; null: its tools can be called by anybody. */
  readonly login: { readonly username: TypeRef; readonly password: TypeRef } | null;
}

// ---------------------------------------------------------------- constraints and task sets

export interface ConstraintIR {
  readonly name: string;
  readonly rules: readonly RuleIR[];
}

export type Measure = 'length' | 'depth' | 'inputs' | 'joins' | 'shared';

/** Tool sets are resolved: lists of tool names, sorted. Types are references without variables. */
export type RuleIR =
  | { readonly kind: 'measure'; readonly measure: Measure; readonly min: number; readonly max: number | null }
  | { readonly kind: 'each-tool'; readonly max: number }
  | { readonly kind: 'at-most'; readonly count: number; readonly tools: readonly string[] }
  | { readonly kind: 'at-least'; readonly count: number; readonly tools: readonly string[] }
  | { readonly kind: 'never-edge'; readonly from: readonly string[]; readonly to: readonly string[] }
  | { readonly kind: 'never-path'; readonly from: readonly string[]; readonly to: readonly string[] }
  /** The argument `param` of `tool` comes from the user, from any call, or from a call of one of `tools`. */
  | { readonly kind: 'source'; readonly tool: string; readonly param: string; readonly from: 'user' | 'tool' | 'tools'; readonly tools: readonly string[] }
  | { readonly kind: 'goal'; readonly types: readonly TypeRef[] }
  | { readonly kind: 'from-user'; readonly types: readonly TypeRef[] }
  | { readonly kind: 'never-from-user'; readonly types: readonly TypeRef[] };

export interface TaskSetIR {
  readonly name: string;
  readonly description: string;
  readonly count: number;
  readonly seed: number;
  /** Ratio of distractors to gold tools. */
  readonly distractors: number;
  /** Weight of a pointer to a value already made, beside a fresh user input's weight of 1. */
  readonly sharing: number;
  /** Probability that an app's password is in the instruction. */
  readonly passwordsGiven: number;
  /** The rules that every task of the set meets: those of `obey` and those written in the set itself. `length` is always among them, bounded. */
  readonly rules: readonly RuleIR[];
  /** Parts of the set with rules of their own; shares are percents that add up to 100. Empty where there is no mix. */
  readonly mix: readonly { readonly constraint: string; readonly percent: number }[];
  readonly cover: 'tools' | 'edges' | null;
  /** `fitted` (the default) makes tools equally frequent; `uniform` makes derivations so. */
  readonly distribution: 'fitted' | 'uniform';
  /** Factors on tools' target frequencies, resolved; tools not listed have 1. */
  readonly weights: readonly { readonly tool: string; readonly weight: number }[];
  /** How many tools this set holds out; 0 where it holds out none. */
  readonly holdOut: number;
  /** The tools that may occur in the set, distractors included, sorted: hold-outs are decided here. */
  readonly tools: readonly string[];
  /** Frames of the request, each with the hole `goal`; empty: the built-in ones. */
  readonly asks: readonly TextIR[];
}
