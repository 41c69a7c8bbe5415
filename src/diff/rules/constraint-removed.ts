import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const constraintRemoved = defineRule({
  name: 'constraint-removed',
  title: 'A constraint is gone',
  breaks: {},
  explain: `
A task set that obeyed it, or was mixed of it, is reported for itself.
`,
  find: (worlds) =>
    worlds.at('constraints/*').flatMap(({ delta, names: [name] }) =>
      delta.after === undefined ? { message: `the constraint ${code(name)} was removed`, place: { kind: 'constraint', name }, explains: [delta] } : [],
    ),
});
