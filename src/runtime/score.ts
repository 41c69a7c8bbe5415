/**
 * Scoring: whether an answer is right, and how a trajectory compares with the gold one. Pure, and small enough to be
 * ported line by line.
 *
 * The reward is the answer alone: 1 where what was submitted is the gold answer, else 0. How it was found does not
 * matter: another route, another order, reads too many or refused calls on the way cost nothing. The other measures
 * say how close the calls were, and are there to be looked at.
 *
 * Sequence accuracy follows NESTFUL (Basu et al., arXiv 2409.03797, and its published scorer).
 */
import type { Json } from '../ir/ir.js';
import { canonicalJson, compareCodeUnits, isList } from './canonical.js';

/** What of a task record scoring reads. */
export interface ScoredTask {
  readonly inputs: readonly { readonly id: string; readonly value: Json }[];
  readonly calls: readonly { readonly id: string; readonly tool: string; readonly arguments: { readonly [parameter: string]: Source }; readonly result: Json }[];
  readonly answer: { readonly path?: readonly string[]; readonly value: Json };
}

/** Where an argument comes from: an input or an earlier call by its id, `path` naming fields of a record result; or the value itself. */
export type Source = { readonly ref: string; readonly path?: readonly string[] } | { readonly value: Json };

/** One call with its argument values. */
export interface Call {
  readonly tool: string;
  readonly arguments: { readonly [parameter: string]: Json };
}

/** What became of a call that an agent made; `result` is undefined where it was refused. */
export interface MadeCall extends Call {
  readonly result?: Json | undefined;
}

export interface Trajectory {
  /** Every call but the submission, in order, refused ones included. */
  readonly calls: readonly MadeCall[];
  /** undefined: nothing was submitted. */
  readonly answer?: Json | undefined;
}

/** How far a submitted number may be from the gold one: `|a − b| ≤ max(absolute, relative · |b|)`. Both are 0 unless declared. */
export interface Tolerance {
  readonly absolute?: number;
  readonly relative?: number;
}

export interface ScoreOptions {
  readonly tolerance?: Tolerance;
  /** Values of optional parameters, by tool and parameter: giving one explicitly is the same call as leaving it out. */
  readonly defaults?: ReadonlyMap<string, ReadonlyMap<string, Json>>;
}

export interface Score {
  /** 1 if the submitted answer is right, else 0. */
  readonly reward: 0 | 1;
  readonly submitted: boolean;
  /** Whether the last call's result is the answer, whatever was submitted: the criterion of NESTFUL's win rate, made of calls alone. */
  readonly win: boolean;
  /** F1 of the tool names called against the gold ones, as multisets, in [0, 1]. */
  readonly f1Functions: number;
  /** F1 of (tool, parameter, value) triples, as multisets, in [0, 1]. */
  readonly f1Parameters: number;
  /** Fraction of aligned places at which tool and all arguments agree, in [0, 1]. */
  readonly partialSequence: number;
  /** Whether all of them do. */
  readonly fullSequence: boolean;
  /** Calls that are no gold call, and gold calls made again. Refused ones count. */
  readonly extraCalls: number;
  /** Gold calls that were never made. */
  readonly missingCalls: number;
  /** Calls that were refused. */
  readonly errors: number;
}

export function score(task: ScoredTask, trajectory: Trajectory, options: ScoreOptions = {}): Score {
  const gold = goldCalls(task);
  const made = trajectory.calls.map((call) => withoutDefaults(call, options.defaults));
  const goldKeys = gold.map(callKey);
  const madeKeys = made.map(callKey);
  const goldNames = gold.map((c) => c.tool);
  const madeNames = made.map((c) => c.tool);
  const aligned = alignedMatches(goldKeys, madeKeys, goldNames, madeNames);
  const common = overlap(goldKeys, madeKeys);
  return {
    reward: trajectory.answer !== undefined && answerMatches(trajectory.answer, task.answer.value, options.tolerance) ? 1 : 0,
    submitted: trajectory.answer !== undefined,
    win: wins(task, trajectory, options.tolerance),
    f1Functions: f1(overlap(goldNames, madeNames), goldNames.length, madeNames.length),
    f1Parameters: parametersF1(gold, made),
    partialSequence: aligned.places === 0 ? 1 : aligned.matches / aligned.places,
    fullSequence: aligned.matches === aligned.places,
    extraCalls: made.length - common,
    missingCalls: gold.length - common,
    errors: trajectory.calls.filter((c) => c.result === undefined).length,
  };
}

/**
 * Whether a submitted answer is the gold one.
 *
 * Numbers are compared by value (`25` and `25.0` are one), texts unit by unit (a date or a name has the one form that
 * its type gives it), lists in order, objects whatever their members' order. Since some interfaces carry only text, a
 * text is also taken for what it says as JSON: `"25"` is 25, `"[1, 2]"` is [1, 2]; and a number or truth value is taken
 * for a gold text that is exactly how it is written: 357421 is the ID `"357421"`, but 7 is not `"007"`.
 */
export function answerMatches(submitted: Json, gold: Json, tolerance: Tolerance = {}): boolean {
  if (sameValue(submitted, gold, tolerance)) return true;
  if (typeof submitted !== 'string' || typeof gold === 'string') return false;
  const read = readJson(submitted);
  return read !== undefined && sameValue(read, gold, tolerance);
}

