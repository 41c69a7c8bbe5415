import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const toolDescriptionChanged = defineRule({
  name: 'tool-description-changed',
  title: 'A tool is described otherwise',
  breaks: { agents: 'warning' },
  explain: `
Agents choose tools by their descriptions. A better one rarely hurts, and what a trained model makes of it only a test can tell.
`,
  find: (worlds) =>
    worlds.at('tools/*/description').map(({ delta, names: [name] }) => ({
      message: `the description of ${code(name)} changed`,
      place: { kind: 'tool', name },
      explains: [delta],
    })),
});
