import { defineRule } from '../rule.js';
import { code, json } from '../words.js';

export const entityNounChanged = defineRule({
  name: 'entity-noun-changed',
  title: 'An entity has another noun or plural',
  breaks: { agents: 'warning', reproduction: 'error' },
  explain: `
Instructions and errors call rows by their noun: "there is no company …". New instructions read otherwise; what is written stays.
`,
  find: (worlds) =>
    ['noun', 'plural'].flatMap((member) =>
      worlds.at(`entities/*/${member}`).map(({ delta, names: [name] }) => ({
        message: `the ${member} of the entity ${code(name)} is now ${json(delta.after)}, and was ${json(delta.before)}`,
        place: { kind: 'entity' as const, name },
        explains: [delta],
      })),
    ),
});
