import { factsImpact } from '../impact.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const entityAdded = defineRule({
  name: 'entity-added',
  title: 'An entity is new',
  breaks: { data: 'error', reproduction: 'error' },
  adds: true,
  explain: `
A type that is the key of one entity is at home there: its values are drawn from the rows, wherever they are drawn. So a new entity can
change what tools answer that do not speak of it. Give it a key type of its own, and nothing else moves.
`,
  find: (worlds) =>
    worlds.at('entities/*').flatMap(({ delta, names: [name] }) => {
      if (delta.before !== undefined) return [];
      const { breaks, words } = factsImpact(worlds, name);
      return { message: `the entity ${code(name)} was added${words}`, place: { kind: 'entity', name }, explains: [delta], breaks };
    }),
});
