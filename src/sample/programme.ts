/**
 * The dynamic programme: for every node of the model, the summed weight of the terms below it, by size.
 *
 * A *cell* is a size and a state of the counters (user inputs, calls of a set of tools): `size * states + state`. A
 * *layer* is the height that is still allowed below a slot; without a rule on depth there is one layer that is its own
 * layer below. With all weights one, the numbers are counts; with tool weights, they are what choices are made by.
 * A backward pass (`outside.ts`) gives the derivative of the total by every node.
 */
import type { Model } from './model.js';
import { Counting } from './counting.js';

export interface Leaves {
  /** Weight of a fresh user input. */
  readonly fresh: number;
  /** Stands in for pointers where a slot can take only those; their number is not known before deriving. */
  readonly onlyPointer: number;
  /** The same in slots that the user could fill, used only where inputs are counted: a pointer adds no input. */
  readonly alsoPointer: number;
  /** In place of both, one weight a slot; it then counts in every slot, beside a fresh input. */
  readonly pointers?: Float64Array;
}

export class Programme {
  readonly counting: Counting;
  readonly sizes: number;
  readonly cells: number;
  readonly layers: number;
  readonly top: number;
  readonly atom: Float64Array;
  readonly slot: Float64Array;
  readonly sequence: Float64Array;

  /** @param longest the most calls that will be asked for */
  constructor(
    readonly model: Model,
    readonly longest: number,
  ) {
    this.counting = new Counting(model, longest);
    this.sizes = longest + 1;
    this.cells = this.sizes * this.counting.states;
    const depth = model.limits.measures.depth.max;
    this.layers = depth < longest ? depth + 1 : 1;
    this.top = this.layers - 1;
    this.atom = new Float64Array(this.layers * model.atoms.length * this.cells);
    this.slot = new Float64Array(this.layers * model.slots.length * this.cells);
    this.sequence = new Float64Array(this.layers * model.sequences.length * this.cells);
  }

  /** About how many additions and products a filling takes. */
  get work(): number {
    const branches = this.model.sequences.reduce((sum, q) => sum + q.length, 0);
    const feeds = this.model.slots.reduce((sum, s) => sum + s.atoms.length, 0);
    return this.layers * (branches * this.cells * this.cells + (feeds + this.model.ports.length) * this.cells);
  }

  /** The layer of the arguments of a call in this layer; -1: no call fits here. */
  below(layer: number): number {
    return this.layers === 1 ? 0 : layer - 1;
  }

  /**
   * `sums[a * cells + b]`: the cell of two things together; -1 where the programme has none, for too many calls or a counter
   * past its limit. Made when first asked for.
   */
  get sums(): Int16Array {
    return (this.sumTable ??= this.makeSums());
  }
  private sumTable: Int16Array | null = null;

  private makeSums(): Int16Array {
    const { cells, sizes } = this;
    const { states, add } = this.counting;
    const sums = new Int16Array(cells * cells).fill(-1);
    for (let a = 0; a < cells; a++) {
      for (let b = 0; b < cells; b++) {
        const size = Math.floor(a / states) + Math.floor(b / states);
        const state = size < sizes ? (add[(a % states) * states + (b % states)] ?? -1) : -1;
        if (state >= 0) sums[a * cells + b] = size * states + state;
      }
    }
    return sums;
  }

  /** The cell of a call of the tool, given that of its arguments; -1 where the programme has none. */
  withCall(tool: number, args: number): number {
    const { states, add, toolState } = this.counting;
    const size = Math.floor(args / states) + 1;
    const mine = toolState[tool] ?? -1;
    const state = mine < 0 || size >= this.sizes ? -1 : (add[mine * states + (args % states)] ?? -1);
    return state < 0 ? -1 : size * states + state;
  }

  atomAt(layer: number, atom: number): number {
    return (layer * this.model.atoms.length + atom) * this.cells;
  }

  slotAt(layer: number, slot: number): number {
    return (layer * this.model.slots.length + slot) * this.cells;
  }

  sequenceAt(layer: number, sequence: number): number {
    return (layer * this.model.sequences.length + sequence) * this.cells;
  }

  /** Fills the tables. @param weights one number a tool of the model */
  fill(weights: Float64Array, leaves: Leaves): void {
    this.atom.fill(0);
    this.slot.fill(0);
    this.sequence.fill(0);
    for (let layer = 0; layer < this.layers; layer++) {
      this.sequence[this.sequenceAt(layer, 0)] = 1;
      this.fillLeaves(layer, leaves);
    }
    for (let size = 0; size < this.sizes; size++) {
      for (let layer = 0; layer < this.layers; layer++) {
        if (size > 0) {
          this.fillAtoms(layer, size, weights);
          this.fillSlots(layer, size);
        }
        this.fillSequences(layer, size);
      }
    }
  }

