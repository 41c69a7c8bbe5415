import { setValueRule } from '../set-values.js';

export const taskSetDescriptionChanged = setValueRule({
  name: 'task-set-description-changed',
  title: 'A task set is described otherwise',
  member: 'description',
  words: 'the description',
  breaks: {},
  explain: `
It stands in the data card, and nowhere else.
`,
});
