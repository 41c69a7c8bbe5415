import { typeKey } from '../../runtime/subtype.js';
import { defineRule } from '../rule.js';
import { parameterTypeChanges } from '../signatures.js';
import { code } from '../words.js';

export const parameterWidened = defineRule({
  name: 'parameter-widened',
  title: 'A parameter has a type that takes more values',
  breaks: { data: 'warning', reproduction: 'error' },
  explain: `
All that was accepted still is. More composes with the parameter than before, so new tasks differ; and a rule on goals or inputs may
judge recorded tasks otherwise, where a type variable carries the wider type on.
`,
  find: (worlds) =>
    parameterTypeChanges(worlds).flatMap(({ tool, param, old, now, relation, onlyWords, explains }) =>
      relation.kind === 'wider' && !onlyWords
        ? { message: `the parameter ${code(param)} of ${code(tool.name)} takes more values: ${code(typeKey(now))}, and was ${code(typeKey(old))}`, place: { kind: 'tool', name: tool.name, member: param }, explains }
        : [],
    ),
});
