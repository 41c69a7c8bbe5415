/**
 * A task as an agent acts in it: the tools that the task shows, calls, a submission, a score. What every emitted package
 * hands out, and what a trainer drives; nothing in it depends on a clock or on chance, so a snapshot is a list of calls.
 */
import type { Json, WorldIR } from '../ir/ir.js';
import { copyJson, jsonObject } from './canonical.js';
import { isJson, isPlainObject } from './denotation.js';
import { meant, nearest, show, type CallResult, type ToolErrorCode } from './errors.js';
import type { Environment, Runtime } from './runtime.js';
import { score, type MadeCall, type Score, type ScoredTask, type Tolerance } from './score.js';
import { SUBMIT_ANSWER_DESCRIPTION, SUBMIT_DESCRIPTION, SUBMIT_PARAMETER, submitName } from './submit.js';

/** What of a task record an environment reads. */
export interface EnvironmentTask extends ScoredTask {
  readonly id: string;
  /** The hash of the IR that the task was made from. */
  readonly ir: string;
  /** 64 hex digits: the key of every answer. */
  readonly environment: string;
  readonly instruction: string;
  readonly tools: readonly string[];
}

/** A tool as a language model is shown it: `parameters` is a JSON Schema of the arguments, an object. */
export interface FunctionSchema {
  readonly name: string;
  readonly description: string;
  readonly parameters: { readonly [keyword: string]: Json };
}

/** All that has happened in an environment: plain JSON, to be kept and restored. */
export interface Snapshot {
  /** The task's id. */
  readonly task: string;
  readonly calls: readonly MadeCall[];
  /** Absent: nothing has been submitted. */
  readonly answer?: Json;
}

/** What stands in the record of a call for an argument that is no JSON. */
const NOT_JSON = '(not JSON)';

export class TaskEnvironment {
  readonly #tools: ReadonlySet<string>;
  readonly #submit: string;
  #environment: Environment;
  #calls: MadeCall[] = [];
  #answer: Json | undefined;

  /**
   * @param functions the tools of the world by name, as a model is shown them
   * @throws RangeError where the task was made from another world, or another version of it
   */
  constructor(
    private readonly runtime: Runtime,
    private readonly functions: ReadonlyMap<string, FunctionSchema>,
    readonly task: EnvironmentTask,
  ) {
    if (task.ir !== runtime.ir.hash) throw new RangeError(`the task ${task.id} was made from another version of the world ${runtime.ir.world.name} (${task.ir}, and this is ${runtime.ir.hash})`);
    this.#tools = new Set(task.tools);
    this.#submit = submitName(functions.keys());
    this.#environment = this.#open();
  }

  /** What is asked. */
  get instruction(): string {
    return this.task.instruction;
  }

