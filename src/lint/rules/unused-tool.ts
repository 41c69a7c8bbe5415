import { defineLint } from '../rule.js';

export const unusedTool = defineLint({
  name: 'unused-tool',
  title: 'A tool that no task uses',
  level: 'warning',
  safe: false,
  explain: `
Every task set leaves it out: it is held out of all of them, may be called at most 0 times, or has the weight 0. It is a distractor at
best. (A tool that nothing can reach is an error of \`rworld check\`.)
`,
  find: (world) => {
    if (!world.makesTasks) return [];
    const used = new Set(
      world.ir.taskSets.flatMap((set) => {
        const barred = new Set([...set.rules.flatMap((r) => (r.kind === 'at-most' && r.count === 0 ? r.tools : [])), ...set.weights.filter((w) => w.weight === 0).map((w) => w.tool)]);
        return set.tools.filter((t) => !barred.has(t));
      }),
    );
    return world.tools
      .filter(({ ir }) => ir !== undefined && !used.has(ir.name))
      .map(({ name, module }) => ({ at: world.at(module, name.span), message: `no task set uses the tool \`${name.text}\``, help: 'let one use it, or take it out', subject: name.text }));
  },
});
