import { factsImpact } from '../impact.js';
import { defineRule } from '../rule.js';
import { code, json } from '../words.js';

export const entityKeyChanged = defineRule({
  name: 'entity-key-changed',
  title: 'An entity is known by another field',
  breaks: { data: 'error', reproduction: 'error', packages: 'error' },
  explain: `
References hold keys, and tools that take the entity take its key: with another one, both hold other values.
`,
  find: (worlds) =>
    worlds.at('entities/*/key').map(({ delta, names: [name] }) => {
      const { breaks, words } = factsImpact(worlds, name);
      return { message: `the key of the entity ${code(name)} is now ${json(delta.after)}, and was ${json(delta.before)}${words}`, place: { kind: 'entity', name }, explains: [delta], breaks: { ...breaks, packages: 'error' } };
    }),
});
