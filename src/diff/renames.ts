/** Tools that have another name and are otherwise what they were. */
import type { Comparison } from './comparison.js';
import type { ToolIR } from '../ir/ir.js';
import { canonicalJson } from '../runtime/canonical.js';

/** New names by old ones. A tool has at most one of each; where several would fit, none is taken. */
export function renamedTools(worlds: Comparison): ReadonlyMap<string, string> {
  const gone = worlds.old.ir.tools.filter((t) => !worlds.now.tools.has(t.name));
  const come = worlds.now.ir.tools.filter((t) => !worlds.old.tools.has(t.name));
  const renames = new Map<string, string>();
  for (const old of gone) {
    const same = come.filter((now) => signature(now) === signature(old));
    const back = gone.filter((other) => signature(other) === signature(old));
    const [only] = same;
    if (only !== undefined && same.length === 1 && back.length === 1) renames.set(old.name, only.name);
  }
  return renames;
}

/** All of a tool but its name. */
function signature(tool: ToolIR): string {
  return canonicalJson(JSON.parse(JSON.stringify({ ...tool, name: '' })));
}
