import { defineRule } from '../rule.js';
import { consequencesOfTools } from '../consequences.js';
import { renamedTools } from '../renames.js';
import { code } from '../words.js';

export const toolAdded = defineRule({
  name: 'tool-added',
  title: 'A tool is new',
  breaks: { agents: 'warning', reproduction: 'error' },
  adds: true,
  explain: `
A tool that a model has never seen stands among those it knows, and may be mistaken for one of them. Recorded tasks list their
tools, so nothing happens to them; of new tasks, some are composed otherwise.
`,
  find: (worlds) => {
    const renamed = new Set(renamedTools(worlds).values());
    const consequences = consequencesOfTools(worlds);
    return worlds.at('tools/*').flatMap(({ delta, names: [name] }) =>
      delta.before === undefined && !renamed.has(name) ? { message: `the tool ${code(name)} was added`, place: { kind: 'tool', name }, explains: [delta, ...consequences] } : [],
    );
  },
});
