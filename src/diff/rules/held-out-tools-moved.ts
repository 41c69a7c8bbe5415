import { movedTools } from '../consequences.js';
import { defineRule, type Breaks } from '../rule.js';
import { code, codes } from '../words.js';

const ONLY_MORE: Breaks = { agents: 'error', reproduction: 'error' };

export const heldOutToolsMoved = defineRule({
  name: 'held-out-tools-moved',
  title: 'A task set may use other tools',
  breaks: { agents: 'error', data: 'error', reproduction: 'error' },
  explain: `
Tools that were held out to test with are trained on now, or the other way round: results of models trained on the old data mean
nothing any more, and recorded tasks use tools that their set may not use. Which tools are held out is decided by names: a tool
more in the world may move others.
`,
  find: (worlds) =>
    worlds.at('taskSets/*/tools').flatMap(({ delta, names: [set] }) => {
      const moved = movedTools(worlds, set);
      if (moved === null) return [];
      const { left, joined } = moved;
      const parts = [...(left.length === 0 ? [] : [`may no longer use ${codes(left)}`]), ...(joined.length === 0 ? [] : [`may use ${codes(joined)} now`])];
      return { message: `the task set ${code(set)} ${parts.join(', and ')}`, place: { kind: 'tasks', name: set }, explains: [delta], ...(left.length === 0 ? { breaks: ONLY_MORE } : {}) };
    }),
});
