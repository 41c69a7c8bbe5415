/** Tasks of a folder of `.jsonl` files, a file a set, as `rworld build` writes them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareCodeUnits } from '../../../runtime/canonical.js';
import { isPlainObject } from '../../../runtime/denotation.js';
import type { EnvironmentTask } from '../../../runtime/task-environment.js';
import { defaultSet, type TaskSource } from './choice.js';

type FiledTask = EnvironmentTask & { readonly index: number };

export class FiledTasks implements TaskSource<EnvironmentTask> {
  readonly sets: readonly string[];
  readonly #lines = new Map<string, readonly string[]>();

  /** @param folder one that is not there has no tasks */
  constructor(private readonly folder: string) {
    this.sets = listing(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => name.slice(0, -'.jsonl'.length))
      .sort(compareCodeUnits);
  }

  find(name: string | undefined, index: number): ReturnType<TaskSource<EnvironmentTask>['find']> {
    const set = name ?? defaultSet(this.sets);
    if (set === undefined) return { ok: false, problem: 'there are no tasks here' };
    if (!this.sets.includes(set)) return { ok: false, problem: `there is no task set "${set.toWellFormed()}"; there ${this.sets.length === 1 ? 'is' : 'are'} ${this.sets.map((s) => `"${s}"`).join(', ') || 'none'}` };
    const lines = this.#read(set);
    // A task that could not be made has no line, so a task's line is the one of its number or one above.
    for (let i = Math.min(index, lines.length - 1); i >= 0; i--) {
      const task = parse(lines[i] ?? '');
      if (task === undefined) return { ok: false, problem: `line ${i + 1} of the set "${set}" is no task` };
      if (task.index === index) return { ok: true, task };
      if (task.index < index) break;
    }
    return { ok: false, problem: `the set "${set}" has no task ${index}; it has ${lines.length} tasks, numbered from 0` };
  }

  #read(set: string): readonly string[] {
    let lines = this.#lines.get(set);
    if (lines === undefined) {
      lines = readFileSync(join(this.folder, `${set}.jsonl`), 'utf8').split('\n').filter((line) => line !== '');
      this.#lines.set(set, lines);
    }
    return lines;
  }
}

function listing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The files are the builder's own: what is looked at here is whether they are that. */
function parse(line: string): FiledTask | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isTask(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isTask(value: unknown): value is FiledTask {
  if (!isPlainObject(value)) return false;
  const text = ['id', 'ir', 'environment', 'instruction'].every((name) => typeof value[name] === 'string');
  const lists = ['tools', 'inputs', 'calls'].every((name) => Array.isArray(value[name]));
  return text && lists && isPlainObject(value['answer']) && typeof value['index'] === 'number';
}
