import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const taskSetRemoved = defineRule({
  name: 'task-set-removed',
  title: 'A task set is gone',
  breaks: { data: 'error', reproduction: 'error' },
  explain: `
Its tasks can no longer be made, and recorded ones belong to a set that the world does not have.
`,
  find: (worlds) =>
    worlds.at('taskSets/*').flatMap(({ delta, names: [name] }) =>
      delta.after === undefined ? { message: `the task set ${code(name)} was removed`, place: { kind: 'tasks', name }, explains: [delta] } : [],
    ),
});
