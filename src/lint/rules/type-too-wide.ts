import { isBase } from '../../runtime/type-table.js';
import { defineLint } from '../rule.js';

export const typeTooWide = defineLint({
  name: 'type-too-wide',
  title: 'A tool whose answers are drawn, with a base type in its signature',
  level: 'warning',
  safe: false,
  explain: `
A draw from \`str\` is a word like "qjwxn", which means nothing; a parameter of type \`str\` is fed by every text there is, so senseless tasks
come out. A type of its own says what is meant. Tools that compute their result may well take anything.

\`\`\`rworld
// wrong
tool capital_of(country: str) -> str

// right
tool capital_of(country) -> city
\`\`\`
`,
  find: (world) =>
    world.tools.flatMap(({ decl, name, module, ir }) => {
      if (ir === undefined || ir.returns !== null) return [];
      const wide = [
        ...ir.params.flatMap((p, i) => (p.default === undefined && p.type.kind === 'named' && isBase(p.type.name) && p.type.name !== 'bool' ? [{ what: `takes \`${p.name}: ${p.type.name}\``, span: decl.params[i]?.span ?? name.span }] : [])),
        ...(ir.result.kind === 'named' && isBase(ir.result.name) && ir.result.name !== 'bool' ? [{ what: `returns \`${ir.result.name}\``, span: decl.result.span }] : []),
      ];
      return wide.map(({ what, span }) => ({ at: world.at(module, span), message: `\`${name.text}\` draws its answers, and ${what}`, help: 'declare a type for what is meant', subject: name.text }));
    }),
});
