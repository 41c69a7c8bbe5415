import { requirementChanges } from '../requirements.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const requirementAdded = defineRule({
  name: 'requirement-added',
  title: 'A tool refuses calls that it accepted',
  breaks: { agents: 'error', data: 'warning', reproduction: 'error', packages: 'warning' },
  explain: `
A new precondition, or another in the place of one, refuses some calls. Whether recorded ones are among them, \`--replay FILE.jsonl\`
tells.
`,
  find: (worlds) =>
    requirementChanges(worlds).flatMap(({ tool, added, removed, delta }) =>
      added > 0 ? { message: removed > 0 ? `${code(tool)} has another precondition` : `${code(tool)} has one precondition more`, place: { kind: 'tool', name: tool }, explains: [delta] } : [],
    ),
});
