import { replace } from '../edits.js';
import { defineLint } from '../rule.js';

/** Verbs that begin descriptions, in the form that gives orders. */
const ORDERS: ReadonlyMap<string, string> = new Map(
  'Return Get Fetch Find List Look Search Compute Calculate Count Convert Add Subtract Multiply Divide Create Send Check Tell Give Show Sort Select Choose Retrieve Determine Provide Take Turn Sum Round Format Translate Suggest Recommend Book Order Play Update Delete Remove'
    .split(' ')
    .map((verb) => [verb, /(?:ch|sh|s|x)$/.test(verb) ? `${verb}es` : `${verb}s`]),
);

export const descriptionVerb = defineLint({
  name: 'description-verb',
  title: 'A tool that is described by an order, or with a small letter',
  level: 'info',
  safe: true,
  explain: `
A description says what the tool does, beginning with its verb: "Returns the price …". All tools of a world then read alike, to people and
to agents.

\`\`\`rworld
// wrong
/// get the price of a stock.
tool stock_price(stock: stock_id) -> price

// right
/// Gets the price of a stock.
tool stock_price(stock: stock_id) -> price
\`\`\`
`,
  find: (world) =>
    world.docs.flatMap(({ doc, subject, module, of }) => {
      const word = /^([A-Za-z]+)\b/.exec(doc.text)?.[1];
      if (of !== 'tool' || word === undefined) return [];
      const start = module.file.text.indexOf(word, doc.span.start);
      const at = world.at(module, { start, end: start + word.length });
      const capital = word.charAt(0).toUpperCase() + word.slice(1);
      const better = ORDERS.get(capital) ?? capital;
      if (better === word || (capital !== word && !ORDERS.has(capital) && ![...ORDERS.values()].includes(capital))) return [];
      return [{ at, message: `the description begins with "${word}"`, help: `begin with what the tool does: "${better} …"`, subject, fixes: [replace(at, better, `Write "${better}"`)] }];
    }),
});
