import { defineRule } from '../rule.js';

export const worldDescriptionChanged = defineRule({
  name: 'world-description-changed',
  title: 'The world is described otherwise',
  breaks: {},
  explain: `
It stands in the data card and in the emitted packages, and in no task.
`,
  find: (worlds) =>
    worlds.at('world/description').map(({ delta }) => ({ message: 'the description of the world changed', place: { kind: 'world', name: worlds.now.ir.world.name }, explains: [delta] })),
});
