import { requirementChanges } from '../requirements.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const requirementRemoved = defineRule({
  name: 'requirement-removed',
  title: 'A tool accepts calls that it refused',
  breaks: { data: 'warning', reproduction: 'error' },
  explain: `
Every call that was accepted still is. Tasks about the refusal would differ, and values that were drawn again because of it are kept
now, so the same seed gives other tasks.
`,
  find: (worlds) =>
    requirementChanges(worlds).flatMap(({ tool, added, removed, delta }) =>
      removed > 0 && added === 0 ? { message: `${code(tool)} has one precondition less`, place: { kind: 'tool', name: tool }, explains: [delta] } : [],
    ),
});
