import type { Comparison } from './comparison.js';
import type { Finding } from './rule.js';
import { code, json } from './words.js';

/** The nouns and plurals that changed, of types or of entities: what instructions and errors call their values. */
export function nounChanges(worlds: Comparison, kind: 'type' | 'entity'): readonly Finding[] {
  const all = kind === 'type' ? 'types' : 'entities';
  return ['noun', 'plural'].flatMap((member) =>
    worlds.at(`${all}/*/${member}`).map(({ delta, names: [name] }) => ({
      message: `the ${member} of the ${kind} ${code(name)} is now ${json(delta.after)}, and was ${json(delta.before)}`,
      place: { kind, name },
      explains: [delta],
    })),
  );
}
