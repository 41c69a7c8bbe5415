import { defineRule, EVERYTHING } from '../rule.js';
import { code } from '../words.js';

export const resultComputedNow = defineRule({
  name: 'result-computed-now',
  title: 'A tool computes what it drew before',
  breaks: { ...EVERYTHING, packages: 'warning' },
  explain: `
A draw and a calculation agree on nothing: the tool answers every recorded call otherwise, and what agents learned of its answers is
void.
`,
  find: (worlds) =>
    worlds.at('tools/*/returns').flatMap(({ delta, names: [name] }) =>
      delta.before === null ? { message: `${code(name)} computes its result now, and drew it before`, place: { kind: 'tool', name }, explains: [delta] } : [],
    ),
});
