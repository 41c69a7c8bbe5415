import { typeKey } from '../../runtime/subtype.js';
import { defineRule } from '../rule.js';
import { parameterTypeChanges } from '../signatures.js';
import { code } from '../words.js';

export const parameterTypeSwapped = defineRule({
  name: 'parameter-type-swapped',
  title: 'A parameter has another type with the same values',
  breaks: { agents: 'warning', data: 'warning', reproduction: 'error', packages: 'warning' },
  explain: `
Every call is accepted as before. But composition goes by the names of types: other tools feed the parameter now. Errors and emitted
signatures name the new type.
`,
  find: (worlds) =>
    parameterTypeChanges(worlds).flatMap(({ tool, param, old, now, relation, onlyWords, explains }) => {
      if (relation.kind !== 'same' || onlyWords) return [];
      const types = typeKey(old) === typeKey(now) ? 'with other weights' : `${code(typeKey(now))}, and was ${code(typeKey(old))}`;
      return { message: `the parameter ${code(param)} of ${code(tool.name)} takes the same values under another type: ${types}`, place: { kind: 'tool', name: tool.name, member: param }, explains };
    }),
});
