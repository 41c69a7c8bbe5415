import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const taskSetAdded = defineRule({
  name: 'task-set-added',
  title: 'A task set is new',
  breaks: {},
  adds: true,
  explain: `
More tasks can be made; the other sets are as they were, unless the new one holds out tools, which is reported for itself.
`,
  find: (worlds) =>
    worlds.at('taskSets/*').flatMap(({ delta, names: [name] }) =>
      delta.before === undefined ? { message: `the task set ${code(name)} was added`, place: { kind: 'tasks', name }, explains: [delta] } : [],
    ),
});
