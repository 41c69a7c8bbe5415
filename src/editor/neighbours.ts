/** Which tools can feed a tool, and which it can feed: its neighbours in the composition graph. */
import { atBounds, mayFeed, portsOf } from '../graph/edges.js';
import type { ToolIR } from '../ir/ir.js';
import type { TypeTable } from '../runtime/type-table.js';

export interface Neighbours {
  /** Tools whose result can be an argument of this one. */
  readonly before: readonly string[];
  /** Tools that this one's result can be an argument of. */
  readonly after: readonly string[];
}

/** @param tools all tools of the world, sorted by name */
export function neighboursOf(tool: ToolIR, tools: readonly ToolIR[], table: TypeTable): Neighbours {
  const slots = (t: ToolIR): ReturnType<typeof atBounds>[] => t.params.filter((p) => p.default === undefined).map((p) => atBounds(t, p.type));
  const feeds = (from: ToolIR, to: ToolIR): boolean => portsOf(from).some((port) => slots(to).some((slot) => mayFeed(table, port.type, slot)));
  return { before: tools.filter((t) => feeds(t, tool)).map((t) => t.name), after: tools.filter((t) => feeds(tool, t)).map((t) => t.name) };
}
