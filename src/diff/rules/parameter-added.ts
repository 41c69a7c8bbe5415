import { defineRule, EVERYTHING } from '../rule.js';
import { code } from '../words.js';
import { paramChanges } from '../parameters.js';

export const parameterAdded = defineRule({
  name: 'parameter-added',
  title: 'A tool asks for one argument more',
  breaks: EVERYTHING,
  explain: `
Every call that was right is wrong now: it lacks an argument. Give the new parameter a default, and old calls go on:

\`\`\`rworld
tool top_songs(artist, limit: int = 10) -> list<song>
\`\`\`
`,
  find: (worlds) =>
    paramChanges(worlds).flatMap(({ tool, param, before, after, delta }) =>
      before === undefined && after !== undefined && after.default === undefined
        ? { message: `${code(tool.name)} asks for one argument more, ${code(param)}`, place: { kind: 'tool', name: tool.name, member: param }, explains: [delta], help: 'give it a default, and calls without it go on' }
        : [],
    ),
});
