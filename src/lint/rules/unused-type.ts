import { namesIn } from '../../ir/names-in.js';
import type { TypeRef } from '../../ir/ir.js';
import { defineLint } from '../rule.js';
import type { LintWorld } from '../world.js';

export const unusedType = defineLint({
  name: 'unused-type',
  title: 'A type that nothing uses',
  level: 'warning',
  safe: false,
  explain: `
No tool takes or returns it, no entity has it, no other type is made of it, and no rule speaks of it: it does nothing. In a library,
which has no tasks, every type is there for others, and none is told.
`,
  find: (world) => {
    if (!world.makesTasks) return [];
    const used = usedTypes(world);
    // A type above or below a used one stands in for it, or takes its values.
    const reached = new Set(world.ir.types.filter((t) => used.has(t.name) || t.parents.some((p) => used.has(p))).map((t) => t.name));
    for (const name of reached) for (const parent of world.types.get(name)?.parents ?? []) reached.add(parent);
    const known = new Set(world.ir.types.map((t) => t.name));
    return world.typeDecls
      .filter(({ name }) => known.has(name.text) && !reached.has(name.text))
      .map(({ name, module }) => ({ at: world.at(module, name.span), message: `nothing uses the type \`${name.text}\``, help: 'take it out, or let a tool take or return it', subject: name.text }));
  },
});

function usedTypes({ ir }: LintWorld): ReadonlySet<string> {
  const refs: TypeRef[] = [
    ...ir.tools.flatMap((t) => [...t.params.map((p) => p.type), t.result, ...t.typeParams.flatMap((v) => v.bound ?? [])]),
    ...ir.entities.flatMap((e) => e.fields.map((f) => f.type)),
    ...[...ir.constraints, ...ir.taskSets].flatMap((c) => c.rules.flatMap((r) => ('types' in r ? r.types : []))),
  ];
  return new Set(refs.flatMap(namesIn));
}
