import { defineRule } from '../rule.js';
import { code, json } from '../words.js';

export const parameterOptionalNow = defineRule({
  name: 'parameter-optional-now',
  title: 'A parameter has a default now',
  breaks: { agents: 'warning', data: 'error', reproduction: 'error' },
  explain: `
Calls that give the argument are accepted as before. Composition leaves optional parameters out, though, and phrases do not mention
them: recorded tasks that fill this one are none of the world's tasks any more.
`,
  find: (worlds) =>
    worlds.at('tools/*/params/*/default').flatMap(({ delta, names: [name, param] }) =>
      delta.before === undefined && delta.after !== undefined
        ? { message: `the parameter ${code(param)} of ${code(name)} may be left out now (${json(delta.after)} stands in for it)`, place: { kind: 'tool', name, member: param }, explains: [delta] }
        : [],
    ),
});
