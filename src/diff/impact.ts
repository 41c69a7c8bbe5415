/** Which tools a change of a type reaches, and what that breaks. */
import type { ToolIR } from '../ir/ir.js';
import type { Comparison, Side, ToolPair } from './comparison.js';
import { entitiesIn } from './drawings.js';
import { namesIn } from '../ir/names-in.js';
import type { Breaks } from './rule.js';
import { codes } from './words.js';

/** The tools, of those in both worlds, that a type occurs in. */
export interface Reach {
  /** As an argument. */
  readonly takers: readonly string[];
  /** In the result. */
  readonly givers: readonly string[];
  /** Those that answer the same call otherwise: recorded tasks hold other results. */
  readonly redrawn: readonly string[];
}

/** @param names the type, and those whose values change with it */
export function reachOf(worlds: Comparison, names: ReadonlySet<string>): Reach {
  const mentions = (type: Parameters<typeof namesIn>[0]): boolean => namesIn(type).some((name) => names.has(name));
  const takers = worlds.tools.filter(({ now }) => worlds.now.uses(now).taken.some(mentions));
  const givers = worlds.tools.filter(({ now }) => mentions(worlds.now.uses(now).given));
  const named = (pairs: readonly ToolPair[]): string[] => pairs.map((p) => p.name);
  return { takers: named(takers), givers: named(givers), redrawn: named(worlds.tools.filter((pair) => isRedrawn(worlds, pair) && (mentions(worlds.now.uses(pair.now).given) || [...factsOf(worlds.now, pair.now)].some((e) => worlds.now.entities.get(e)?.fields.some((f) => mentions(f.type)))))) };
}

/** Whether a tool answers the same call otherwise, as far as types and facts decide it: its own expression is another matter. */
export function isRedrawn(worlds: Comparison, pair: ToolPair): boolean {
  return worlds.old.answers(pair.old) !== worlds.now.answers(pair.now) && (pair.old.returns === null) === (pair.now.returns === null);
}

/** The type itself, and the types above it that take or draw its values as their own. */
export function namesAbove(worlds: Comparison, type: string): ReadonlySet<string> {
  return new Set([...worlds.old.table.ancestors(type), ...worlds.now.table.ancestors(type)].filter((name) => !['str', 'int', 'float', 'bool'].includes(name)));
}

/** " (taken by `a` and `b`; returned by `c`)", or that no tool has it. */
export function usedBy({ takers, givers }: Reach): string {
  const parts = [...(takers.length === 0 ? [] : [`taken by ${codes(takers)}`]), ...(givers.length === 0 ? [] : [`returned by ${codes(givers)}`])];
  return parts.length === 0 ? ' (no tool uses it)' : ` (${parts.join('; ')})`;
}

/** The entities that a tool's arguments, result and expressions lead to, through references and derived fields. */
export function factsOf(side: Side, tool: ToolIR): ReadonlySet<string> {
  const { taken, given } = side.uses(tool);
  const homes = [...taken, given].flatMap(namesIn).flatMap((name) => homeOf(side, name));
  const looked = [tool.returns, ...tool.requires.map((r) => r.condition)].flatMap((expr) => (expr === null ? [] : [...entitiesIn(expr)]));
  const found = new Set([...homes, ...looked]);
  for (const name of found) {
    for (const field of side.entities.get(name)?.fields ?? []) {
      if (field.reference !== null) found.add(field.reference);
      for (const other of field.derived === null ? [] : entitiesIn(field.derived)) found.add(other);
      for (const type of namesIn(field.type)) for (const home of homeOf(side, type)) found.add(home);
    }
  }
  return found;
}

/** What a change of an entity breaks, by the tools that its rows reach; and those that answer otherwise, in words. */
export function factsImpact(worlds: Comparison, entity: string): { readonly breaks: Breaks; readonly words: string } {
  const reached = worlds.tools.filter(({ old, now }) => factsOf(worlds.old, old).has(entity) || factsOf(worlds.now, now).has(entity));
  const redrawn = reached.filter((pair) => isRedrawn(worlds, pair)).map((p) => p.name);
  if (redrawn.length > 0) return { breaks: { data: 'error', reproduction: 'error' }, words: `: ${codes(redrawn)} ${redrawn.length === 1 ? 'answers' : 'answer'} otherwise` };
  // What the user gives is drawn from rows, too.
  const given = (side: Side, tool: ToolIR): string => side.uses(tool).taken.map((type) => side.drawings.ofType(type)).join();
  const moved = reached.some(({ old, now }) => given(worlds.old, old) !== given(worlds.now, now));
  return { breaks: moved ? { data: 'warning', reproduction: 'error' } : {}, words: '' };
}

function homeOf(side: Side, type: string): readonly string[] {
  const home = side.homes.get(type);
  return home === undefined ? [] : [home.entity];
}
