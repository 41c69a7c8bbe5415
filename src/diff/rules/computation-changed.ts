import { defineRule } from '../rule.js';
import { code } from '../words.js';
import { sameButCalendars } from '../computations.js';

export const computationChanged = defineRule({
  name: 'computation-changed',
  title: 'A tool computes its result otherwise',
  breaks: { agents: 'warning', data: 'warning', reproduction: 'error' },
  explain: `
The same call may answer otherwise. Whether it does on the calls that were recorded, \`--replay FILE.jsonl\` tells: a rewritten
expression with the same results breaks nothing.
`,
  find: (worlds) =>
    worlds.at('tools/*/returns').flatMap(({ delta, names: [name] }) => {
      const pair = worlds.toolPair(name);
      if (pair === undefined || pair.old.returns === null || pair.now.returns === null) return [];
      const dates = sameButCalendars(pair.old.returns, pair.now.returns);
      return {
        message: dates ? `${code(name)} computes with dates of a type that changed` : `${code(name)} computes its result otherwise`,
        place: { kind: 'tool', name },
        explains: [delta],
      };
    }),
});
