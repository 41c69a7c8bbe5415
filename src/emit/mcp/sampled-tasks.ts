/** Tasks made on demand: those that `rworld build` writes, one at a time. */
import { suggest } from '../../diagnostics/suggest.js';
import type { WorldIR } from '../../ir/ir.js';
import type { EnvironmentTask } from '../../runtime/task-environment.js';
import { LineWriter } from '../../sample/tasks/line.js';
import { TaskMaker, emptyCounts } from '../../sample/tasks/maker.js';
import { parseTask } from '../../sample/tasks/parse.js';
import { defaultSet, type TaskSource } from './server/choice.js';

export class SampledTasks implements TaskSource<EnvironmentTask> {
  readonly sets: readonly string[];
  readonly #makers = new Map<string, { readonly maker: TaskMaker; readonly writer: LineWriter }>();

  /** @param seed in place of the sets' own */
  constructor(
    private readonly ir: WorldIR,
    private readonly seed?: number,
  ) {
    this.sets = ir.taskSets.map((set) => set.name);
  }

  find(name: string | undefined, index: number): ReturnType<TaskSource<EnvironmentTask>['find']> {
    const wanted = name ?? defaultSet(this.sets);
    const set = this.ir.taskSets.find((s) => s.name === wanted);
    if (wanted === undefined) return { ok: false, problem: `the world "${this.ir.world.name}" has no task set` };
    if (set === undefined) {
      const near = suggest(wanted, this.sets);
      return { ok: false, problem: `the world "${this.ir.world.name}" has no task set "${wanted.toWellFormed()}"${near.length > 0 ? ` (did you mean ${near.map((n) => `"${n}"`).join(' or ')}?)` : ''}` };
    }
    let made = this.#makers.get(set.name);
    if (made === undefined) {
      const maker = TaskMaker.create(this.ir, set, this.seed === undefined ? {} : { seed: this.seed });
      if (!(maker instanceof TaskMaker)) return { ok: false, problem: maker.refused };
      made = { maker, writer: new LineWriter(this.ir, set.name, maker.seed) };
      this.#makers.set(set.name, made);
    }
    const { count } = made.maker.plan;
    if (index >= count) return { ok: false, problem: count === 0 ? `the set "${set.name}" has no tasks` : `the set "${set.name}" has tasks 0 to ${count - 1}` };
    const task = made.maker.make(index, emptyCounts());
    if (task === null) return { ok: false, problem: `task ${index} of "${set.name}" could not be made: no candidate passed the gates` };
    const record = parseTask(made.writer.line(task));
    if (!record.ok) throw new Error(`the task just made ${record.problem}`);
    return { ok: true, task: record.task };
  }
}
