import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const entityDescriptionChanged = defineRule({
  name: 'entity-description-changed',
  title: 'An entity or a field of one is described otherwise',
  breaks: {},
  explain: `
It stands in the documents of the world. What agents read are the descriptions of tools, parameters and types.
`,
  find: (worlds) => [
    ...worlds.at('entities/*/description').map(({ delta, names: [name] }) => ({ message: `the description of the entity ${code(name)} changed`, place: { kind: 'entity' as const, name }, explains: [delta] })),
    ...worlds.at('entities/*/fields/*/description').map(({ delta, names: [name, field] }) => ({ message: `the description of the field ${code(field)} of ${code(name)} changed`, place: { kind: 'entity' as const, name, member: field }, explains: [delta] })),
  ],
});
