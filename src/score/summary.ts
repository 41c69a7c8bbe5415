/** What the scores of many trajectories come to. */
import { goldCalls, textOf, type Call, type Score } from '../runtime/score.js';
import type { TaskRecord } from '../sample/tasks/record.js';

export interface ScoreSummary {
  readonly trajectories: number;
  /** Distinct tasks among them, and how many of these were solved at least once. */
  readonly tasks: number;
  readonly solvedTasks: number;
  /** Means over trajectories. */
  readonly reward: number;
  readonly submitted: number;
  readonly winRate: number;
  readonly f1Functions: number;
  readonly f1Parameters: number;
  readonly partialSequenceAccuracy: number;
  readonly fullSequenceAccuracy: number;
  readonly extraCalls: number;
  readonly missingCalls: number;
  readonly errors: number;
  /**
   * As NESTFUL's scorer computes them over a whole file: macro averages over the labels that occur in gold. A label of
   * the first is a tool, of the second `parameter = value`; each counts once a trajectory (the second: once a trajectory
   * and tool, the last call of a tool standing for it), and what was called beyond gold labels does not count.
   */
  readonly nestful: { readonly f1Functions: number; readonly f1Parameters: number };
}

export class ScoreTotals {
  #trajectories = 0;
  readonly #tasks = new Map<string, boolean>();
  readonly #sums = { reward: 0, submitted: 0, win: 0, f1Functions: 0, f1Parameters: 0, partial: 0, full: 0, extra: 0, missing: 0, errors: 0 };
  readonly #functions = new MacroF1();
  readonly #parameters = new MacroF1();

  add(task: TaskRecord, calls: readonly Call[], score: Score): void {
    this.#trajectories++;
    this.#tasks.set(task.id, (this.#tasks.get(task.id) ?? false) || score.reward === 1);
    const sums = this.#sums;
    sums.reward += score.reward;
    sums.submitted += Number(score.submitted);
    sums.win += Number(score.win);
    sums.f1Functions += score.f1Functions;
    sums.f1Parameters += score.f1Parameters;
    sums.partial += score.partialSequence;
    sums.full += Number(score.fullSequence);
    sums.extra += score.extraCalls;
    sums.missing += score.missingCalls;
    sums.errors += score.errors;
    const gold = goldCalls(task);
    this.#functions.add(new Set(gold.map((c) => c.tool)), new Set(calls.map((c) => c.tool)));
    const goldSlots = slots(gold);
    const madeSlots = slots(calls);
    for (const tool of new Set([...goldSlots.keys(), ...madeSlots.keys()])) this.#parameters.add(goldSlots.get(tool) ?? new Set(), madeSlots.get(tool) ?? new Set());
  }

  result(): ScoreSummary {
    const mean = (sum: number): number => (this.#trajectories === 0 ? 0 : sum / this.#trajectories);
    const s = this.#sums;
    return {
      trajectories: this.#trajectories,
      tasks: this.#tasks.size,
      solvedTasks: [...this.#tasks.values()].filter(Boolean).length,
      reward: mean(s.reward),
      submitted: mean(s.submitted),
      winRate: mean(s.win),
      f1Functions: mean(s.f1Functions),
      f1Parameters: mean(s.f1Parameters),
      partialSequenceAccuracy: mean(s.partial),
      fullSequenceAccuracy: mean(s.full),
      extraCalls: mean(s.extra),
      missingCalls: mean(s.missing),
      errors: mean(s.errors),
      nestful: { f1Functions: this.#functions.result(), f1Parameters: this.#parameters.result() },
    };
  }
}

/** The mean over gold labels of each label's F1. */
class MacroF1 {
  readonly #labels = new Map<string, { gold: number; made: number; both: number }>();

  add(gold: ReadonlySet<string>, made: ReadonlySet<string>): void {
    for (const label of gold) {
      const count = this.#count(label);
      count.gold++;
      if (made.has(label)) count.both++;
    }
    for (const label of made) this.#count(label).made++;
  }

  result(): number {
    let sum = 0;
    let labels = 0;
    for (const { gold, made, both } of this.#labels.values()) {
      if (gold === 0) continue;
      labels++;
      sum += (2 * both) / (gold + made);
    }
    return labels === 0 ? 0 : sum / labels;
  }

  #count(label: string): { gold: number; made: number; both: number } {
    let count = this.#labels.get(label);
    if (count === undefined) this.#labels.set(label, (count = { gold: 0, made: 0, both: 0 }));
    return count;
  }
}

/** tool → `parameter = value` of its last call. */
function slots(calls: readonly Call[]): Map<string, Set<string>> {
  return new Map(calls.map((call) => [call.tool, new Set(Object.entries(call.arguments).map(([name, value]) => `${name} = ${textOf(value)}`))]));
}
