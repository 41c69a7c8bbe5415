import { namesIn } from '../../ir/names-in.js';
import type { TypeRef } from '../../ir/ir.js';
import { defineLint } from '../rule.js';

export const undocumentedParameter = defineLint({
  name: 'undocumented-parameter',
  title: 'A parameter that nothing describes',
  level: 'info',
  safe: false,
  explain: `
A parameter without a description of its own has that of its type, and a list says what is in it. Where the type has none either, as the base types have, all that an
agent sees is a name.

\`\`\`rworld
// wrong
tool top_songs(artist, limit: int = 10) -> list<song>

// right
tool top_songs(
  artist,
  /// How many songs there should be at most.
  limit: int = 10
) -> list<song>
\`\`\`
`,
  find: (world) => {
    const saysItself = (type: TypeRef): boolean => namesIn(type).some((name) => (world.types.get(name)?.description ?? '') !== '');
    return world.tools.flatMap(({ decl, name, module, ir }) =>
      decl.params.flatMap((param) =>
        param.doc === null && ir?.params.some((p) => p.name === param.name.text && p.description === '' && !saysItself(p.type)) === true
          ? { at: world.at(module, param.name.span), message: `nothing describes the parameter \`${param.name.text}\` of \`${name.text}\``, help: 'say in a line of `///` before it what it is', subject: name.text }
          : [],
      ),
    );
  },
});
