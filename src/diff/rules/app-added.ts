import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const appAdded = defineRule({
  name: 'app-added',
  title: 'An app is new',
  breaks: {},
  adds: true,
  explain: `
Its tools are reported for themselves.
`,
  find: (worlds) =>
    worlds.at('apps/*').flatMap(({ delta, names: [name] }) => (delta.before === undefined ? { message: `the app ${code(name)} was added`, place: { kind: 'app', name }, explains: [delta] } : [])),
});
