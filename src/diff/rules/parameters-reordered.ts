import { ORDER } from '../deltas.js';
import { defineRule } from '../rule.js';
import { code, codes } from '../words.js';

export const parametersReordered = defineRule({
  name: 'parameters-reordered',
  title: 'A tool has its parameters in another order',
  breaks: { agents: 'warning', data: 'error', reproduction: 'error', packages: 'error' },
  explain: `
Arguments are passed by name, so calls go on. But a task is read depth first in the order of parameters: recorded skeletons are other
skeletons now. Emitted functions may be called by position.
`,
  find: (worlds) =>
    worlds.at(`tools/*/params/${ORDER}`).map(({ delta, names: [name] }) => ({
      message: `the parameters of ${code(name)} stand in another order: ${codes(worlds.now.tools.get(name)?.params.map((p) => p.name) ?? [])}`,
      place: { kind: 'tool', name },
      explains: [delta],
    })),
});
