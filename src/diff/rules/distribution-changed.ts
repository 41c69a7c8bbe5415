import { setValueRule } from '../set-values.js';

export const distributionChanged = setValueRule({
  name: 'distribution-changed',
  title: 'A task set is distributed otherwise',
  member: 'distribution',
  words: 'the distribution',
  breaks: { reproduction: 'error' },
  explain: `
Fitted weights make tools equally frequent, uniform ones derivations: new tasks differ. Recorded tasks stay right.
`,
});
