import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const typeRemoved = defineRule({
  name: 'type-removed',
  title: 'A type is gone',
  breaks: { packages: 'error' },
  explain: `
Emitted packages export types by name. What agents and recorded tasks meet are tools: those that used the type are reported for
themselves.
`,
  find: (worlds) =>
    worlds.at('types/*').flatMap(({ delta, names: [name] }) =>
      delta.after === undefined ? { message: `the type ${code(name)} was removed`, place: { kind: 'type', name }, explains: [delta] } : [],
    ),
});
