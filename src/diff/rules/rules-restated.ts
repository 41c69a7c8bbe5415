import { consequencesOfTools } from '../consequences.js';
import { defineRule } from '../rule.js';
import { setRuleChanges } from '../set-rules.js';
import { code } from '../words.js';

export const rulesRestated = defineRule({
  name: 'rules-restated',
  title: 'The same rules, written otherwise',
  breaks: { reproduction: 'warning' },
  explain: `
The rules of the set allow what they allowed: they stand in another order, or repeat one another.
The order of choices may follow.
`,
  find: (worlds) => {
    const consequences = consequencesOfTools(worlds);
    return setRuleChanges(worlds).flatMap(({ set, change, delta }) =>
      change.tightened.length + change.loosened.length === 0 && !consequences.has(delta)
        ? { message: `the rules of the task set ${code(set)} are written otherwise, and allow the same`, place: { kind: 'tasks', name: set }, explains: [delta] }
        : [],
    );
  },
});
