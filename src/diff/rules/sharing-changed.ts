import { setValueRule } from '../set-values.js';

export const sharingChanged = setValueRule({
  name: 'sharing-changed',
  title: 'A task set shares values more, or less',
  member: 'sharing',
  words: 'the sharing',
  breaks: { reproduction: 'error' },
  explain: `
How often a value is used twice is a weight at each choice of a task: new tasks differ. Recorded tasks stay right.
`,
});
