import { typeKey } from '../../runtime/subtype.js';
import { defineRule } from '../rule.js';
import { resultTypeChanges } from '../signatures.js';
import { code } from '../words.js';

export const resultTypeSwapped = defineRule({
  name: 'result-type-swapped',
  title: 'A result has another type with the same values',
  breaks: { agents: 'warning', data: 'error', reproduction: 'error', packages: 'warning' },
  explain: `
The same values may be returned. But composition goes by the names of types, so the result feeds other tools now; and where the
other type draws with other weights, a tool without \`returns\` answers recorded calls otherwise.
`,
  find: (worlds) =>
    resultTypeChanges(worlds).flatMap(({ tool, old, now, relation, onlyWords, redrawn, explains }) => {
      if (relation.kind !== 'same' || onlyWords) return [];
      const types = typeKey(old) === typeKey(now) ? 'with other weights' : `${code(typeKey(now))}, and was ${code(typeKey(old))}`;
      return {
        message: `${code(tool.name)} returns the same values under another type: ${types}`,
        place: { kind: 'tool', name: tool.name },
        explains,
        breaks: { agents: 'warning', data: redrawn ? 'error' : 'warning', reproduction: 'error', packages: 'warning' },
      };
    }),
});
