import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const toolModuleChanged = defineRule({
  name: 'tool-module-changed',
  title: 'A tool is declared in another file',
  breaks: { packages: 'error' },
  explain: `
Emitted packages group tools by the files that declare them: programs import it from elsewhere. Calls, answers and tasks stay as they
are.
`,
  find: (worlds) =>
    worlds.at('tools/*/module').flatMap(({ delta, names: [name] }) => ({
      message: `${code(name)} is declared ${typeof delta.after === 'string' ? `in ${code(delta.after)}` : 'in the main file'} now`,
      place: { kind: 'tool', name },
      explains: [delta],
    })),
});
