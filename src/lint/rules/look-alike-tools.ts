import { typeKey } from '../../runtime/subtype.js';
import { defineLint } from '../rule.js';
import type { LintedTool } from '../world.js';

export const lookAlikeTools = defineLint({
  name: 'look-alike-tools',
  title: 'Two tools that agents cannot tell apart',
  level: 'warning',
  safe: false,
  explain: `
They have the same description, or the same words in their names, and take and return the same: an agent can only guess, and a task
that wants one of them is unfair. (Phrases that read alike are told by \`rworld check\`.)

\`\`\`rworld
// wrong
/// Returns the price of a stock.
tool stock_price(stock: stock_id) -> price
/// Returns the price of a stock.
tool price_stock(stock: stock_id) -> price

// right
/// Returns the price at which a stock closed.
tool closing_price(stock: stock_id) -> price
/// Returns the price at which a stock opened.
tool opening_price(stock: stock_id) -> price
\`\`\`
`,
  find: (world) => {
    const firsts = new Map<string, LintedTool>();
    return world.tools.flatMap((tool) => {
      const { ir, name, module } = tool;
      if (ir === undefined) return [];
      const signature = `${ir.params.map((p) => typeKey(p.type)).sort().join()} ${typeKey(ir.result)}`;
      const alike: string[] = [];
      for (const [key, why] of [
        [`words ${wordsOf(ir.name)} ${signature}`, 'the same words in its name'],
        ...(ir.description === '' ? [] : [[`description ${plain(ir.description)} ${signature}`, 'the same description']]),
      ] as const) {
        const first = firsts.get(key ?? '');
        if (first === undefined) firsts.set(key ?? '', tool);
        else alike.push(`\`${name.text}\` takes and returns what \`${first.name.text}\` does, with ${why ?? ''}`);
      }
      return alike.slice(0, 1).map((message) => ({ at: world.at(module, name.span), message, help: 'say in the descriptions how they differ', subject: name.text }));
    });
  },
});

function wordsOf(name: string): string {
  return name.split('_').sort().join(' ');
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();
}
