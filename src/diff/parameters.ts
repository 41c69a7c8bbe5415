/** Parameters that came or went. */
import type { ParamIR } from '../ir/ir.js';
import type { Comparison, ToolPair } from './comparison.js';
import type { Delta } from './deltas.js';

export interface ParamChange {
  readonly tool: ToolPair;
  readonly param: string;
  /** Undefined where there was none. */
  readonly before: ParamIR | undefined;
  readonly after: ParamIR | undefined;
  readonly delta: Delta;
}

export function paramChanges(worlds: Comparison): ParamChange[] {
  return worlds.at('tools/*/params/*').flatMap(({ delta, names: [name, param] }) => {
    const tool = worlds.toolPair(name);
    if (tool === undefined) return [];
    const find = (params: readonly ParamIR[]): ParamIR | undefined => params.find((p) => p.name === param);
    return [{ tool, param, before: find(tool.old.params), after: find(tool.now.params), delta }];
  });
}

/** Whether a tool answers by a draw that its arguments, defaults included, are the key of: in both worlds. */
export function isDrawn({ old, now }: ToolPair): boolean {
  return old.returns === null && now.returns === null;
}
