import { factsImpact } from '../impact.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const entityFieldAdded = defineRule({
  name: 'entity-field-added',
  title: 'An entity has one field more',
  breaks: { data: 'error', reproduction: 'error' },
  adds: true,
  explain: `
Cells are keyed by the name of their field, so the other columns stay as they are. A unique field may be the home of its type, though:
then the values of that type are drawn from the rows.
`,
  find: (worlds) =>
    worlds.at('entities/*/fields/*').flatMap(({ delta, names: [name, field] }) => {
      if (delta.before !== undefined) return [];
      const { breaks, words } = factsImpact(worlds, name);
      return { message: `the entity ${code(name)} has one field more, ${code(field)}${words}`, place: { kind: 'entity', name, member: field }, explains: [delta], breaks };
    }),
});