function sameValue(a: Json, b: Json, tolerance: Tolerance): boolean {
  if (typeof b === 'number') return typeof a === 'number' ? near(a, b, tolerance) : typeof a === 'string' && near(readNumber(a), b, tolerance);
  if (typeof b === 'string') return a === b || ((typeof a === 'number' || typeof a === 'boolean') && canonicalJson(a) === b);
  if (typeof b === 'boolean') return a === b || a === String(b);
  if (b === null || a === null || typeof a !== 'object') return a === b;
  if (isList(b)) return isList(a) && a.length === b.length && b.every((item, i) => sameValue(a[i] ?? null, item, tolerance));
  if (isList(a)) return false;
  const names = Object.keys(b);
  return Object.keys(a).length === names.length && names.every((name) => Object.hasOwn(a, name) && sameValue(a[name] ?? null, b[name] ?? null, tolerance));
}

/** @param a undefined is near nothing */
function near(a: number | undefined, b: number, { absolute = 0, relative = 0 }: Tolerance): boolean {
  return a !== undefined && (a === b || Math.abs(a - b) <= Math.max(absolute, relative * Math.abs(b)));
}

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/** The number that a text is as JSON. */
function readNumber(text: string): number | undefined {
  if (!NUMBER.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The gold calls with their arguments' values. */
export function goldCalls(task: ScoredTask): Call[] {
  return task.calls.map((call) => ({
    tool: call.tool,
    arguments: Object.fromEntries(Object.entries(call.arguments).map(([name, source]) => [name, valueOf(task, source)])),
  }));
}

/** The value that an argument of a gold call has. @throws RangeError where the record has no such value */
export function valueOf(task: ScoredTask, source: Source): Json {
  if (!('ref' in source)) return source.value;
  const { ref, path = [] } = source;
  const input = task.inputs.find((u) => u.id === ref);
  const start = input === undefined ? task.calls.find((call) => call.id === ref)?.result : input.value;
  const value = start === undefined ? undefined : follow(start, path);
  if (value === undefined) throw new RangeError(`the task has no value ${[ref, ...path].join('.')}`);
  return value;
}

function follow(value: Json, path: readonly string[]): Json | undefined {
  let at: Json | undefined = value;
  for (const name of path) {
    if (at === null || at === undefined || typeof at !== 'object' || isList(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return at;
}

function wins(task: ScoredTask, trajectory: Trajectory, tolerance: Tolerance | undefined): boolean {
  const last = trajectory.calls[trajectory.calls.length - 1]?.result;
  if (last === undefined) return false;
  const field = follow(last, task.answer.path ?? []);
  return [last, field].some((value) => value !== undefined && answerMatches(value, task.answer.value, tolerance));
}

/** A call as text; equal calls have equal texts. */
function callKey(call: Call): string {
  return `${call.tool}${textOf(call.arguments)}`;
}

/** Canonical JSON; for what has none (half a surrogate pair, too deep a nest), a text that no value of a task has. */
export function textOf(value: Json): string {
  try {
    return canonicalJson(value);
  } catch {
    return '?';
  }
}

function withoutDefaults(call: Call, defaults: ScoreOptions['defaults']): Call {
  const of = defaults?.get(call.tool);
  if (of === undefined) return call;
  const isDefault = (name: string, value: Json): boolean => {
    const usual = of.get(name);
    return usual !== undefined && canonicalJson(usual) === textOf(value);
  };
  return { tool: call.tool, arguments: Object.fromEntries(Object.entries(call.arguments).filter(([name, value]) => !isDefault(name, value))) };
}

function parametersF1(gold: readonly Call[], made: readonly Call[]): number {
  const triples = (calls: readonly Call[]): string[] => calls.flatMap((call) => Object.entries(call.arguments).map(([name, value]) => textOf([call.tool, name, value])));
  const a = triples(gold);
  const b = triples(made);
  return f1(overlap(a, b), a.length, b.length);
}

/** Two empty sides agree. */
function f1(common: number, gold: number, made: number): number {
  return gold + made === 0 ? 1 : (2 * common) / (gold + made);
}

/** The size of the intersection of two multisets. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const left = [...a].sort(compareCodeUnits);
  const right = [...b].sort(compareCodeUnits);
  let common = 0;
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const order = compareCodeUnits(left[i]!, right[j]!);
    if (order === 0) common++;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return common;
}

/**
 * The places at which two sequences of calls are compared, and how many agree. Sequences of one length are compared
 * place by place. Of unequal ones, walking both from the start, calls of one name share a place; else a gold call, while
 * there are any, and then a made one has a place to itself, which agrees with nothing.
 */
function alignedMatches(goldKeys: readonly string[], madeKeys: readonly string[], goldNames: readonly string[], madeNames: readonly string[]): { matches: number; places: number } {
  const even = goldKeys.length === madeKeys.length;
  let matches = 0;
  let places = 0;
  for (let i = 0, j = 0; i < goldKeys.length || j < madeKeys.length; places++) {
    if (i < goldKeys.length && j < madeKeys.length && (even || goldNames[i] === madeNames[j])) {
      if (goldKeys[i++] === madeKeys[j++]) matches++;
    } else if (i < goldKeys.length) i++;
    else j++;
  }
  return { matches, places };
}
