import { cellsIn } from '../../ir/walk.js';
import { defineLint } from '../rule.js';

export const unreadField = defineLint({
  name: 'unread-field',
  title: 'A field that no tool reads',
  level: 'info',
  safe: false,
  explain: `
What no tool tells of, agents cannot learn and tasks cannot ask for. Write a tool that looks the field up, import a template that does
(\`std/facts\`), or take the field out.

A field that may be missing (\`T?\`) is passed over by most templates, because there may be no answer to give. It can be searched for: rows
without a value are not found. Or a tool answers for them, with \`coalesce\`.

\`\`\`rworld
entity Film[20] { title: title key  sequel: Film? }

/// Lists the films that a film is the sequel of.
tool films_before(film: Film) -> list<Film> {
  phrase "the films that {film} is the sequel of"
  returns [row for row in Film if row.sequel == film]
}
\`\`\`
`,
  find: (world) => {
    if (!world.makesTasks) return [];
    const derived = world.ir.entities.flatMap((e) => e.fields.flatMap((f) => f.derived ?? []));
    const read = new Set([...derived, ...world.ir.tools.flatMap((t) => [...t.requires.map((r) => r.condition), ...(t.returns === null ? [] : [t.returns])])].flatMap(cellsIn));
    const keys = new Map(world.ir.entities.map((e) => [e.name, e.key]));
    return world.entityDecls.flatMap(({ decl, name, module }) =>
      decl.fields
        .filter((field) => keys.has(name.text) && keys.get(name.text) !== field.name.text && !read.has(`${name.text}.${field.name.text}`))
        .map((field) => ({
          at: world.at(module, field.name.span),
          message: `no tool reads \`${field.name.text}\` of \`${name.text}\``,
          help: field.type?.kind === 'optional-type' ? 'it may be missing: let a tool find rows by it, or take the `?` away' : 'let a tool look it up, or take it out',
          subject: `${name.text}.${field.name.text}`,
        })),
    );
  },
});
