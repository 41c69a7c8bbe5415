import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const appDescriptionChanged = defineRule({
  name: 'app-description-changed',
  title: 'An app is described otherwise',
  breaks: { agents: 'warning' },
  explain: `
Agents may be shown tools by their apps.
`,
  find: (worlds) => worlds.at('apps/*/description').map(({ delta, names: [name] }) => ({ message: `the description of the app ${code(name)} changed`, place: { kind: 'app', name }, explains: [delta] })),
});
