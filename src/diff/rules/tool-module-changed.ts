import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const toolModuleChanged = defineRule({
  name: 'tool-module-changed',
  title: 'A tool belongs to another file',
  breaks: { packages: 'error' },
  explain: `
Emitted packages group tools by the files that declare them, and what templates make by the files of what it is made for: programs
import it from elsewhere. Calls, answers and tasks stay as they are.
`,
  find: (worlds) =>
    worlds.at('tools/*/module').flatMap(({ delta, names: [name] }) => ({
      message: `${code(name)} belongs to ${typeof delta.after === 'string' ? code(delta.after) : 'the main file'} now`,
      place: { kind: 'tool', name },
      explains: [delta],
    })),
});
