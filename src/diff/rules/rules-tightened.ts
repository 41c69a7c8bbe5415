import { defineRule } from '../rule.js';
import { setRuleChanges } from '../set-rules.js';
import { code, codes } from '../words.js';

export const rulesTightened = defineRule({
  name: 'rules-tightened',
  title: 'The rules of a task set allow less',
  breaks: { data: 'error', reproduction: 'error' },
  explain: `
Recorded tasks may break the new rules, and new tasks are taken from a smaller space. Whether any recorded task does break one,
\`--replay FILE.jsonl\` tells.
`,
  find: (worlds) =>
    setRuleChanges(worlds).flatMap(({ set, change, delta }) =>
      change.tightened.length > 0 ? { message: `the task set ${code(set)} allows less: ${codes(change.tightened)}`, place: { kind: 'tasks', name: set }, explains: [delta] } : [],
    ),
});