  /** What a model is to be shown: the task's tools in its order, and last the one that takes the answer. */
  get tools(): readonly FunctionSchema[] {
    const shown = this.task.tools.flatMap((name) => this.functions.get(name) ?? []);
    return [...shown, submitFunction(this.#submit)];
  }

  /** Every call so far, refused ones included, the submission left out. */
  get calls(): readonly MadeCall[] {
    return this.#calls;
  }

  /** Whether an answer has been submitted: from then on every call is refused. */
  get done(): boolean {
    return this.#answer !== undefined;
  }

  /**
   * A call as an agent makes it, by name, of a tool that the task shows or of the one that takes the answer. Never throws:
   * whatever is wrong is told in the result.
   */
  call(tool: string, args: unknown): CallResult {
    if (this.done) return refused('task_over', tool, 'the answer has been submitted: the task is over');
    if (!isPlainObject(args)) return this.#record(tool, {}, refused('bad_argument', tool, `the arguments must be an object from names to values, and not ${isJson(args) ? show(args) : 'what is no JSON'}`));
    if (tool === this.#submit) return this.#take(args);
    if (!this.#tools.has(tool)) return this.#record(tool, args, this.#unknown(tool));
    return this.#record(tool, args, this.#environment.call(tool, args));
  }

  /**
   * The value of a call that must not fail.
   * @throws ToolCallError where the call is refused
   */
  use(tool: string, args: { readonly [parameter: string]: unknown }): Json {
    const result = this.call(tool, args);
    if (result.ok) return result.value;
    throw new ToolCallError(result);
  }

  /** Hands in the answer, once. Text stands for what it says, so `"25"` is 25. */
  submit(answer: Json): CallResult {
    return this.call(this.#submit, { [SUBMIT_PARAMETER]: answer });
  }

  /** How the agent has done so far. */
  score(tolerance: Tolerance = {}): Score {
    return score(this.task, { calls: this.#calls, ...(this.#answer === undefined ? {} : { answer: this.#answer }) }, { tolerance, defaults: defaultsOf(this.runtime.ir) });
  }

  snapshot(): Snapshot {
    return { task: this.task.id, calls: this.#calls.map(copyCall), ...(this.#answer === undefined ? {} : { answer: copyJson(this.#answer) }) };
  }

  /**
   * Goes back, or on, to what a snapshot holds.
   * @throws RangeError where it was taken of another task
   */
  restore(snapshot: Snapshot): void {
    if (snapshot.task !== this.task.id) throw new RangeError(`the snapshot is of the task ${snapshot.task}, and this is ${this.task.id}`);
    this.#environment = this.#open();
    this.#calls = snapshot.calls.map(copyCall);
    // Logins are all that calls change: they are made again.
    for (const call of this.#calls) if (this.#tools.has(call.tool) && this.runtime.tool(call.tool)?.ir.access !== undefined) this.#environment.call(call.tool, call.arguments);
    this.#answer = snapshot.answer === undefined ? undefined : copyJson(snapshot.answer);
  }

  #open(): Environment {
    return this.runtime.environment(Uint8Array.from(this.task.environment.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
  }

  #take(args: { readonly [name: string]: unknown }): CallResult {
    const names = Object.keys(args);
    const answer = Object.hasOwn(args, SUBMIT_PARAMETER) ? args[SUBMIT_PARAMETER] : undefined;
    const extra = names.find((name) => name !== SUBMIT_PARAMETER);
    if (answer === undefined) return refused('missing_argument', this.#submit, `the argument "${SUBMIT_PARAMETER}" is missing: it is the answer`);
    if (extra !== undefined) return refused('extra_argument', this.#submit, `there is no parameter "${extra.toWellFormed()}"; it takes "${SUBMIT_PARAMETER}"`);
    if (!isJson(answer)) return refused('bad_argument', this.#submit, `the argument "${SUBMIT_PARAMETER}" must be JSON`);
    this.#answer = copyJson(answer);
    return { ok: true, value: 'submitted' };
  }

  #unknown(tool: string): CallResult {
    const suggestions = nearest(tool, [...this.task.tools, this.#submit]);
    const name = tool.toWellFormed();
    return { ok: false, error: { code: 'unknown_tool', message: `there is no tool "${name}"${meant(suggestions)}`, tool: name, ...(suggestions.length === 0 ? {} : { suggestions }) } };
  }

  #record(tool: string, args: { readonly [name: string]: unknown }, result: CallResult): CallResult {
    const given: [string, Json][] = [];
    for (const [name, value] of Object.entries(args)) if (value !== undefined) given.push([name.toWellFormed(), isJson(value) ? copyJson(value) : NOT_JSON]);
    const made = { tool: tool.toWellFormed(), arguments: jsonObject(given) };
    this.#calls.push(result.ok ? { ...made, result: copyJson(result.value) } : made);
    return result;
  }
}

/** A call that was refused, where there is no other way to tell. */
export class ToolCallError extends Error {
  constructor(readonly result: Extract<CallResult, { readonly ok: false }>) {
    super(result.error.message);
    this.name = 'ToolCallError';
  }
}

function copyCall(call: MadeCall): MadeCall {
  const made = { tool: call.tool, arguments: jsonObject(Object.entries(call.arguments).map(([name, value]) => [name, copyJson(value)])) };
  return call.result === undefined ? made : { ...made, result: copyJson(call.result) };
}

/** The tool that takes the answer, as a model is shown it. */
export function submitFunction(name: string): FunctionSchema {
  return {
    name,
    description: SUBMIT_DESCRIPTION,
    parameters: { type: 'object', properties: { [SUBMIT_PARAMETER]: { type: 'string', description: SUBMIT_ANSWER_DESCRIPTION } }, required: [SUBMIT_PARAMETER] },
  };
}

function refused(code: ToolErrorCode, tool: string, message: string): CallResult {
  const name = tool.toWellFormed();
  return { ok: false, error: { code, message: `${name}: ${message}`, tool: name } };
}

const DEFAULTS = new WeakMap<WorldIR, ReadonlyMap<string, ReadonlyMap<string, Json>>>();

/** The values that stand in for optional parameters, by tool and parameter. */
function defaultsOf(ir: WorldIR): ReadonlyMap<string, ReadonlyMap<string, Json>> {
  let known = DEFAULTS.get(ir);
  if (known === undefined) {
    known = new Map(ir.tools.map((tool) => [tool.name, new Map(tool.params.flatMap((p) => (p.default === undefined ? [] : [[p.name, p.default] as const])))]));
    DEFAULTS.set(ir, known);
  }
  return known;
}
