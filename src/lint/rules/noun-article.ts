import type { StringLiteral } from '../../syntax/ast.js';
import { replace } from '../edits.js';
import { defineLint } from '../rule.js';

export const nounArticle = defineLint({
  name: 'noun-article',
  title: 'A noun with an article of its own',
  level: 'warning',
  safe: true,
  explain: `
Articles are put before nouns where they are needed: with one of its own, "the company" becomes "that the company".

\`\`\`rworld
// wrong
type company_name <: str = lines("companies.txt") { noun "a company" plural "the companies" }

// right
type company_name <: str = lines("companies.txt") { noun "company" plural "companies" }
\`\`\`
`,
  find: (world) =>
    world.typeDecls.flatMap(({ decl, name, module }) =>
      [decl.noun, decl.plural].flatMap((literal: StringLiteral | null) => {
        const article = literal === null ? undefined : /^(?:an?|the)\s+(?=\S)/i.exec(literal.value)?.[0];
        if (literal === null || article === undefined || module.file.text.slice(literal.span.start + 1, literal.span.start + 1 + article.length) !== article) return [];
        const at = world.at(module, { start: literal.span.start + 1, end: literal.span.start + 1 + article.length });
        return [{ at, message: `"${literal.value}" has an article of its own`, help: 'write the noun alone', subject: name.text, fixes: [replace(at, '', `Take "${article.trim()}" out`)] }];
      }),
    ),
});
