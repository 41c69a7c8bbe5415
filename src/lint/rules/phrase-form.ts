import type { Fix } from '../../diagnostics/diagnostic.js';
import { replace } from '../edits.js';
import { defineLint, type LintFinding } from '../rule.js';

/** Words that begin a noun phrase and are no names. */
const SMALL = /^(?:The|A|An|All|Every|Each|Which|What|Who|Whether|How|Where|When)\b/;

export const phraseForm = defineLint({
  name: 'phrase-form',
  title: 'A phrase that is written like a sentence',
  level: 'warning',
  safe: true,
  explain: `
A phrase becomes part of a sentence: it begins with a small letter, unless a name begins it, ends without a full stop, and has single
spaces.

\`\`\`rworld
// wrong
phrase "The price of {item}."

// right
phrase "the price of {item}"
\`\`\`
`,
  find: (world) =>
    world.phrases.flatMap(({ tool, template }) => {
      const { file } = tool.module;
      const subject = tool.name.text;
      const found: LintFinding[] = [];
      const add = (start: number, end: number, message: string, newText: string, title: string): void => {
        const at = { file, span: { start, end } };
        const fix: Fix = replace(at, newText, title);
        found.push({ at, message, subject, fixes: [fix] });
      };
      const first = template.parts[0];
      const last = template.parts.at(-1);
      if (first?.kind === 'text') {
        const text = file.text.slice(first.span.start, first.span.end);
        const lead = /^\s+/.exec(text)?.[0].length ?? 0;
        if (lead > 0) add(first.span.start, first.span.start + lead, 'the phrase begins with a space', '', 'Take the space out');
        const word = SMALL.exec(text.slice(lead))?.[0];
        if (word !== undefined) add(first.span.start + lead, first.span.start + lead + 1, `the phrase begins with a capital letter, and stands inside a sentence`, word.charAt(0).toLowerCase(), 'Write a small letter');
      }
      if (last?.kind === 'text') {
        const text = file.text.slice(last.span.start, last.span.end);
        const end = /[.!?]?\s*$/.exec(text)?.[0] ?? '';
        if (end !== '') add(last.span.end - end.length, last.span.end, end.trim() === '' ? 'the phrase ends with a space' : `the phrase ends with "${end.trim()}", and stands inside a sentence`, '', 'Take it out');
      }
      for (const part of template.parts) {
        if (part.kind !== 'text') continue;
        for (const match of file.text.slice(part.span.start, part.span.end).matchAll(/(?<=\S) {2,}(?=\S)/g)) add(part.span.start + match.index, part.span.start + match.index + match[0].length, 'the phrase has two spaces in a row', ' ', 'Write one space');
      }
      return found;
    }),
});
