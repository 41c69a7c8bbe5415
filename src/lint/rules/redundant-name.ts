import { defineLint } from '../rule.js';

export const redundantName = defineLint({
  name: 'redundant-name',
  title: 'A name that says what it is',
  level: 'info',
  safe: false,
  explain: `
Every tool gets or fetches something, every type is a type: such words make names longer and tell nothing.

\`\`\`rworld
// wrong
type price_type <: float = 1.0..9.0
tool stock_tool(stock: stock_id) -> price_type

// right
type price <: float = 1.0..9.0
tool stock_price(stock: stock_id) -> price
\`\`\`
`,
  find: (world) => [
    ...world.tools.flatMap(({ name, module }) => {
      const part = /_(?:tool|function|api)$/.exec(name.text)?.[0];
      return part === undefined ? [] : [{ at: world.at(module, name.span), message: `the tool \`${name.text}\` is named after being a tool`, help: `\`${name.text.slice(0, -part.length)}\` says as much`, subject: name.text }];
    }),
    ...world.typeDecls.flatMap(({ name, module }) => {
      const part = /_(?:type|value)$/.exec(name.text)?.[0];
      return part === undefined ? [] : [{ at: world.at(module, name.span), message: `the type \`${name.text}\` is named after being a type`, help: `\`${name.text.slice(0, -part.length)}\` says as much`, subject: name.text }];
    }),
  ],
});