  private fillLeaves(layer: number, leaves: Leaves): void {
    const { freshState } = this.counting;
    this.model.slots.forEach((slot, s) => {
      if (s === this.model.goal) return;
      const at = this.slotAt(layer, s);
      const pointer = leaves.pointers?.[s];
      if (pointer !== undefined) {
        this.slot[at] = pointer;
        if (slot.user >= 0 && freshState >= 0) this.slot[at + freshState] = leaves.fresh + (freshState === 0 ? pointer : 0);
      } else if (slot.user >= 0) {
        if (freshState >= 0) this.slot[at + freshState] = leaves.fresh;
        if (freshState !== 0) this.slot[at] = leaves.alsoPointer;
      } else this.slot[at] = leaves.onlyPointer;
    });
  }

  private fillAtoms(layer: number, size: number, weights: Float64Array): void {
    const under = this.below(layer);
    if (under < 0) return;
    const { model, counting } = this;
    const states = counting.states;
    for (let a = 0; a < model.atoms.length; a++) {
      const into = this.atomAt(layer, a) + size * states;
      for (const p of model.atoms[a] ?? []) {
        const instance = model.instances[model.ports[p]?.instance ?? 0];
        if (instance === undefined || instance.sequence < 0) continue;
        const weight = weights[instance.tool] ?? 0;
        if ((counting.toolState[instance.tool] ?? 0) < 0) continue;
        const from = this.sequenceAt(under, instance.sequence) + (size - 1) * states;
        if (states === 1) this.atom[into] = (this.atom[into] ?? 0) + weight * (this.sequence[from] ?? 0);
        else {
          const row = (counting.toolState[instance.tool] ?? 0) * states;
          for (let c = 0; c < states; c++) {
            const sum = counting.add[row + c] ?? -1;
            if (sum >= 0) this.atom[into + sum] = (this.atom[into + sum] ?? 0) + weight * (this.sequence[from + c] ?? 0);
          }
        }
      }
    }
  }

  private fillSlots(layer: number, size: number): void {
    const states = this.counting.states;
    for (let s = 0; s < this.model.slots.length; s++) {
      const into = this.slotAt(layer, s) + size * states;
      for (const a of this.model.slots[s]?.atoms ?? []) {
        const from = this.atomAt(layer, a) + size * states;
        for (let c = 0; c < states; c++) this.slot[into + c] = (this.slot[into + c] ?? 0) + (this.atom[from + c] ?? 0);
      }
    }
  }

  private fillSequences(layer: number, size: number): void {
    const { model, counting, slot, sequence } = this;
    const states = counting.states;
    for (let q = 1; q < model.sequences.length; q++) {
      const into = this.sequenceAt(layer, q) + size * states;
      for (const branch of model.sequences[q] ?? []) {
        const left = this.slotAt(layer, branch.slot);
        const right = this.sequenceAt(layer, branch.next);
        if (branch.next === 0) {
          for (let c = 0; c < states; c++) sequence[into + c] = (sequence[into + c] ?? 0) + (slot[left + size * states + c] ?? 0);
        } else if (states === 1) {
          let sum = 0;
          for (let b = 0; b <= size; b++) sum += (slot[left + b] ?? 0) * (sequence[right + size - b] ?? 0);
          sequence[into] = (sequence[into] ?? 0) + sum;
        } else {
          for (let b = 0; b <= size; b++) {
            for (let c = 0; c < states; c++) {
              const x = slot[left + b * states + c] ?? 0;
              if (x === 0) continue;
              for (let d = 0; d < states; d++) {
                const y = sequence[right + (size - b) * states + d] ?? 0;
                const sum = y === 0 ? -1 : (counting.add[c * states + d] ?? -1);
                if (sum >= 0) sequence[into + sum] = (sequence[into + sum] ?? 0) + x * y;
              }
            }
          }
        }
      }
    }
  }

  /** The summed weight of all terms of a size, over the counter states that the rules accept. */
  total(size: number): number {
    const at = this.slotAt(this.top, this.model.goal) + size * this.counting.states;
    let sum = 0;
    for (const c of this.counting.accepted) sum += this.slot[at + c] ?? 0;
    return sum;
  }
}
