import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const appRemoved = defineRule({
  name: 'app-removed',
  title: 'An app is gone',
  breaks: { packages: 'error' },
  explain: `
Its tools are reported for themselves. Emitted packages export apps by name.
`,
  find: (worlds) =>
    worlds.at('apps/*').flatMap(({ delta, names: [name] }) => (delta.after === undefined ? { message: `the app ${code(name)} was removed`, place: { kind: 'app', name }, explains: [delta] } : [])),
});
