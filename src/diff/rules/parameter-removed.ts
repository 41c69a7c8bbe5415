import { paramChanges } from '../parameters.js';
import { defineRule, EVERYTHING } from '../rule.js';
import { suggest } from '../../diagnostics/suggest.js';
import { code } from '../words.js';

export const parameterRemoved = defineRule({
  name: 'parameter-removed',
  title: 'A tool lost a parameter',
  breaks: EVERYTHING,
  explain: `
Arguments are passed by name, and one that the tool does not have is refused. A parameter under another name is one removed and one
added: keep the old name.
`,
  find: (worlds) =>
    paramChanges(worlds).flatMap(({ tool, param, after, delta }) => {
      if (after !== undefined) return [];
      const come = tool.now.params.map((p) => p.name).filter((p) => !tool.old.params.some((o) => o.name === p));
      const near = come.length === 1 ? come : suggest(param, come);
      return {
        message: `${code(tool.name)} lost its parameter ${code(param)}`,
        place: { kind: 'tool', name: tool.name },
        explains: [delta],
        help: near.length === 0 ? undefined : `is it ${near.map(code).join(' or ')} now? Arguments are passed by name: keep the old one`,
      };
    }),
});
