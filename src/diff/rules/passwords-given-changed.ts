import { setValueRule } from '../set-values.js';

export const passwordsGivenChanged = setValueRule({
  name: 'passwords-given-changed',
  title: 'A task set gives passwords more often, or less',
  member: 'passwordsGiven',
  words: 'the probability that a password is given',
  breaks: { reproduction: 'error' },
  explain: `
New tasks say a password in the instruction, or leave it to be fetched, where they did not. Recorded tasks stay right.
`,
});
