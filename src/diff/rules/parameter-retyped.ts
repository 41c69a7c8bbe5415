import { typeKey } from '../../runtime/subtype.js';
import { defineRule, EVERYTHING } from '../rule.js';
import { parameterTypeChanges } from '../signatures.js';
import { code } from '../words.js';

export const parameterRetyped = defineRule({
  name: 'parameter-retyped',
  title: 'A parameter takes other values',
  breaks: EVERYTHING,
  explain: `
Another representation: what was right as an argument is wrong now. A new parameter with a default, beside the old one, breaks nobody.
`,
  find: (worlds) =>
    parameterTypeChanges(worlds).flatMap(({ tool, param, old, now, relation, onlyWords, explains }) =>
      relation.kind === 'other' && !onlyWords
        ? { message: `the parameter ${code(param)} of ${code(tool.name)} takes other values: ${code(typeKey(now))}, and was ${code(typeKey(old))}`, place: { kind: 'tool', name: tool.name, member: param }, explains }
        : [],
    ),
});
