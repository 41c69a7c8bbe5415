import { consequencesOfTools } from '../consequences.js';
import { renamedTools } from '../renames.js';
import { defineRule, EVERYTHING } from '../rule.js';
import { code } from '../words.js';

export const toolRenamed = defineRule({
  name: 'tool-renamed',
  title: 'A tool has another name',
  breaks: EVERYTHING,
  explain: `
A call goes to a name. Under another name the tool is new to agents, recorded calls of the old one lead nowhere, and what it draws
is keyed by its name, so even the same call answers otherwise.
`,
  find: (worlds) =>
    [...renamedTools(worlds)].map(([old, now]) => ({
      message: `the tool ${code(old)} is called ${code(now)} now`,
      place: { kind: 'tool', name: now },
      explains: [...consequencesOfTools(worlds), ...worlds.below('tools', old), ...worlds.below('tools', now)],
      help: 'keep the old name: to everyone else it is what the tool is',
    })),
});
