import { isDrawn, paramChanges } from '../parameters.js';
import { defineRule } from '../rule.js';
import { code, json } from '../words.js';

export const optionalParameterAdded = defineRule({
  name: 'optional-parameter-added',
  title: 'A tool has one optional parameter more',
  breaks: { data: 'error', reproduction: 'error' },
  adds: true,
  explain: `
Calls without it are accepted as before. What a calculation returns for them is as before, too, as far as it does not use the new
parameter. A tool without \`returns\` draws its answer from a key of all its arguments, defaults included: with one more, the same
call answers otherwise, and recorded tasks no longer replay.
`,
  find: (worlds) =>
    paramChanges(worlds).flatMap(({ tool, param, before, after, delta }) => {
      if (before !== undefined || after?.default === undefined) return [];
      const drawn = isDrawn(tool);
      return {
        message: `${code(tool.name)} has one optional parameter more, ${code(param)} (${json(after.default)} where it is left out)${drawn ? ', and so draws other answers' : ''}`,
        place: { kind: 'tool', name: tool.name, member: param },
        explains: [delta],
        breaks: drawn ? { data: 'error', reproduction: 'error' } : {},
      };
    }),
});
