import type { Json } from '../../ir/ir.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const toolAppChanged = defineRule({
  name: 'tool-app-changed',
  title: 'A tool belongs to another app',
  breaks: { agents: 'warning', data: 'warning', reproduction: 'error', packages: 'error' },
  explain: `
Where either app has a login, the calls that are needed before it are others: recorded tasks may be refused. Emitted packages group
tools by their apps.
`,
  find: (worlds) =>
    worlds.at('tools/*/app').map(({ delta, names: [name] }) => ({
      message: `${code(name)} ${delta.after === null ? 'belongs to no app now' : `belongs to the app ${named(delta.after)} now`}${delta.before === null ? '' : `, and belonged to ${named(delta.before)}`}`,
      place: { kind: 'tool', name },
      explains: [delta],
    })),
});

function named(app: Json | undefined): string {
  return typeof app === 'string' ? code(app) : 'none';
}
