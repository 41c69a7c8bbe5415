/** Figures on a task file, counted while it is written: what the card and the manifest report. */
import type { TaskSetIR } from '../../ir/ir.js';
import type { TaskRecord } from '../../sample/tasks/record.js';
import type { DuplicateFigures, SetDuplicates } from './duplicates.js';

export interface SetStatistics {
  readonly tasks: number;
  readonly distinctSkeletons: number;
  /** How many tasks have each length, depth and number of inputs. */
  readonly length: Readonly<Record<string, number>>;
  readonly depth: Readonly<Record<string, number>>;
  readonly inputs: Readonly<Record<string, number>>;
  /** Gold calls by tool. */
  readonly toolsUsed: number;
  readonly toolsUnused: readonly string[];
  readonly callsPerTool: { readonly min: number; readonly median: number; readonly max: number; readonly mostFrequent: string };
  /** Distinct (producer, consumer, parameter) triples among the gold calls. */
  readonly edgesUsed: number;
  readonly instructionCharacters: { readonly min: number; readonly median: number; readonly max: number };
  readonly duplicates: DuplicateFigures;
}

export class Statistics {
  readonly #calls: Map<string, number>;
  readonly #skeletons = new Set<string>();
  readonly #edges = new Set<string>();
  readonly #shape = { length: new Map<number, number>(), depth: new Map<number, number>(), inputs: new Map<number, number>() };
  readonly #characters = new Map<number, number>();
  #tasks = 0;

  constructor(
    set: TaskSetIR,
    private readonly duplicates: SetDuplicates,
  ) {
    this.#calls = new Map(set.tools.map((name) => [name, 0]));
  }

  add(line: string): void {
    const task = JSON.parse(line) as TaskRecord;
    this.#tasks++;
    this.#skeletons.add(task.skeleton);
    bump(this.#shape.length, task.shape.length);
    bump(this.#shape.depth, task.shape.depth);
    bump(this.#shape.inputs, task.shape.inputs);
    bump(this.#characters, task.instruction.length);
    this.duplicates.add(task.instruction);
    for (const call of task.calls) {
      // Tools that come with a login are offered with a set, and are none of its own.
      if (this.#calls.has(call.tool)) bump(this.#calls, call.tool);
      for (const [parameter, source] of Object.entries(call.arguments)) {
        const producer = 'ref' in source ? task.calls.find((c) => c.id === source.ref)?.tool : undefined;
        if (producer === undefined) continue;
        this.#edges.add(`${producer}\n${call.tool}\n${parameter}`);
      }
    }
  }

  addBytes(data: Uint8Array): void {
    for (const line of new TextDecoder().decode(data).split('\n')) if (line !== '') this.add(line);
  }

  result(): SetStatistics {
    const used = [...this.#calls].filter(([, n]) => n > 0).sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
    const most = used[used.length - 1];
    return {
      tasks: this.#tasks,
      distinctSkeletons: this.#skeletons.size,
      length: histogram(this.#shape.length),
      depth: histogram(this.#shape.depth),
      inputs: histogram(this.#shape.inputs),
      toolsUsed: used.length,
      toolsUnused: [...this.#calls].filter(([, n]) => n === 0).map(([name]) => name).sort((a, b) => (a < b ? -1 : 1)),
      callsPerTool: { min: used[0]?.[1] ?? 0, median: used[used.length >> 1]?.[1] ?? 0, max: most?.[1] ?? 0, mostFrequent: most?.[0] ?? '' },
      edgesUsed: this.#edges.size,
      instructionCharacters: spread(this.#characters),
      duplicates: this.duplicates.result(),
    };
  }

  /** Gold calls of each tool of the set, most first. */
  frequencies(): number[] {
    return [...this.#calls.values()].sort((a, b) => b - a);
  }
}

function bump<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function histogram(counts: ReadonlyMap<number, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort((a, b) => a[0] - b[0]));
}

function spread(counts: ReadonlyMap<number, number>): { min: number; median: number; max: number } {
  const sorted = [...counts].sort((a, b) => a[0] - b[0]);
  const total = sorted.reduce((sum, [, n]) => sum + n, 0);
  let behind = 0;
  let median = 0;
  for (const [value, n] of sorted) {
    behind += n;
    if (behind * 2 >= total) {
      median = value;
      break;
    }
  }
  return { min: sorted[0]?.[0] ?? 0, median, max: sorted[sorted.length - 1]?.[0] ?? 0 };
}
