import { defineRule } from '../rule.js';
import { setRuleChanges } from '../set-rules.js';
import { code, codes } from '../words.js';

export const rulesLoosened = defineRule({
  name: 'rules-loosened',
  title: 'The rules of a task set allow more',
  breaks: { reproduction: 'error' },
  explain: `
Recorded tasks meet the new rules as they met the old ones. New tasks are taken from a larger space.
`,
  find: (worlds) =>
    setRuleChanges(worlds).flatMap(({ set, change, delta }) =>
      change.loosened.length > 0 ? { message: `the task set ${code(set)} allows more: ${codes(change.loosened)}`, place: { kind: 'tasks', name: set }, explains: [delta] } : [],
    ),
});
