import { defineRule, EVERYTHING } from '../rule.js';
import { code } from '../words.js';

export const resultDrawnNow = defineRule({
  name: 'result-drawn-now',
  title: 'A tool draws what it computed before',
  breaks: { ...EVERYTHING, packages: 'warning' },
  explain: `
A draw and a calculation agree on nothing: the tool answers every recorded call otherwise, and what agents could work out they can
no longer.
`,
  find: (worlds) =>
    worlds.at('tools/*/returns').flatMap(({ delta, names: [name] }) =>
      delta.after === null ? { message: `${code(name)} draws its result now, and computed it before`, place: { kind: 'tool', name }, explains: [delta] } : [],
    ),
});
