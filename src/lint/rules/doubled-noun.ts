import { defineLint } from '../rule.js';

export const doubledNoun = defineLint({
  name: 'doubled-noun',
  title: 'A noun before a hole that is filled by the same noun',
  level: 'warning',
  safe: false,
  explain: `
A hole that an earlier result fills says its noun itself: "the company {company}" becomes "the company that company".

\`\`\`rworld
// wrong
phrase "the head of the company {company}"

// right
phrase "the head of {company}"
\`\`\`
`,
  find: (world) =>
    world.phrases.flatMap(({ tool, template }) =>
      template.parts.flatMap((part, i) => {
        const next = template.parts[i + 1];
        const name = next?.kind === 'hole' && next.path.length === 1 ? next.path[0]?.text : undefined;
        const type = tool.ir?.params.find((p) => p.name === name)?.type;
        if (part.kind !== 'text' || next === undefined || type === undefined) return [];
        const noun = type.kind === 'named' ? world.types.get(type.name)?.noun : type.kind === 'list' && type.element.kind === 'named' ? world.types.get(type.element.name)?.plural : undefined;
        const text = tool.module.file.text.slice(part.span.start, part.span.end).toLowerCase().trimEnd();
        if (noun === undefined || !(text === noun.toLowerCase() || text.endsWith(` ${noun.toLowerCase()}`))) return [];
        return [{ at: world.at(tool.module, { start: part.span.start + text.length - noun.length, end: next.span.end }), message: `"${noun}" stands before \`{${name ?? ''}}\`, which may say "that ${noun}" itself`, help: `write \`{${name ?? ''}}\` alone, or what it is to the other`, subject: tool.name.text }];
      }),
    ),
});
