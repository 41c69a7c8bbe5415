import { defineRule } from '../rule.js';
import { typeChanges } from '../type-changes.js';
import { code } from '../words.js';

export const typeRestated = defineRule({
  name: 'type-restated',
  title: 'The same values, written otherwise',
  breaks: {},
  explain: `
The declaration changed, and the values did not: a pattern that matches the same texts, an \`accepts\` that adds nothing.
Nothing is taken or drawn otherwise.
`,
  find: (worlds) =>
    typeChanges(worlds).flatMap((change) =>
      change.relation.kind === 'same' && change.drawnAlike
        ? { message: `the type ${code(change.name)} has the same values, written otherwise`, place: { kind: 'type', name: change.name }, explains: change.explains }
        : [],
    ),
});
