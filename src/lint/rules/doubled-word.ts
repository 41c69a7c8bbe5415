import type { Location } from '../../source/source.js';
import { replace } from '../edits.js';
import { defineLint, type LintFinding } from '../rule.js';
import type { LintWorld } from '../world.js';

/** Words that may stand twice. */
const ALLOWED = new Set(['that', 'had', 'is', 'can', 'do', 'so', 'very']);

export const doubledWord = defineLint({
  name: 'doubled-word',
  title: 'A word that stands twice',
  level: 'warning',
  safe: true,
  explain: `
A slip of the keyboard, in a phrase or a description, that every task repeats.

\`\`\`rworld
// wrong
phrase "the price of the the {item}"

// right
phrase "the price of the {item}"
\`\`\`
`,
  find: (world) => [...texts(world)].flatMap(({ at, subject }) => doubled(at, subject)),
});

function* texts(world: LintWorld): Iterable<{ readonly at: Location; readonly subject: string }> {
  for (const { tool, template } of world.phrases) for (const part of template.parts) if (part.kind === 'text') yield { at: world.at(tool.module, part.span), subject: tool.name.text };
  for (const { doc, subject, module } of world.docs) yield { at: world.at(module, doc.span), subject };
}

function doubled(at: Location, subject: string): LintFinding[] {
  const { file, span } = at;
  const found: LintFinding[] = [];
  for (const match of file.text.slice(span.start, span.end).matchAll(/\b([A-Za-z]+)([ \t]+)\1\b(?![-'’])/gi)) {
    const word = match[1] ?? '';
    if (ALLOWED.has(word.toLowerCase()) || (word[0] !== word[0]?.toLowerCase() && match[0].split(/\s+/)[1]?.[0] === word[0])) continue;
    const start = span.start + match.index;
    const where = { file, span: { start, end: start + match[0].length } };
    found.push({ at: where, message: `"${word}" stands twice`, subject, fixes: [replace(where, word, `Write "${word}" once`)] });
  }
  return found;
}
