/** Fields that are computed from fields: not in a circle, and not through too many others. */
import * as codes from '../../diagnostics/codes/entities.js';
import type { ExprIR } from '../../ir/ir.js';
import { cellsIn } from '../../ir/walk.js';
import { findCycles } from '../../resolve/cycles.js';

/** A derived field, and what it is computed by. */
export interface DerivedField {
  readonly entity: string;
  readonly field: string;
  readonly expr: ExprIR;
}

/** One computed from another, that from a third …: each takes some places on the stack, which is short in Python. */
const MOST_IN_A_ROW = 32;

export type DerivedProblem = (field: DerivedField, code: typeof codes.derivedCycle | typeof codes.derivedChain, fields: readonly string[]) => void;

export function checkDerived(fields: readonly DerivedField[], report: DerivedProblem): void {
  const byName = new Map(fields.map((f) => [nameOf(f), f]));
  const uses = new Map(fields.map((f) => [f, cellsIn(f.expr).flatMap((cell) => byName.get(cell) ?? [])]));
  const next = (field: DerivedField): readonly DerivedField[] => uses.get(field) ?? [];
  const cycles = findCycles(fields, next);
  for (const cycle of cycles) {
    const [first] = cycle;
    if (first !== undefined) report(first, codes.derivedCycle, cycle.map(nameOf));
  }
  if (cycles.length > 0) return;
  const long = longChain(fields, next);
  const [first] = long;
  if (first !== undefined) report(first, codes.derivedChain, long.map(nameOf));
}

function nameOf(f: DerivedField): string {
  return `${f.entity}.${f.field}`;
}

/** A chain longer than allowed, if there is one: by rounds, so that its length costs no stack. No cycles. */
function longChain(fields: readonly DerivedField[], next: (field: DerivedField) => readonly DerivedField[]): readonly DerivedField[] {
  let layer = new Map<DerivedField, DerivedField | null>(fields.map((f) => [f, null]));
  const layers = [layer];
  // After k rounds: the fields that a chain of k + 1 ends in, read from what is computed first.
  while (layers.length <= MOST_IN_A_ROW && layer.size > 0) {
    const longer = new Map<DerivedField, DerivedField | null>();
    for (const f of fields) {
      const below = next(f).find((g) => layer.has(g));
      if (below !== undefined) longer.set(f, below);
    }
    layers.push((layer = longer));
  }
  if (layer.size === 0) return [];
  const chain: DerivedField[] = [];
  let at: DerivedField | null | undefined = layer.keys().next().value;
  for (let k = layers.length - 1; at !== null && at !== undefined; k--) {
    chain.push(at);
    at = layers[k]?.get(at);
  }
  return chain;
}
