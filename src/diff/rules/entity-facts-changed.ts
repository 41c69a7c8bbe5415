import { factsImpact } from '../impact.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const entityFactsChanged = defineRule({
  name: 'entity-facts-changed',
  title: 'The file behind an entity holds other facts',
  breaks: { agents: 'warning', data: 'error', reproduction: 'error' },
  explain: `
Rows from a file are the same in every environment, so a trained model may have learned them. Tools that look them up answer recorded
calls otherwise.
`,
  find: (worlds) =>
    worlds.at('entities/*/fixed').map(({ delta, names: [name] }) => {
      const { breaks, words } = factsImpact(worlds, name);
      const what = delta.before === null ? 'has rows from a file now' : delta.after === null ? 'draws its rows now, and had them from a file' : 'has other rows in its file';
      return { message: `the entity ${code(name)} ${what}${words}`, place: { kind: 'entity', name }, explains: [delta], breaks: { agents: 'warning', ...breaks } };
    }),
});
