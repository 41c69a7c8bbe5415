/**
 * Which tools a task set holds out for itself.
 *
 * Chosen by a keyed hash of names, so that the order of the source does not matter and a new tool moves few others; and
 * with regard to what composes: a tool whose parameters nothing held out can feed, and whose result nothing held out
 * takes, would be of no use to the set. What the set's rules then keep from being called at all is left out, and others are
 * chosen in its place.
 */
import { deriveKey } from '../runtime/random.js';
import { compareCodeUnits } from '../runtime/canonical.js';

/** For each tool of a world, the tools whose parameters its results can feed. */
export type Feeds = (from: string, to: string) => boolean;

/** Of some tools, those that no composition of them alone can call under the set's rules. */
export type Uncallable = (tools: readonly string[]) => readonly string[];

/** How often what cannot be called is left out, and the choice made again. */
const ROUNDS = 10;

/** How many of the tools already chosen a candidate is looked at with. */
const CANDIDATES = 6;

/** @returns the tools held out, sorted; all of `available` where there are not more */
export function chooseHeldOut(world: string, set: string, count: number, available: readonly string[], feeds: Feeds, uncallable: Uncallable): readonly string[] {
  let left = available;
  let best: readonly string[] = [];
  let fewest = Infinity;
  for (let round = 0; round < ROUNDS && left.length >= Math.min(count, available.length); round++) {
    const chosen = choose(world, set, count, left, feeds);
    const idle = new Set(uncallable(chosen));
    if (idle.size < fewest) {
      best = chosen;
      fewest = idle.size;
    }
    if (idle.size === 0) break;
    left = left.filter((name) => !idle.has(name));
  }
  return best;
}

function choose(world: string, set: string, count: number, available: readonly string[], feeds: Feeds): readonly string[] {
  const hash = (name: string): string => Array.from(deriveKey(null, 'hold-out', world, set, name).subarray(0, 8), (b) => b.toString(16).padStart(2, '0')).join('');
  const keyed = available.map((name) => ({ name, key: hash(name), links: 0 })).sort((a, b) => compareCodeUnits(a.key, b.key));
  const chosen: string[] = [];
  while (chosen.length < count && keyed.length > 0) {
    // Of the next few in keyed order, the one with the most links to those chosen; the first of them where none has more.
    let best = 0;
    for (let i = 1; i < Math.min(CANDIDATES, keyed.length); i++) if (Math.min(4, keyed[i]?.links ?? 0) > Math.min(4, keyed[best]?.links ?? 0)) best = i;
    const [next] = keyed.splice(best, 1);
    if (next === undefined) break;
    chosen.push(next.name);
    for (const other of keyed) if (feeds(next.name, other.name) || feeds(other.name, next.name)) other.links++;
  }
  return chosen.sort(compareCodeUnits);
}
