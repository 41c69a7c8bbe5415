/** Preconditions that came, went, or say something else. */
import type { ExprIR, Json, TextIR } from '../ir/ir.js';
import { canonicalJson } from '../runtime/canonical.js';
import type { Comparison } from './comparison.js';
import type { Delta } from './deltas.js';

export interface RequirementChange {
  readonly tool: string;
  /** Conditions that only one of the worlds has. */
  readonly added: number;
  readonly removed: number;
  /** Conditions of both, with another message. */
  readonly reworded: number;
  /** The same conditions with the same messages, in another order: the first that fails is told. */
  readonly reordered: boolean;
  readonly delta: Delta;
}

export function requirementChanges(worlds: Comparison): RequirementChange[] {
  return worlds.at('tools/*/requires').flatMap(({ delta, names: [name] }) => {
    const pair = worlds.toolPair(name);
    if (pair === undefined) return [];
    const old = pair.old.requires.map(texts);
    const now = pair.now.requires.map(texts);
    const added = now.filter((n) => !old.some((o) => o.condition === n.condition)).length;
    const removed = old.filter((o) => !now.some((n) => n.condition === o.condition)).length;
    const reworded = now.filter((n) => old.some((o) => o.condition === n.condition) && !old.some((o) => o.condition === n.condition && o.message === n.message)).length;
    return [{ tool: name, added, removed, reworded, reordered: added + removed + reworded === 0, delta }];
  });
}

function texts({ condition, message }: { readonly condition: ExprIR; readonly message: TextIR }): { readonly condition: string; readonly message: string } {
  const text = (value: ExprIR | TextIR): string => {
    const json: Json = JSON.parse(JSON.stringify(value));
    return canonicalJson(json);
  };
  return { condition: text(condition), message: text(message) };
}
