import { typeKey } from '../../runtime/subtype.js';
import { defineRule } from '../rule.js';
import { resultTypeChanges } from '../signatures.js';
import { code } from '../words.js';

export const resultNarrowed = defineRule({
  name: 'result-narrowed',
  title: 'A tool returns fewer values than before',
  breaks: { data: 'error', reproduction: 'error' },
  explain: `
Whoever read the old results reads the new ones. But a tool without \`returns\` draws from its result type, so it answers recorded
calls otherwise; and a calculation may end outside the new type, and be refused.
`,
  find: (worlds) =>
    resultTypeChanges(worlds).flatMap(({ tool, old, now, relation, onlyWords, redrawn, explains }) =>
      relation.kind === 'narrower' && !onlyWords
        ? {
            message: `${code(tool.name)} returns fewer values: ${code(typeKey(now))}, and was ${code(typeKey(old))}`,
            place: { kind: 'tool', name: tool.name },
            explains,
            breaks: { data: redrawn ? 'error' : 'warning', reproduction: 'error' },
          }
        : [],
    ),
});
