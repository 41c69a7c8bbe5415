import { setValueRule } from '../set-values.js';

export const seedChanged = setValueRule({
  name: 'seed-changed',
  title: 'A task set has another seed',
  member: 'seed',
  words: 'the seed',
  breaks: { reproduction: 'error' },
  explain: `
Every draw is keyed by the seed: all tasks of the set are others. Recorded tasks stay right.
`,
});
