import { consequencesOfTools } from '../consequences.js';
import { compareRules } from '../rule-lists.js';
import { defineRule } from '../rule.js';
import { code, codes } from '../words.js';

export const constraintChanged = defineRule({
  name: 'constraint-changed',
  title: 'A constraint has other rules',
  breaks: { data: 'error', reproduction: 'error' },
  explain: `
A constraint matters by the task sets that follow it. Sets that obey it are reported for themselves; sets that are mixed of it are
meant here: recorded tasks of a part that allows less may belong to no part any more.
`,
  find: (worlds) => {
    const consequences = consequencesOfTools(worlds);
    return worlds.at('constraints/*/rules').flatMap(({ delta, names: [name] }) => {
      const old = worlds.old.constraints.get(name);
      const now = worlds.now.constraints.get(name);
      if (old === undefined || now === undefined || consequences.has(delta)) return [];
      const change = compareRules(worlds, old.rules, now.rules);
      const parts = [...(change.tightened.length === 0 ? [] : [`allows less: ${codes(change.tightened)}`]), ...(change.loosened.length === 0 ? [] : [`allows more: ${codes(change.loosened)}`])];
      const mixed = worlds.now.ir.taskSets.filter((s) => s.mix.some((m) => m.constraint === name)).map((s) => s.name);
      const suffix = mixed.length === 0 ? '' : ` (${codes(mixed)} ${mixed.length === 1 ? 'is' : 'are'} mixed of it)`;
      return {
        message: `the constraint ${code(name)} ${parts.length === 0 ? 'is written otherwise, and allows the same' : parts.join('; it ')}${suffix}`,
        place: { kind: 'constraint', name },
        explains: [delta],
        breaks: mixed.length === 0 ? {} : change.tightened.length > 0 ? { data: 'error', reproduction: 'error' } : { reproduction: 'error' },
      };
    });
  },
});
