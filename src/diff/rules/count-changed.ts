import { setValueRule } from '../set-values.js';

export const countChanged = setValueRule({
  name: 'count-changed',
  title: 'A task set asks for another number of tasks',
  member: 'count',
  words: 'the count',
  breaks: { reproduction: 'error' },
  explain: `
Tasks are placed in a counted space: where there are more places, or fewer, each task has another one. Recorded tasks stay right.
`,
});
