import { defineLint } from '../rule.js';

export const articleBeforeHole = defineLint({
  name: 'article-before-hole',
  title: 'An article before a hole',
  level: 'warning',
  safe: false,
  explain: `
What fills a hole is a whole noun phrase, or a value: "a {city}" becomes "a that city", or "a "Paris"".

\`\`\`rworld
// wrong
phrase "the weather in a {city}"

// right
phrase "the weather in {city}"
\`\`\`
`,
  find: (world) =>
    world.phrases.flatMap(({ tool, template }) =>
      template.parts.flatMap((part, i) => {
        const next = template.parts[i + 1];
        if (part.kind !== 'text' || next?.kind !== 'hole') return [];
        const match = /(?:^|\s)(an?|the|each|every)\s+$/i.exec(tool.module.file.text.slice(part.span.start, part.span.end));
        const article = match?.[1];
        if (article === undefined) return [];
        const hole = next.path.map((n) => n.text).join('.');
        const start = part.span.end - (match?.[0].trimStart().length ?? 0);
        const at = world.at(tool.module, { start, end: next.span.end });
        return [{ at, message: `"${article}" stands before \`{${hole}}\`, which is filled by a whole noun phrase`, help: `write \`{${hole}}\` alone`, subject: tool.name.text, fixes: [{ title: `Take "${article}" out`, edits: [{ location: { file: at.file, span: { start, end: part.span.end } }, newText: '' }] }] }];
      }),
    ),
});
