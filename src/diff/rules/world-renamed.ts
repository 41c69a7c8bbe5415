import { defineRule } from '../rule.js';
import { code, json } from '../words.js';

export const worldRenamed = defineRule({
  name: 'world-renamed',
  title: 'The world has another name',
  breaks: { reproduction: 'error', packages: 'error' },
  explain: `
The world's name is part of the key of every task, and the name of the emitted packages. Recorded tasks carry their own keys, so
they replay.
`,
  find: (worlds) =>
    worlds.at('world/name').map(({ delta }) => ({ message: `the world is called ${code(worlds.now.ir.world.name)} now, and was ${json(delta.before)}`, place: { kind: 'world', name: worlds.now.ir.world.name }, explains: [delta] })),
});
