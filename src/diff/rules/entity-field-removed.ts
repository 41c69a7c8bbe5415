import { factsImpact } from '../impact.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const entityFieldRemoved = defineRule({
  name: 'entity-field-removed',
  title: 'An entity lost a field',
  breaks: { data: 'error', reproduction: 'error', packages: 'error' },
  explain: `
Tools that looked it up are reported for themselves. Where it was the home of its type, the values of that type are drawn otherwise.
`,
  find: (worlds) =>
    worlds.at('entities/*/fields/*').flatMap(({ delta, names: [name, field] }) => {
      if (delta.after !== undefined) return [];
      const { breaks, words } = factsImpact(worlds, name);
      return { message: `the entity ${code(name)} lost its field ${code(field)}${words}`, place: { kind: 'entity', name }, explains: [delta], breaks: { ...breaks, packages: 'error' } };
    }),
});
