import { defineRule } from '../rule.js';
import { consequencesOfTools, reweighedTools } from '../consequences.js';
import { code, codes } from '../words.js';

export const weightsChanged = defineRule({
  name: 'weights-changed',
  title: 'A task set weighs tools otherwise',
  breaks: { reproduction: 'error' },
  explain: `
Tools become more frequent or less: new tasks differ. Recorded tasks stay right.
`,
  find: (worlds) => {
    const consequences = consequencesOfTools(worlds);
    return worlds.at('taskSets/*/weights').flatMap(({ delta, names: [set] }) => {
      const changed = reweighedTools(worlds, set);
      const place = { kind: 'tasks' as const, name: set };
      if (changed.length > 0) return { message: `the task set ${code(set)} weighs ${codes(changed)} otherwise`, place, explains: [delta] };
      return consequences.has(delta) ? [] : { message: `the task set ${code(set)} lists the same weights otherwise`, place, explains: [delta], breaks: {} };
    });
  },
});
