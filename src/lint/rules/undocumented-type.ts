import { defineLint } from '../rule.js';

export const undocumentedType = defineLint({
  name: 'undocumented-type',
  title: 'A type without a description',
  level: 'warning',
  safe: false,
  explain: `
The description of a type is what agents read of every parameter that takes it, and what errors say is expected.

\`\`\`rworld
// wrong
type price <: float = 1.00..5000.00 step 0.01

// right
/// An amount in US dollars.
type price <: float = 1.00..5000.00 step 0.01
\`\`\`
`,
  find: (world) =>
    world.typeDecls
      .filter(({ decl }) => decl.doc === null)
      .map(({ name, module }) => ({ at: world.at(module, name.span), message: `the type \`${name.text}\` has no description`, help: 'say in a line of `///` before it what its values are', subject: name.text })),
});
