import { typeKey } from '../../runtime/subtype.js';
import { defineRule, EVERYTHING } from '../rule.js';
import { resultTypeChanges } from '../signatures.js';
import { code } from '../words.js';

export const resultWidened = defineRule({
  name: 'result-widened',
  title: 'A tool may return values that it did not',
  breaks: EVERYTHING,
  explain: `
Results are outputs: agents and programs meet values that they have never seen. A record with fewer fields is wider, too: it lacks
what readers counted on. Tools that took the old result may refuse the new one.
`,
  find: (worlds) =>
    resultTypeChanges(worlds).flatMap(({ tool, old, now, relation, onlyWords, redrawn, explains }) =>
      relation.kind === 'wider' && !onlyWords
        ? {
            message: `${code(tool.name)} may return more: ${code(typeKey(now))}, and was ${code(typeKey(old))}`,
            place: { kind: 'tool', name: tool.name },
            explains,
            breaks: { ...EVERYTHING, data: redrawn ? 'error' : 'warning' },
          }
        : [],
    ),
});
