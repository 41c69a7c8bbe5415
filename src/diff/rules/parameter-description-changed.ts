import { inheritedDescriptions } from '../inherited.js';
import { defineRule } from '../rule.js';
import { parameterTypeChanges } from '../signatures.js';
import { code } from '../words.js';

export const parameterDescriptionChanged = defineRule({
  name: 'parameter-description-changed',
  title: 'A parameter is described otherwise',
  breaks: { agents: 'warning' },
  explain: `
Descriptions of parameters stand in the schema that agents read. The same goes for the fields of a record that a parameter takes.
`,
  find: (worlds) => {
    const inherited = new Set(inheritedDescriptions(worlds).map((i) => i.delta));
    return [
    ...worlds.at('tools/*/params/*/description').flatMap(({ delta, names: [name, param] }) =>
      inherited.has(delta)
        ? []
        : { message: `the description of the parameter ${code(param)} of ${code(name)} changed`, place: { kind: 'tool' as const, name, member: param }, explains: [delta] },
    ),
    ...parameterTypeChanges(worlds).flatMap(({ tool, param, onlyWords, explains }) =>
      onlyWords ? { message: `the fields of the parameter ${code(param)} of ${code(tool.name)} are described otherwise`, place: { kind: 'tool' as const, name: tool.name, member: param }, explains } : [],
    ),
    ];
  },
});
