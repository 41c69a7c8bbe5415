import { typeKey } from '../../runtime/subtype.js';
import { defineRule, EVERYTHING } from '../rule.js';
import { parameterTypeChanges } from '../signatures.js';
import { code, forOne } from '../words.js';

export const parameterNarrowed = defineRule({
  name: 'parameter-narrowed',
  title: 'A parameter has a type that takes fewer values',
  breaks: EVERYTHING,
  explain: `
Arguments that were accepted may be refused. Where the type itself changed, and not the parameter, that is \`type-narrowed\`.
`,
  find: (worlds) =>
    parameterTypeChanges(worlds).flatMap(({ tool, param, old, now, relation, onlyWords, explains }) =>
      relation.kind === 'narrower' && !onlyWords
        ? { message: `the parameter ${code(param)} of ${code(tool.name)} takes fewer values: ${code(typeKey(now))}, and was ${code(typeKey(old))}${forOne(relation, 'lost')}`, place: { kind: 'tool', name: tool.name, member: param }, explains }
        : [],
    ),
});
