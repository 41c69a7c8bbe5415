import { defineRule, EVERYTHING } from '../rule.js';
import { isRedrawn } from '../impact.js';
import { code } from '../words.js';

export const typeVariablesChanged = defineRule({
  name: 'type-variables-changed',
  title: 'A tool has other type variables, or other bounds of them',
  breaks: EVERYTHING,
  explain: `
At run time a variable stands for its bound: another bound takes and gives other values, in every parameter and result that the
variable occurs in. Where the bound takes all that it took, calls are still accepted.
`,
  find: (worlds) =>
    worlds.at('tools/*/typeParams').flatMap(({ delta, names: [name] }) => {
      const pair = worlds.toolPair(name);
      if (pair === undefined) return [];
      const old = worlds.old.uses(pair.old);
      const now = worlds.now.uses(pair.now);
      const relations = now.taken.map((type, i) => worlds.languages.relate(old.taken[i] ?? type, type).kind);
      const accepted = relations.every((r) => r === 'same' || r === 'wider') && old.taken.length === now.taken.length;
      const given = worlds.languages.relate(old.given, now.given).kind;
      const gives = given === 'same';
      return {
        message: `the type variables of ${code(name)} changed${accepted ? '; it takes all that it took' : ''}`,
        place: { kind: 'tool', name },
        explains: [delta],
        breaks: accepted ? { ...(gives ? {} : { agents: 'error' }), data: isRedrawn(worlds, pair) ? 'error' : 'warning', reproduction: 'error', packages: gives ? 'warning' : 'error' } : EVERYTHING,
      };
    }),
});
