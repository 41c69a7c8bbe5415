/**
 * Exact counts of trees: skeletons in which nothing is used twice.
 *
 * The same recurrences as `programme.ts`, in integers. Counts that stay below 2^53 come out of the doubles exactly
 * (they are sums and products of whole numbers); only larger ones are computed again as BigInts.
 */
import type { Model } from './model.js';
import { Programme, type Leaves } from './programme.js';

/** Leaves of trees: a slot is a fresh input, or a call. */
export const TREE_LEAVES: Leaves = { fresh: 1, onlyPointer: 0, alsoPointer: 0 };

/** The number of trees for each size 0 .. longest. */
export function countTrees(model: Model, longest: number): readonly bigint[] {
  const programme = new Programme(model, longest);
  programme.fill(new Float64Array(model.tools.length).fill(1), TREE_LEAVES);
  const totals = Array.from({ length: longest + 1 }, (_, size) => programme.total(size));
  if (totals.every((t) => t < 2 ** 52)) return totals.map((t) => BigInt(t));
  return countLarge(programme);
}

/** The recurrences over BigInts; `shape` gives the numbering of the cells. */
function countLarge(shape: Programme): readonly bigint[] {
  const { model, counting } = shape;
  const states = counting.states;
  const zeros = (n: number): bigint[] => new Array<bigint>(n).fill(0n);
  const atom = zeros(shape.atom.length);
  const slot = zeros(shape.slot.length);
  const sequence = zeros(shape.sequence.length);
  const bump = (table: bigint[], at: number, by: bigint): void => {
    if (by !== 0n) table[at] = (table[at] ?? 0n) + by;
  };
  for (let layer = 0; layer < shape.layers; layer++) {
    sequence[shape.sequenceAt(layer, 0)] = 1n;
    model.slots.forEach((s, i) => {
      if (s.user >= 0 && counting.freshState >= 0) slot[shape.slotAt(layer, i) + counting.freshState] = 1n;
    });
  }
  for (let size = 0; size < shape.sizes; size++) {
    for (let layer = 0; layer < shape.layers; layer++) {
      const under = shape.below(layer);
      if (size > 0 && under >= 0) {
        model.atoms.forEach((ports, a) => {
          for (const p of ports) {
            const instance = model.instances[model.ports[p]?.instance ?? 0];
            const tool = counting.toolState[instance?.tool ?? 0] ?? 0;
            if (instance === undefined || instance.sequence < 0 || tool < 0) continue;
            for (let c = 0; c < states; c++) {
              const sum = counting.add[tool * states + c] ?? -1;
              if (sum < 0) continue;
              bump(atom, shape.atomAt(layer, a) + size * states + sum, sequence[shape.sequenceAt(under, instance.sequence) + (size - 1) * states + c] ?? 0n);
            }
          }
        });
        model.slots.forEach((s, i) => {
          for (const a of s.atoms) {
            for (let c = 0; c < states; c++) {
              bump(slot, shape.slotAt(layer, i) + size * states + c, atom[shape.atomAt(layer, a) + size * states + c] ?? 0n);
            }
          }
        });
      }
      for (let q = 1; q < model.sequences.length; q++) {
        for (const branch of model.sequences[q] ?? []) {
          for (let x = 0; x < (size + 1) * states; x++) {
            const left = slot[shape.slotAt(layer, branch.slot) + x] ?? 0n;
            if (left === 0n) continue;
            const rest = size - Math.floor(x / states);
            for (let d = 0; d < states; d++) {
              const right = sequence[shape.sequenceAt(layer, branch.next) + rest * states + d] ?? 0n;
              const sum = right === 0n ? -1 : (counting.add[(x % states) * states + d] ?? -1);
              if (sum >= 0) bump(sequence, shape.sequenceAt(layer, q) + size * states + sum, left * right);
            }
          }
        }
      }
    }
  }
  return Array.from({ length: shape.sizes }, (_, size) =>
    counting.accepted.reduce((sum, c) => sum + (slot[shape.slotAt(shape.top, model.goal) + size * states + c] ?? 0n), 0n),
  );
}
