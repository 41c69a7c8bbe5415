/**
 * The outside of every node: the derivative of the logarithm of the total by the node's weight.
 *
 * Times the node's own weight, it is how often the node is expected in one term; so it says how frequent each tool
 * will be (`fit.ts`), and from which contexts a call or an edge can be reached (`direct.ts`).
 */
import type { Programme } from './programme.js';

export class Outside {
  readonly atom: Float64Array;
  readonly slot: Float64Array;
  readonly sequence: Float64Array;
  /** How often each tool is expected in one term. */
  readonly uses: Float64Array;

  /**
   * @param programme filled with the weights @param weights one number a tool of the model
   * @param shares how the sizes are mixed, one number a size, summing to one
   */
  constructor(
    private readonly programme: Programme,
    weights: Float64Array,
    shares: Float64Array,
  ) {
    const { model, counting } = programme;
    const states = counting.states;
    this.atom = new Float64Array(programme.atom.length);
    this.slot = new Float64Array(programme.slot.length);
    this.sequence = new Float64Array(programme.sequence.length);
    this.uses = new Float64Array(model.tools.length);
    for (let size = 0; size < programme.sizes; size++) {
      const total = programme.total(size);
      const share = shares[size] ?? 0;
      if (share === 0 || !(total > 0)) continue;
      for (const c of counting.accepted) this.slot[programme.slotAt(programme.top, model.goal) + size * states + c] = share / total;
    }
    for (let size = programme.sizes - 1; size >= 0; size--) {
      for (let layer = programme.layers - 1; layer >= 0; layer--) this.backSequences(layer, size);
      if (size === 0) break;
      for (let layer = programme.layers - 1; layer >= 0; layer--) {
        this.backSlots(layer, size);
        this.backAtoms(layer, size, weights);
      }
    }
  }

  private backSlots(layer: number, size: number): void {
    const { programme, atom, slot } = this;
    const { model, counting } = programme;
    const states = counting.states;
    for (let s = 0; s < model.slots.length; s++) {
      const from = programme.slotAt(layer, s) + size * states;
      for (let c = 0; c < states; c++) {
        const d = slot[from + c] ?? 0;
        if (d === 0) continue;
        for (const a of model.slots[s]?.atoms ?? []) {
          const into = programme.atomAt(layer, a) + size * states + c;
          atom[into] = (atom[into] ?? 0) + d;
        }
      }
    }
  }

  private backAtoms(layer: number, size: number, weights: Float64Array): void {
    const { programme, atom, sequence, uses } = this;
    const { model, counting } = programme;
    const states = counting.states;
    const under = programme.below(layer);
    if (under < 0) return;
    for (let a = 0; a < model.atoms.length; a++) {
      const from = programme.atomAt(layer, a) + size * states;
      for (const p of model.atoms[a] ?? []) {
        const instance = model.instances[model.ports[p]?.instance ?? 0];
        if (instance === undefined || instance.sequence < 0) continue;
        const into = programme.sequenceAt(under, instance.sequence) + (size - 1) * states;
        const weight = weights[instance.tool] ?? 0;
        const row = (counting.toolState[instance.tool] ?? 0) * states;
        for (let c = 0; c < states; c++) {
          const sum = counting.add[row + c] ?? -1;
          const d = sum < 0 ? 0 : (atom[from + sum] ?? 0) * weight;
          if (d === 0) continue;
          sequence[into + c] = (sequence[into + c] ?? 0) + d;
          uses[instance.tool] = (uses[instance.tool] ?? 0) + d * (programme.sequence[into + c] ?? 0);
        }
      }
    }
  }

  /** What is zero has no terms, and its derivative is of no use: both sides are skipped where they are. */
  private backSequences(layer: number, size: number): void {
    const { slot, sequence } = this.programme;
    const { model, counting } = this.programme;
    const dSlot = this.slot;
    const dSequence = this.sequence;
    const states = counting.states;
    const add = counting.add;
    for (let q = model.sequences.length - 1; q >= 1; q--) {
      const from = this.programme.sequenceAt(layer, q) + size * states;
      let reached = false;
      for (let e = 0; e < states && !reached; e++) reached = (dSequence[from + e] ?? 0) !== 0;
      if (!reached) continue;
      for (const branch of model.sequences[q] ?? []) {
        const left = this.programme.slotAt(layer, branch.slot);
        const right = this.programme.sequenceAt(layer, branch.next);
        if (branch.next === 0) {
          const into = left + size * states;
          for (let e = 0; e < states; e++) dSlot[into + e] = (dSlot[into + e] ?? 0) + (dSequence[from + e] ?? 0);
          continue;
        }
        for (let b = 0; b <= size; b++) {
          for (let c = 0; c < states; c++) {
            const x = left + b * states + c;
            const weight = slot[x] ?? 0;
            if (weight === 0) continue;
            let sum = 0;
            for (let f = 0; f < states; f++) {
              const y = right + (size - b) * states + f;
              const rest = sequence[y] ?? 0;
              const e = rest === 0 ? -1 : (add[c * states + f] ?? -1);
              const d = e < 0 ? 0 : (dSequence[from + e] ?? 0);
              if (d === 0) continue;
              sum += d * rest;
              dSequence[y] = (dSequence[y] ?? 0) + d * weight;
            }
            dSlot[x] = (dSlot[x] ?? 0) + sum;
          }
        }
      }
    }
  }
}
