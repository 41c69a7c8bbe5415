/** Tools that have another name and are otherwise what they were. */
import type { Comparison } from './comparison.js';
import type { ToolIR } from '../ir/ir.js';
import { once } from './once.js';
import { canonicalJson } from '../runtime/canonical.js';

/** New names by old ones. A tool has at most one of each; where several would fit, none is taken. */
export const renamedTools = once((worlds: Comparison): ReadonlyMap<string, string> => {
  const gone = bySignature(worlds.old.ir.tools.filter((t) => !worlds.now.tools.has(t.name)));
  const come = bySignature(worlds.now.ir.tools.filter((t) => !worlds.old.tools.has(t.name)));
  const renames = new Map<string, string>();
  for (const [signature, [old, ...others]] of gone) {
    const [now, ...more] = come.get(signature) ?? [];
    if (old !== undefined && now !== undefined && others.length + more.length === 0) renames.set(old, now);
  }
  return renames;
});

function bySignature(tools: readonly ToolIR[]): ReadonlyMap<string, string[]> {
  const names = new Map<string, string[]>();
  for (const tool of tools) {
    const same = names.get(signature(tool));
    if (same === undefined) names.set(signature(tool), [tool.name]);
    else same.push(tool.name);
  }
  return names;
}

/** All of a tool but its name. */
function signature(tool: ToolIR): string {
  return canonicalJson(JSON.parse(JSON.stringify({ ...tool, name: '' })));
}
