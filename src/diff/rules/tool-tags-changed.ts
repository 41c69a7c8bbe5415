import { defineRule } from '../rule.js';
import { code, json } from '../words.js';

export const toolTagsChanged = defineRule({
  name: 'tool-tags-changed',
  title: 'A tool has other tags',
  breaks: {},
  explain: `
Tags are for constraints and weights: where one of these speaks of the tag, it is reported for itself.
`,
  find: (worlds) =>
    worlds.at('tools/*/tags').map(({ delta, names: [name] }) => ({
      message: `the tags of ${code(name)} are now ${json(delta.after)}, and were ${json(delta.before)}`,
      place: { kind: 'tool', name },
      explains: [delta],
    })),
});
