import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const askChanged = defineRule({
  name: 'ask-changed',
  title: 'A task set asks in other words',
  breaks: { agents: 'warning', reproduction: 'error' },
  explain: `
New instructions are framed otherwise. Recorded ones stay as they are, and their calls replay.
`,
  find: (worlds) =>
    worlds.at('taskSets/*/asks').map(({ delta, names: [set] }) => ({ message: `the task set ${code(set)} asks in other words`, place: { kind: 'tasks', name: set }, explains: [delta] })),
});
