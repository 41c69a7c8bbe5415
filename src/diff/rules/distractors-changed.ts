import { setValueRule } from '../set-values.js';

export const distractorsChanged = setValueRule({
  name: 'distractors-changed',
  title: 'A task set has another ratio of distractors',
  member: 'distractors',
  words: 'the ratio of distractors',
  breaks: { reproduction: 'error' },
  explain: `
New tasks list more tools or fewer. Recorded tasks list what they list.
`,
});
