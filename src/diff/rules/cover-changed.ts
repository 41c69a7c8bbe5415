import { setValueRule } from '../set-values.js';

export const coverChanged = setValueRule({
  name: 'cover-changed',
  title: 'A task set covers something else',
  member: 'cover',
  words: 'the cover',
  breaks: { reproduction: 'error' },
  explain: `
The first tasks of a set are placed to cover tools or edges: new tasks differ. Recorded tasks stay right.
`,
});
