import { defineRule } from '../rule.js';
import { EVERYTHING } from '../rule.js';
import { usedBy } from '../impact.js';
import { typeChanges } from '../type-changes.js';
import { code, forOne } from '../words.js';

export const typeNarrowed = defineRule({
  name: 'type-narrowed',
  title: 'A type takes fewer values than before',
  breaks: EVERYTHING,
  explain: `
A call that was accepted may be refused: an agent that learned to make it fails, and so does the replay of a task that holds
such a value. Where the type is only returned, agents lose nothing; a calculation may end outside it, though.

Keep the old values with \`accepts\`, which takes what is no longer drawn:

\`\`\`rworld
type price <: float = 1.00..500.00 step 0.01 accepts 0.00..5000.00
\`\`\`
`,
  find: (worlds) =>
    typeChanges(worlds).flatMap((change) => {
      if (change.relation.kind !== 'narrower') return [];
      const { takers, givers } = change.reach;
      return {
        message: `the type ${code(change.name)} takes fewer values${forOne(change.relation, 'lost')}${usedBy(change.reach)}`,
        place: { kind: 'type', name: change.name },
        explains: change.explains,
        breaks: takers.length > 0 ? EVERYTHING : givers.length > 0 ? { data: 'warning', reproduction: 'error' } : { packages: 'warning' },
        help: 'keep the old values with `accepts`',
      };
    }),
});
