import { factsImpact } from '../impact.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

const MEMBERS: ReadonlyMap<string, string> = new Map([
  ['type', 'has another type'],
  ['unique', 'is unique where it was not, or the other way round'],
  ['reference', 'refers to something else'],
  ['derived', 'is computed otherwise'],
]);

export const entityFieldChanged = defineRule({
  name: 'entity-field-changed',
  title: 'A field of an entity holds other values',
  breaks: { data: 'error', reproduction: 'error', packages: 'error' },
  explain: `
Another type, uniqueness, reference or computation gives every row another value in this field. Tools that look it up, or that draw from
it, answer recorded calls otherwise.
`,
  find: (worlds) =>
    [...MEMBERS].flatMap(([member, what]) =>
      worlds.at(`entities/*/fields/*/${member}`).map(({ delta, names: [name, field] }) => {
        const { breaks, words } = factsImpact(worlds, name);
        return {
          message: `the field ${code(field)} of the entity ${code(name)} ${what}${words}`,
          place: { kind: 'entity' as const, name, member: field },
          explains: [delta],
          breaks: member === 'type' || member === 'reference' ? { ...breaks, packages: 'error' as const } : breaks,
        };
      }),
    ),
});
