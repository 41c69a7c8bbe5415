import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const typeAdded = defineRule({
  name: 'type-added',
  title: 'A type is new',
  breaks: {},
  adds: true,
  explain: `
A type that no tool had before harms nobody by itself. Where it stands below another type that draws from its subtypes, that type
is reported, too.
`,
  find: (worlds) =>
    worlds.at('types/*').flatMap(({ delta, names: [name] }) =>
      delta.before === undefined ? { message: `the type ${code(name)} was added`, place: { kind: 'type', name }, explains: [delta] } : [],
    ),
});
