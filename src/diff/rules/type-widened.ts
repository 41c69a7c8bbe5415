import { usedBy } from '../impact.js';
import { defineRule } from '../rule.js';
import { typeChanges } from '../type-changes.js';
import { code, forOne } from '../words.js';

export const typeWidened = defineRule({
  name: 'type-widened',
  title: 'A type takes more values than before',
  breaks: { agents: 'error', data: 'warning', reproduction: 'error', packages: 'error' },
  explain: `
Arguments are inputs and results are outputs: that a tool takes more harms nobody, that it may return more is new to those
who read its results. A calculation that used to end outside the type succeeds now, and a task on that refusal would differ.
`,
  find: (worlds) =>
    typeChanges(worlds).flatMap((change) => {
      if (change.relation.kind !== 'wider') return [];
      const { takers, givers } = change.reach;
      return {
        message: `the type ${code(change.name)} takes more values${forOne(change.relation, 'gained')}${usedBy(change.reach)}`,
        place: { kind: 'type', name: change.name },
        explains: change.explains,
        breaks: givers.length > 0 ? { agents: 'error', data: 'warning', reproduction: 'error', packages: 'error' } : takers.length > 0 ? { data: 'warning', reproduction: 'warning' } : {},
      };
    }),
});
