import { nounChanges } from '../nouns.js';
import { defineRule } from '../rule.js';

export const typeNounChanged = defineRule({
  name: 'type-noun-changed',
  title: 'A type has another noun or plural',
  breaks: { agents: 'warning', reproduction: 'error' },
  explain: `
Instructions and errors call values by their noun: "that stock ticker symbol". New instructions read otherwise; what is written stays.
`,
  find: (worlds) => nounChanges(worlds, 'type'),
});
