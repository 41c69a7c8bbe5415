/** What a session is opened on: a task, an environment with all tools, or nothing until a task is started. */

export type Choice =
  | { readonly kind: 'task'; readonly set: string | undefined; readonly index: number }
  /** `key`: 64 hex digits */
  | { readonly kind: 'environment'; readonly key: string }
  | { readonly kind: 'later' };

/** The environment where none is named. */
export const FIRST_ENVIRONMENT = '0'.repeat(64);

export interface ChoiceWords {
  readonly set?: string | undefined;
  readonly task?: string | undefined;
  readonly environment?: string | undefined;
}

/** Reads a choice as it is written in options and addresses; undefined where nothing is said. */
export function readChoice({ set, task, environment }: ChoiceWords): Choice | undefined | { readonly problem: string } {
  if (environment !== undefined) {
    if (set !== undefined || task !== undefined) return { problem: 'name a task or an environment, not both: a task has an environment of its own' };
    if (!/^[0-9a-fA-F]{64}$/.test(environment)) return { problem: 'an environment is named by its key, 64 hex digits' };
    return { kind: 'environment', key: environment.toLowerCase() };
  }
  if (set === undefined && task === undefined) return undefined;
  const index = Number(task ?? '0');
  if (!/^[0-9]+$/.test(task ?? '0') || !Number.isSafeInteger(index)) return { problem: 'a task is named by its number, a whole number from 0 on' };
  return { kind: 'task', set, index };
}

/** Where tasks come from: made on demand by the sampler, or read from files. */
export interface TaskSource<Task> {
  /** Names of the task sets. */
  readonly sets: readonly string[];
  /** @param set undefined for the default one */
  find(set: string | undefined, index: number): { readonly ok: true; readonly task: Task } | { readonly ok: false; readonly problem: string };
}

/** The set that is meant where none is named: `train`, or the first one. */
export function defaultSet(sets: readonly string[]): string | undefined {
  return sets.find((name) => name === 'train') ?? sets[0];
}
