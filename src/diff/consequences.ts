/** Differences that only follow from tools that came, went or were renamed: lists of tools that rules and sets resolve to. */
import type { Comparison } from './comparison.js';
import type { Delta } from './deltas.js';
import { renamedTools } from './renames.js';
import { compareRules } from './rule-lists.js';

/** Empty where both worlds have the same tools. */
export function consequencesOfTools(worlds: Comparison): ReadonlySet<Delta> {
  const came = worlds.now.ir.tools.some((t) => !worlds.old.tools.has(t.name));
  const went = worlds.old.ir.tools.some((t) => !worlds.now.tools.has(t.name));
  if (!came && !went) return new Set();
  const same = (before: readonly Parameters<typeof compareRules>[1][number][] | undefined, after: typeof before): boolean => {
    if (before === undefined || after === undefined) return false;
    const { tightened, loosened } = compareRules(worlds, before, after);
    return tightened.length + loosened.length === 0;
  };
  return new Set([
    ...worlds.at('taskSets/*/tools').flatMap(({ delta, names: [set] }) => (movedTools(worlds, set) === null ? [delta] : [])),
    ...worlds.at('taskSets/*/rules').flatMap(({ delta, names: [set] }) => (same(worlds.old.sets.get(set)?.rules, worlds.now.sets.get(set)?.rules) ? [delta] : [])),
    ...worlds.at('constraints/*/rules').flatMap(({ delta, names: [name] }) => (same(worlds.old.constraints.get(name)?.rules, worlds.now.constraints.get(name)?.rules) ? [delta] : [])),
    ...worlds.at('taskSets/*/weights').flatMap(({ delta, names: [set] }) => (reweighedTools(worlds, set).length === 0 ? [delta] : [])),
  ]);
}

export interface MovedTools {
  /** Tools of both worlds that the set might use, and may not now, by their old names. */
  readonly left: readonly string[];
  /** And the other way round, by their new names. */
  readonly joined: readonly string[];
}

/** null where none did. */
export function movedTools(worlds: Comparison, set: string): MovedTools | null {
  const pair = worlds.setPair(set);
  if (pair === undefined) return null;
  const renamed = renamedTools(worlds);
  const current = (tool: string): string => renamed.get(tool) ?? tool;
  const before = new Set(pair.old.tools.map(current));
  const known = new Set(worlds.old.ir.tools.map((t) => current(t.name)));
  const left = pair.old.tools.filter((t) => worlds.now.tools.has(current(t)) && !pair.now.tools.includes(current(t)));
  const joined = pair.now.tools.filter((t) => known.has(t) && !before.has(t));
  return left.length + joined.length === 0 ? null : { left, joined };
}

/** Tools of both worlds that have another weight in a set. */
export function reweighedTools(worlds: Comparison, set: string): readonly string[] {
  const pair = worlds.setPair(set);
  if (pair === undefined) return [];
  const weigh = (weights: typeof pair.old.weights, tool: string): number => weights.find((w) => w.tool === tool)?.weight ?? 1;
  return worlds.tools.map((t) => t.name).filter((tool) => weigh(pair.old.weights, tool) !== weigh(pair.now.weights, tool));
}
