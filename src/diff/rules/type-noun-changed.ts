import { defineRule } from '../rule.js';
import { code, json } from '../words.js';

export const typeNounChanged = defineRule({
  name: 'type-noun-changed',
  title: 'A type has another noun or plural',
  breaks: { agents: 'warning', reproduction: 'error' },
  explain: `
Instructions and errors call values by their noun: "that stock ticker symbol". New instructions read otherwise; what is written stays.
`,
  find: (worlds) =>
    [...worlds.at('types/*/noun'), ...worlds.at('types/*/plural')].map(({ delta, names: [name] }) => ({
      message: `the ${delta.path[2] ?? 'noun'} of the type ${code(name)} is now ${json(delta.after)}, and was ${json(delta.before)}`,
      place: { kind: 'type', name },
      explains: [delta],
    })),
});
