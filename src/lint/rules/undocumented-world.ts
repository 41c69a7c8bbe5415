import { defineLint } from '../rule.js';

export const undocumentedWorld = defineLint({
  name: 'undocumented-world',
  title: 'A world without a description',
  level: 'info',
  safe: false,
  explain: `
It heads the data card, the documents and the emitted packages.

\`\`\`rworld
// wrong
world markets "1.2.0"

// right
/// Companies, their stocks and public holidays.
world markets "1.2.0"
\`\`\`
`,
  find: (world) => {
    const { entry } = world.graph;
    const header = entry.ast.world;
    return header === null || header.doc !== null ? [] : [{ at: world.at(entry, header.name.span), message: `the world \`${header.name.text}\` has no description`, help: 'say in a line of `///` before it what it is about', subject: header.name.text }];
  },
});
