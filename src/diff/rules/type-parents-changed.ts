import type { Json } from '../../ir/ir.js';
import { defineRule } from '../rule.js';
import { code, codes } from '../words.js';

export const typeParentsChanged = defineRule({
  name: 'type-parents-changed',
  title: 'A type stands below other types than before',
  breaks: { data: 'warning', reproduction: 'error' },
  explain: `
What a type is a kind of decides what composes: other tools feed other parameters, and the space of tasks is another. Recorded tasks
hold values and not types, so they replay; a rule on goals or inputs may judge them otherwise.
`,
  find: (worlds) =>
    worlds.at('types/*/parents').map(({ delta, names: [name] }) => {
      const old = texts(delta.before);
      const now = texts(delta.after);
      const gone = old.filter((p) => !now.includes(p));
      const come = now.filter((p) => !old.includes(p));
      const parts = [...(come.length === 0 ? [] : [`now stands below ${codes(come)}`]), ...(gone.length === 0 ? [] : [`no longer stands below ${codes(gone)}`])];
      return { message: `the type ${code(name)} ${parts.join(', and ')}`, place: { kind: 'type', name }, explains: [delta] };
    }),
});

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [];
}
