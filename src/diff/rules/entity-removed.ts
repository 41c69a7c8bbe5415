import { factsImpact } from '../impact.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const entityRemoved = defineRule({
  name: 'entity-removed',
  title: 'An entity is gone',
  breaks: { data: 'error', reproduction: 'error', packages: 'error' },
  explain: `
Its rows are gone from every environment: what was drawn from them is drawn from types again. Tools that looked it up are reported for
themselves. Emitted packages export entities by name.
`,
  find: (worlds) =>
    worlds.at('entities/*').flatMap(({ delta, names: [name] }) => {
      if (delta.after !== undefined) return [];
      const { breaks, words } = factsImpact(worlds, name);
      return { message: `the entity ${code(name)} was removed${words}`, place: { kind: 'entity', name }, explains: [delta], breaks: { ...breaks, packages: 'error' } };
    }),
});
