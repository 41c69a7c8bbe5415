import type { Place } from '../comparison.js';
import type { Delta } from '../deltas.js';
import type { Breaks, DiffRule, Finding } from '../rule.js';
import { code, json } from '../words.js';

const UNKNOWN: Breaks = { agents: 'warning', data: 'warning', reproduction: 'warning', packages: 'warning' };

/** The rule for what no other rule speaks of: nothing goes unreported because nobody thought of it. */
export const changedOtherwise: DiffRule = {
  name: 'changed-otherwise',
  title: 'Something changed that has no rule of its own',
  breaks: UNKNOWN,
  explain: `
Every difference between two worlds is told. This one has no name yet, so nobody can say what it breaks: look at it, and replay tasks
with \`--replay FILE.jsonl\`.
`,
  find: (worlds) => unexplained(worlds.deltas, worlds.now.ir.world.name),
};

/** A finding for each difference. */
export function unexplained(deltas: readonly Delta[], world: string): Finding[] {
  return deltas.map((delta) => ({
    message: `${code(delta.path.join('.'))} is now ${json(delta.after)}, and was ${json(delta.before)}`,
    place: placeOf(delta.path, world),
    explains: [delta],
  }));
}

function placeOf(path: readonly string[], world: string): Place {
  const [part = '', name] = path;
  const kind = KINDS.get(part);
  return kind === undefined || name === undefined ? { kind: 'world', name: world } : { kind, name };
}

const KINDS: ReadonlyMap<string, Place['kind']> = new Map([
  ['types', 'type'],
  ['tools', 'tool'],
  ['constraints', 'constraint'],
  ['taskSets', 'tasks'],
  ['entities', 'entity'],
  ['apps', 'app'],
]);
