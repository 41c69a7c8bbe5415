import { inheritedDescriptions } from '../inherited.js';
import { reachOf } from '../impact.js';
import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const typeDescriptionChanged = defineRule({
  name: 'type-description-changed',
  title: 'A type is described otherwise',
  breaks: { agents: 'warning' },
  explain: `
Descriptions of types reach agents in schemas and in errors. Other words rarely break a model, and may.
`,
  find: (worlds) => {
    const inherited = inheritedDescriptions(worlds);
    return worlds.at('types/*/description').map(({ delta, names: [name] }) => {
      const { takers, givers } = reachOf(worlds, new Set([name]));
      return {
        message: `the description of the type ${code(name)} changed`,
        place: { kind: 'type', name },
        explains: [delta, ...inherited.flatMap((i) => (i.type === name ? i.delta : []))],
        breaks: takers.length + givers.length > 0 ? { agents: 'warning' } : {},
      };
    });
  },
});
