import { insert } from '../edits.js';
import { defineLint } from '../rule.js';

export const descriptionPeriod = defineLint({
  name: 'description-period',
  title: 'A description whose first sentence does not end',
  level: 'info',
  safe: true,
  explain: `
Descriptions are sentences: schemas, errors and documents put others after them.

\`\`\`rworld
// wrong
/// Returns the price of a stock
tool stock_price(stock: stock_id) -> price

// right
/// Returns the price of a stock.
tool stock_price(stock: stock_id) -> price
\`\`\`
`,
  find: (world) =>
    world.docs.flatMap(({ doc, subject, module }) => {
      // The lines of the first paragraph, as they stand in the source.
      const lines = [...module.file.text.slice(doc.span.start, doc.span.end).matchAll(/[^\n]*\/\/\/[^\n]*/g)];
      const blank = lines.findIndex((l) => /\/\/\/\s*$/.test(l[0]));
      const last = lines[(blank === -1 ? lines.length : blank) - 1];
      const text = last?.[0].trimEnd();
      if (last === undefined || text === undefined || /[.!?:;…)`"”|]$/.test(text) || /\/\/\/$/.test(text)) return [];
      const end = doc.span.start + last.index + text.length;
      const at = world.at(module, { start: doc.span.start + last.index + text.search(/\S/), end });
      return [{ at, message: 'the description does not end with a full stop', subject, fixes: [insert(at, end, '.', 'Add a full stop')] }];
    }),
});
