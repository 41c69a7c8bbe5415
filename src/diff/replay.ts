/** Recorded tasks replayed in the new world: whether its tools accept their calls and answer as they did, and its rules allow them. */
import type { WorldIR } from '../ir/ir.js';
import { parseTask } from '../sample/tasks/parse.js';
import { Verifier, type Problem, type ProblemKind } from '../sample/tasks/verify.js';

/** What a task made with other words may lack: its text was proved with the phrases of its own world. */
const OF_THE_TEXT: ReadonlySet<ProblemKind> = new Set(['reading', 'secret', 'duplicate']);

export class Replay {
  readonly #verifier: Verifier;
  tasks = 0;
  broken = 0;
  /** Tasks that were made from neither of the two worlds. */
  strangers = 0;
  readonly kinds = new Map<ProblemKind, number>();
  /** The first few: the task and what is wrong with it. */
  readonly examples: { readonly id: string; readonly message: string }[] = [];

  constructor(
    private readonly old: WorldIR,
    private readonly now: WorldIR,
  ) {
    this.#verifier = new Verifier(now);
  }

  line(text: string): void {
    this.tasks++;
    const parsed = parseTask(text);
    if (parsed.ok && parsed.task.ir !== this.old.hash && parsed.task.ir !== this.now.hash) this.strangers++;
    // That it is of another version of the world is what is asked about, and no problem.
    const problems: readonly Problem[] = parsed.ok ? this.#verifier.verify({ ...parsed.task, ir: this.now.hash }).filter((p) => !OF_THE_TEXT.has(p.kind)) : [{ kind: 'record', message: parsed.problem }];
    const [first] = problems;
    if (first === undefined) return;
    this.broken++;
    for (const kind of new Set(problems.map((p) => p.kind))) this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    if (this.examples.length < 3) this.examples.push({ id: parsed.ok ? parsed.task.id : `line ${this.tasks}`, message: first.message });
  }
}
