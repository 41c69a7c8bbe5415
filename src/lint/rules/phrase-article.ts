import { insert } from '../edits.js';
import { defineLint } from '../rule.js';

/** What a noun phrase may begin with beside an article. */
const BEGINNINGS = new Set(
  'the a an this that these those all any every each some both either no another one two three half whatever whichever what which who whom whose how when where why whether my your his her its our their everyone everybody everything anyone anything someone something nobody nothing today tomorrow yesterday now'.split(' '),
);

export const phraseArticle = defineLint({
  name: 'phrase-article',
  title: 'A noun phrase without an article',
  level: 'warning',
  safe: false,
  explain: `
"Tell me stock price of NVDA" is no English. A phrase for one thing begins with an article, or with a word that stands for one.

\`\`\`rworld
// wrong
phrase "closing price of {stock}"

// right
phrase "the closing price of {stock}"
\`\`\`
`,
  find: (world) =>
    world.phrases.flatMap(({ tool, form, template }) => {
      const first = template.parts[0];
      if (form !== 'noun' || first?.kind !== 'text' || tool.ir === undefined) return [];
      const text = tool.module.file.text.slice(first.span.start, first.span.end);
      const word = /^\s*([A-Za-z'’-]+)/.exec(text)?.[1];
      // Several things need no article, and names have none.
      if (word === undefined || BEGINNINGS.has(word.toLowerCase()) || /['’]s$/.test(word) || /^[A-Z]/.test(word) || tool.ir.result.kind === 'list' || tool.ir.result.kind === 'dict') return [];
      const at = world.at(tool.module, { start: first.span.start, end: first.span.start + text.indexOf(word) + word.length });
      return [{ at, message: `the phrase begins with "${word}", without an article`, help: 'begin it with "the", or with a word that stands for an article', subject: tool.name.text, fixes: [insert(at, at.span.start + text.indexOf(word), 'the ', 'Insert "the"')] }];
    }),
});
