import { defineRule } from '../rule.js';
import { resultTypeChanges } from '../signatures.js';
import { code } from '../words.js';

export const resultDescriptionChanged = defineRule({
  name: 'result-description-changed',
  title: 'The fields of a result are described otherwise',
  breaks: { agents: 'warning' },
  explain: `
Descriptions of fields stand in the schema of the result.
`,
  find: (worlds) =>
    resultTypeChanges(worlds).flatMap(({ tool, onlyWords, explains }) =>
      onlyWords ? { message: `the fields of the result of ${code(tool.name)} are described otherwise`, place: { kind: 'tool', name: tool.name }, explains } : [],
    ),
});
