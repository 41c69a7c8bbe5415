import { setValueRule } from '../set-values.js';

export const holdOutChanged = setValueRule({
  name: 'hold-out-changed',
  title: 'A task set holds out another number of tools',
  member: 'holdOut',
  words: 'the number of tools held out',
  breaks: { reproduction: 'error' },
  explain: `
Which tools moved between the sets is told by \`held-out-tools-moved\`.
`,
});
