import { ORDER } from '../deltas.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const entityFieldsReordered = defineRule({
  name: 'entity-fields-reordered',
  title: 'An entity has its fields in another order',
  breaks: {},
  explain: `
Cells are keyed by the names of their fields: nothing is drawn or answered otherwise.
`,
  find: (worlds) =>
    worlds.at(`entities/*/fields/${ORDER}`).map(({ delta, names: [name] }) => ({ message: `the fields of the entity ${code(name)} stand in another order`, place: { kind: 'entity', name }, explains: [delta] })),
});
