/**
 * One session, without the protocol: an environment of its own, its logins, its task and its score. Nothing in it is
 * shared with another session, and nothing depends on when or in what order sessions run.
 */
import type { Json } from '../../../ir/ir.js';
import { canonicalJson } from '../../../runtime/canonical.js';
import type { CallResult } from '../../../runtime/errors.js';
import type { Environment } from '../../../runtime/runtime.js';
import { TaskEnvironment, type EnvironmentTask } from '../../../runtime/task-environment.js';
import { isJson, isPlainObject } from '../../../runtime/denotation.js';
import type { Choice, TaskSource } from './choice.js';
import type { ServedWorld, ToolDefinition } from './world.js';

/** What a call answers. `structured` is undefined where it is refused: the text then holds the structured error. */
export interface Reply {
  readonly text: string;
  /** The error where there is no such tool, which the protocol tells in another way than a call that was refused. */
  readonly unknownTool: { readonly [name: string]: Json } | undefined;
  readonly structured: { readonly [name: string]: Json } | undefined;
  /** Whether the list of tools is another one now. */
  readonly toolsChanged: boolean;
}

type Open =
  | { readonly kind: 'task'; readonly environment: TaskEnvironment }
  | { readonly kind: 'environment'; readonly environment: Environment }
  | { readonly kind: 'later' };

export type Opened = { readonly ok: true; readonly session: Session } | { readonly ok: false; readonly problem: string };

export interface SessionOptions {
  readonly tasks: TaskSource<EnvironmentTask>;
  /** Whether the session has the tool that starts tasks. */
  readonly startable: boolean;
}

export function openSession(world: ServedWorld, choice: Choice, options: SessionOptions): Opened {
  const opened = open(world, choice, options.tasks);
  return 'problem' in opened ? { ok: false, problem: opened.problem } : { ok: true, session: new Session(world, opened, options) };
}

function open(world: ServedWorld, choice: Choice, tasks: TaskSource<EnvironmentTask>): Open | { readonly problem: string } {
  switch (choice.kind) {
    case 'later':
      return choice;
    case 'environment':
      return { kind: 'environment', environment: world.runtime.environment(Uint8Array.from(choice.key.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))) };
    case 'task': {
      const found = tasks.find(choice.set, choice.index);
      if (!found.ok) return { problem: found.problem };
      if (found.task.ir !== world.ir.hash) return { problem: `the task ${found.task.id} was made from another version of the world ${world.ir.world.name}` };
      return { kind: 'task', environment: new TaskEnvironment(world.runtime, world.functions, found.task) };
    }
  }
}

export class Session {
  #open: Open;

  constructor(
    readonly world: ServedWorld,
    opened: Open,
    private readonly options: SessionOptions,
  ) {
    this.#open = opened;
  }

  /** Whether there is a task, or may be one. */
  get hasTasks(): boolean {
    return this.options.startable || this.#open.kind === 'task';
  }

  get startable(): boolean {
    return this.options.startable;
  }

  /** What is asked; undefined where there is no task. */
  get task(): EnvironmentTask | undefined {
    return this.#open.kind === 'task' ? this.#open.environment.task : undefined;
  }

  /** In an order that is always the same: the task's own, or by name; then what takes the answer and what starts tasks. */
  tools(): readonly ToolDefinition[] {
    const { world } = this;
    const start = this.options.startable ? [world.startTask] : [];
    switch (this.#open.kind) {
      case 'task':
        return [...this.#open.environment.task.tools.flatMap((name) => world.definitions.get(name) ?? []), world.submit, ...start];
      case 'environment':
        return [...world.definitions.values(), ...start];
      case 'later':
        return start;
    }
  }

  /** Never throws: whatever is wrong is told in the reply. */
  call(tool: string, args: unknown): Reply {
    if (this.options.startable && tool === this.world.startTask.name) return this.#start(args);
    switch (this.#open.kind) {
      case 'task':
        return this.#reply(tool, this.#open.environment.call(tool, args));
      case 'environment':
        if (!isPlainObject(args)) return refusal('bad_argument', `${tool}: the arguments must be an object from names to values`, tool);
        return this.#reply(tool, this.#open.environment.call(tool, args));
      case 'later':
        return refusal('unknown_tool', `there is no tool "${tool.toWellFormed()}" yet: call "${this.world.startTask.name}" first`, tool);
    }
  }

  /**
   * How the agent has done: the reward, and once an answer has been submitted every measure. Before that they would tell whether
   * the answer has been found. Undefined where there is no task.
   */
  score(): { readonly [measure: string]: Json } | undefined {
    if (this.#open.kind !== 'task') return undefined;
    const { task, done } = this.#open.environment;
    return done ? { task: task.id, ...this.#open.environment.score() } : { task: task.id, reward: 0, submitted: false };
  }

  #reply(tool: string, result: CallResult): Reply {
    if (!result.ok) return refused({ ...result.error });
    return { text: canonicalJson(result.value), unknownTool: undefined, structured: this.world.structured(tool, result.value), toolsChanged: false };
  }

  #start(args: unknown): Reply {
    const tool = this.world.startTask.name;
    if (!isPlainObject(args)) return refusal('bad_argument', `${tool}: the arguments must be an object from names to values`, tool);
    const { index, set } = args;
    const extra = Object.keys(args).find((name) => name !== 'index' && name !== 'set');
    if (extra !== undefined) return refusal('extra_argument', `${tool}: there is no parameter "${extra.toWellFormed()}"; it takes "index" and "set"`, tool, extra);
    if (index === undefined) return refusal('missing_argument', `${tool}: the argument "index" is missing: it is the number of the task`, tool, 'index');
    if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) return refusal('bad_argument', `${tool}: the argument "index" must be a whole number from 0 on`, tool, 'index');
    if (set !== undefined && (typeof set !== 'string' || !isJson(set))) return refusal('bad_argument', `${tool}: the argument "set" must be the name of a task set`, tool, 'set');
    const opened = open(this.world, { kind: 'task', set, index }, this.options.tasks);
    if ('problem' in opened) return refusal('bad_argument', `${tool}: ${opened.problem}`, tool);
    this.#open = opened;
    const task = this.task;
    const started = { id: task?.id ?? '', instruction: task?.instruction ?? '', tools: this.tools().map((t) => t.name) };
    return { text: canonicalJson(started), unknownTool: undefined, structured: started, toolsChanged: true };
  }
}

function refusal(code: 'unknown_tool' | 'bad_argument' | 'missing_argument' | 'extra_argument', message: string, tool: string, parameter?: string): Reply {
  return refused({ code, message, tool: tool.toWellFormed(), ...(parameter === undefined ? {} : { parameter: parameter.toWellFormed() }) });
}

function refused(error: { readonly [name: string]: Json }): Reply {
  return { text: canonicalJson({ error }), unknownTool: error['code'] === 'unknown_tool' ? error : undefined, structured: undefined, toolsChanged: false };
}
