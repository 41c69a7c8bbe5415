/** Calls made in a task's environment, with the tools that the task shows and no others. */
import type { Json, WorldIR } from '../ir/ir.js';
import { createRuntime, type Runtime } from '../runtime/runtime.js';
import { score, type Call, type MadeCall, type Score, type ScoreOptions, type Tolerance } from '../runtime/score.js';
import type { TaskRecord } from '../sample/tasks/record.js';

export interface ReplayOptions {
  readonly tolerance?: Tolerance;
  /** At most so many turns, the submission being one; what comes later did not happen. */
  readonly turns?: number;
}

export class Replay {
  readonly #runtime: Runtime;
  readonly #defaults: NonNullable<ScoreOptions['defaults']>;

  constructor(
    ir: WorldIR,
    private readonly options: ReplayOptions = {},
  ) {
    this.#runtime = createRuntime(ir);
    this.#defaults = new Map(
      ir.tools.map((tool) => [tool.name, new Map(tool.params.flatMap((p) => (p.default === undefined ? [] : [[p.name, p.default] as const])))]),
    );
  }

  /** The calls with what they give; `result` is undefined where a call is refused. */
  run(task: Pick<TaskRecord, 'environment' | 'tools'>, calls: readonly Call[]): MadeCall[] {
    const shown = new Set(task.tools);
    const world = this.#runtime.environment(Uint8Array.from(task.environment.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
    return calls.map((call) => {
      const outcome = shown.has(call.tool) ? world.call(call.tool, call.arguments) : undefined;
      return { ...call, result: outcome?.ok === true ? outcome.value : undefined };
    });
  }

  score(task: TaskRecord, calls: readonly Call[], answer: Json | undefined): Score {
    const { turns = Infinity, tolerance } = this.options;
    const inTime = calls.length < turns;
    const made = this.run(task, calls.slice(0, turns));
    return score(task, { calls: made, answer: inTime ? answer : undefined }, { defaults: this.#defaults, ...(tolerance === undefined ? {} : { tolerance }) });
  }
}
