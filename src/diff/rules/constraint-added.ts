import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const constraintAdded = defineRule({
  name: 'constraint-added',
  title: 'A constraint is new',
  breaks: {},
  adds: true,
  explain: `
By itself it does nothing. A task set that obeys it is reported for itself.
`,
  find: (worlds) =>
    worlds.at('constraints/*').flatMap(({ delta, names: [name] }) =>
      delta.before === undefined ? { message: `the constraint ${code(name)} was added`, place: { kind: 'constraint', name }, explains: [delta] } : [],
    ),
});
