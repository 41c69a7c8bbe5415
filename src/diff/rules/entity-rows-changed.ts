import type { Json } from '../../ir/ir.js';
import { factsImpact } from '../impact.js';
import { defineRule } from '../rule.js';
import { code, json } from '../words.js';

export const entityRowsChanged = defineRule({
  name: 'entity-rows-changed',
  title: 'An entity has another number of rows',
  breaks: { data: 'error', reproduction: 'error' },
  explain: `
Which row a draw means depends on how many there are. With one row more, tools that draw from the rows answer recorded calls otherwise,
and with fewer, a recorded key may be the key of no row.
`,
  find: (worlds) =>
    worlds.at('entities/*/rows').map(({ delta, names: [name] }) => {
      const { breaks, words } = factsImpact(worlds, name);
      return { message: `the entity ${code(name)} has ${rows(delta.after)} rows now, and had ${rows(delta.before)}${words}`, place: { kind: 'entity', name }, explains: [delta], breaks };
    }),
});

function rows(value: Json | undefined): string {
  const size = typeof value === 'object' && value !== null && 'min' in value && 'max' in value ? value : null;
  return size === null ? json(value) : size.min === size.max ? json(size.min) : `${json(size.min)} to ${json(size.max)}`;
}
