import { defineRule } from '../rule.js';
import { json } from '../words.js';

export const versionChanged = defineRule({
  name: 'version-changed',
  title: 'The world has another version',
  breaks: {},
  explain: `
As it should where something else changed. Whether the step is large enough is told by \`version-step\`.
`,
  find: (worlds) =>
    worlds.at('world/version').map(({ delta }) => ({ message: `the version of the world is now ${json(delta.after)}, and was ${json(delta.before)}`, place: { kind: 'world', name: worlds.now.ir.world.name }, explains: [delta] })),
});
