/** Tools by topic: the app they belong to, else the file that declares them, else the world. One module of a package each. */
import type { ToolIR, WorldIR } from '../ir/ir.js';
import { compareCodeUnits } from '../runtime/canonical.js';

export interface Topic {
  readonly name: string;
  /** What the module is about, a sentence. */
  readonly description: string;
  /** Sorted by name. */
  readonly tools: readonly ToolIR[];
}

/** Sorted by name; none is empty. */
export function topicsOf(ir: WorldIR): Topic[] {
  const found = new Map<string, ToolIR[]>();
  for (const tool of ir.tools) {
    const name = tool.app ?? tool.module ?? ir.world.name;
    const known = found.get(name);
    if (known === undefined) found.set(name, [tool]);
    else known.push(tool);
  }
  return [...found]
    .sort(([a], [b]) => compareCodeUnits(a, b))
    .map(([name, tools]) => {
      const app = ir.apps.find((a) => a.name === name);
      const about = name === ir.world.name ? ir.world.description : (app?.description ?? '');
      return { name, description: about === '' ? `Tools on ${name.replaceAll('_', ' ')}.` : about, tools: [...tools].sort((a, b) => compareCodeUnits(a.name, b.name)) };
    });
}
