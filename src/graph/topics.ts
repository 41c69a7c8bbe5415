/**
 * Tools by what they are about: their app, else the file that declares them or, if a template made them, what they are made for,
 * else the world itself.
 */
import type { ToolIR, WorldIR } from '../ir/ir.js';
import { compareCodeUnits } from '../runtime/canonical.js';

export interface Topic {
  readonly name: string;
  readonly tools: readonly ToolIR[];
}

export function topicOf(ir: Pick<WorldIR, 'world'>, tool: ToolIR): string {
  return tool.app ?? tool.module ?? ir.world.name;
}

/** Every topic, by name; its tools in the order of the world. */
export function topicsOf(ir: Pick<WorldIR, 'world' | 'tools'>): readonly Topic[] {
  const found = new Map<string, ToolIR[]>();
  for (const tool of ir.tools) {
    const name = topicOf(ir, tool);
    const tools = found.get(name);
    if (tools === undefined) found.set(name, [tool]);
    else tools.push(tool);
  }
  return [...found].map(([name, tools]) => ({ name, tools })).sort((a, b) => compareCodeUnits(a.name, b.name));
}
