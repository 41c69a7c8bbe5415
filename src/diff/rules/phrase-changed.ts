import { defineRule } from '../rule.js';
import { code } from '../words.js';

export const phraseChanged = defineRule({
  name: 'phrase-changed',
  title: 'A call is asked for in other words',
  breaks: { agents: 'warning', reproduction: 'error' },
  explain: `
New instructions read otherwise. Recorded ones stay as they are, and their calls replay; \`rworld verify\` reads instructions back with
the world's phrases, though, and wants the world they were made with.
`,
  find: (worlds) =>
    worlds.at('tools/*/phrases').flatMap(({ delta, names: [name] }) => {
      const pair = worlds.toolPair(name);
      if (pair === undefined) return [];
      const [before, after] = [pair.old.phrases.length, pair.now.phrases.length];
      const how = before === after ? 'other phrases' : before < after ? `${after} phrases, and had ${before}` : `${after === 1 ? 'one phrase' : `${after} phrases`}, and had ${before}`;
      return { message: `${code(name)} has ${how}`, place: { kind: 'tool', name }, explains: [delta] };
    }),
});
