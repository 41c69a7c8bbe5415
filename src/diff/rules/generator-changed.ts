import { defineRule } from '../rule.js';
import { typeChanges } from '../type-changes.js';
import { code, codes } from '../words.js';

export const generatorChanged = defineRule({
  name: 'generator-changed',
  title: 'A type draws other values, or draws them with other weights',
  breaks: { data: 'error', reproduction: 'error' },
  explain: `
Values, weights, steps and the order of an enumeration decide what a key draws. A tool without \`returns\` answers by such a draw,
so with another generator it answers recorded calls otherwise: those tasks no longer replay. Where only inputs are drawn
from the type, recorded tasks keep their values, and new ones differ.

What a type takes is another matter: see \`type-narrowed\` and \`type-widened\`.
`,
  find: (worlds) =>
    typeChanges(worlds).flatMap((change) => {
      if (change.drawnAlike) return [];
      const { takers, givers, redrawn } = change.reach;
      const answers = redrawn.length === 0 ? '' : `: ${codes(redrawn)} ${redrawn.length === 1 ? 'answers' : 'answer'} otherwise`;
      return {
        message: `the type ${code(change.name)} draws other values${answers}`,
        place: { kind: 'type', name: change.name },
        explains: change.explains,
        breaks: redrawn.length > 0 ? { data: 'error', reproduction: 'error' } : takers.length + givers.length > 0 ? { data: 'warning', reproduction: 'error' } : {},
      };
    }),
});
