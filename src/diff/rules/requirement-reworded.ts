import { requirementChanges } from '../requirements.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const requirementReworded = defineRule({
  name: 'requirement-reworded',
  title: 'A refusal is worded otherwise, or told before another',
  breaks: { agents: 'warning' },
  explain: `
The same calls are refused; the error that the agent reads is another.
`,
  find: (worlds) =>
    requirementChanges(worlds).flatMap(({ tool, added, removed, reworded, reordered, delta }) =>
      added + removed === 0 && (reworded > 0 || reordered)
        ? { message: reordered ? `the preconditions of ${code(tool)} are tested in another order` : `a refusal of ${code(tool)} is worded otherwise`, place: { kind: 'tool', name: tool }, explains: [delta] }
        : [],
    ),
});
