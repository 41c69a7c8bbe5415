/** Descriptions of parameters that are their types': a parameter without words of its own has those. */
import { atBounds } from '../graph/edges.js';
import type { ParamIR, ToolIR } from '../ir/ir.js';
import type { Comparison, Side } from './comparison.js';
import type { Delta } from './deltas.js';

export interface InheritedDescription {
  readonly tool: string;
  readonly param: string;
  /** The type in the new world whose description it is. */
  readonly type: string;
  readonly delta: Delta;
}

/** Parameters whose description changed only because their type's did, or because they have another type. */
export function inheritedDescriptions(worlds: Comparison): InheritedDescription[] {
  return worlds.at('tools/*/params/*/description').flatMap(({ delta, names: [tool, param] }) => {
    const pair = worlds.paramPair(tool, param);
    if (pair === undefined) return [];
    const before = typeDescription(worlds.old, pair.tool.old, pair.old);
    const after = typeDescription(worlds.now, pair.tool.now, pair.now);
    return before?.text === pair.old.description && after?.text === pair.now.description ? [{ tool, param, type: after.type, delta }] : [];
  });
}

function typeDescription(side: Side, tool: ToolIR, param: ParamIR): { readonly type: string; readonly text: string } | undefined {
  const type = atBounds(tool, param.type);
  return type.kind === 'named' ? { type: type.name, text: side.types.get(type.name)?.description ?? '' } : undefined;
}
