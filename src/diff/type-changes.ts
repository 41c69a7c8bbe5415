/** Which types changed in what they take or draw, each told once, at the type whose own declaration is the cause. */
import type { Comparison } from './comparison.js';
import type { Delta } from './deltas.js';
import { namesAbove, reachOf, type Reach } from './impact.js';
import type { Relation } from './languages.js';
import { once } from './once.js';

export interface TypeChange {
  readonly name: string;
  /** How what it takes changed. */
  readonly relation: Relation;
  readonly drawnAlike: boolean;
  readonly reach: Reach;
  /** The differences in its own declaration. */
  readonly explains: readonly Delta[];
}

/**
 * Types whose own values changed, or that have other subtypes than before. A type that only has its subtypes' new values
 * is not told again: its subtypes' reach includes it.
 */
export const typeChanges = once((worlds: Comparison): readonly TypeChange[] => {
  const changes: TypeChange[] = [];
  for (const name of worlds.now.types.keys()) {
    if (!worlds.old.types.has(name)) continue;
    const explains = [...worlds.below('types', name, 'values'), ...worlds.below('types', name, 'accepts')];
    const below = (side: 'old' | 'now'): string => worlds[side].table.downSet(name).join();
    if (explains.length === 0 && below('old') === below('now')) continue;
    const relation = worlds.languages.named(name, name);
    const drawnAlike = worlds.old.drawings.ofName(name) === worlds.now.drawings.ofName(name);
    if (explains.length === 0 && relation.kind === 'same' && drawnAlike) continue;
    changes.push({ name, relation, drawnAlike, reach: reachOf(worlds, namesAbove(worlds, name)), explains });
  }
  return changes;
});
