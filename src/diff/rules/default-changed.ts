import { defineRule } from '../rule.js';
import { code, json } from '../words.js';

export const defaultChanged = defineRule({
  name: 'default-changed',
  title: 'A default is another value',
  breaks: { agents: 'error', data: 'error', reproduction: 'error', packages: 'warning' },
  explain: `
Calls that leave the argument out mean something else now. Whoever wrote them cannot see it.
`,
  find: (worlds) =>
    worlds.at('tools/*/params/*/default').flatMap(({ delta, names: [name, param] }) =>
      delta.before !== undefined && delta.after !== undefined
        ? { message: `the default of ${code(param)} in ${code(name)} is now ${json(delta.after)}, and was ${json(delta.before)}`, place: { kind: 'tool', name, member: param }, explains: [delta] }
        : [],
    ),
});
