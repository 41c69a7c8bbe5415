import { defineRule, EVERYTHING } from '../rule.js';
import { code } from '../words.js';

export const parameterRequiredNow = defineRule({
  name: 'parameter-required-now',
  title: 'A parameter lost its default',
  breaks: EVERYTHING,
  explain: `
Calls that left the argument out were right, and are refused now.
`,
  find: (worlds) =>
    worlds.at('tools/*/params/*/default').flatMap(({ delta, names: [name, param] }) =>
      delta.after === undefined && delta.before !== undefined
        ? { message: `the parameter ${code(param)} of ${code(name)} has no default any more`, place: { kind: 'tool', name, member: param }, explains: [delta] }
        : [],
    ),
});
