import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const mixChanged = defineRule({
  name: 'mix-changed',
  title: 'A task set is mixed otherwise',
  breaks: { data: 'warning', reproduction: 'error' },
  explain: `
Each part of a set follows a constraint of its own. With other parts, recorded tasks may belong to none of them.
`,
  find: (worlds) =>
    worlds.at('taskSets/*/mix').map(({ delta, names: [set] }) => ({ message: `the task set ${code(set)} is mixed otherwise`, place: { kind: 'tasks', name: set }, explains: [delta] })),
});
