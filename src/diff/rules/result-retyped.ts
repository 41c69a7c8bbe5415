import { typeKey } from '../../runtime/subtype.js';
import { defineRule, EVERYTHING } from '../rule.js';
import { resultTypeChanges } from '../signatures.js';
import { code } from '../words.js';

export const resultRetyped = defineRule({
  name: 'result-retyped',
  title: 'A tool returns other values',
  breaks: EVERYTHING,
  explain: `
Another representation of the result: whoever reads it, agents, tools that take it, programs, reads something else.
`,
  find: (worlds) =>
    resultTypeChanges(worlds).flatMap(({ tool, old, now, relation, onlyWords, explains }) =>
      relation.kind === 'other' && !onlyWords
        ? { message: `${code(tool.name)} returns other values: ${code(typeKey(now))}, and was ${code(typeKey(old))}`, place: { kind: 'tool', name: tool.name }, explains }
        : [],
    ),
});
