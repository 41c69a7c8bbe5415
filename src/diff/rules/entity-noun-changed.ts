import { nounChanges } from '../nouns.js';
import { defineRule } from '../rule.js';

export const entityNounChanged = defineRule({
  name: 'entity-noun-changed',
  title: 'An entity has another noun or plural',
  breaks: { agents: 'warning', reproduction: 'error' },
  explain: `
Instructions and errors call rows by their noun: "there is no company …". New instructions read otherwise; what is written stays.
`,
  find: (worlds) => nounChanges(worlds, 'entity'),
});
