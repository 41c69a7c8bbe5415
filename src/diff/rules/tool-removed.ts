import { suggest } from '../../diagnostics/suggest.js';
import { consequencesOfTools } from '../consequences.js';
import { renamedTools } from '../renames.js';
import { defineRule, EVERYTHING } from '../rule.js';
import { code } from '../words.js';

export const toolRemoved = defineRule({
  name: 'tool-removed',
  title: 'A tool is gone',
  breaks: EVERYTHING,
  explain: `
Agents that learned to call it get an error, recorded tasks that use it cannot be replayed, and programs that import it do not build.

A tool that should no longer be composed can stay and be kept out of the task sets: \`at most 0 of { old_tool }\`.
`,
  find: (worlds) => {
    const renamed = renamedTools(worlds);
    const consequences = consequencesOfTools(worlds);
    return worlds.at('tools/*').flatMap(({ delta, names: [name] }) => {
      if (delta.after !== undefined || renamed.has(name)) return [];
      const near = suggest(name, [...worlds.now.tools.keys()].filter((t) => !worlds.old.tools.has(t)));
      return { message: `the tool ${code(name)} was removed`, place: { kind: 'tool', name }, explains: [delta, ...consequences], help: near.length === 0 ? undefined : `is it ${near.map(code).join(' or ')} now? To agents, that is another tool` };
    });
  },
});
