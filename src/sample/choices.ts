/**
 * Tables of choices: at each node and cell the options, with cumulative weights to choose by and capacities not to
 * exceed. They are made from two programmes of one model, one with the fitted weights, one that counts, when a
 * derivation first comes by, and kept.
 */
import { mix32 } from '../runtime/permutation.js';
import type { Model } from './model.js';
import type { Programme } from './programme.js';

export class ChoiceTable {
  /** Cumulative weights; the last is the total. */
  readonly cumulative: Float64Array;
  /** How many terms lie below each option, as far as counted. */
  readonly capacities: Float64Array;
  /** Up to this many places, times the number of ways to go on elsewhere, no option's share exceeds its capacity. */
  readonly roomy: number;
  /** The division where shares do exceed capacities, for the group size and factor it was last asked with. */
  filled: Float64Array | null = null;
  filledGroup = -1;
  filledFactor = -1;

  /** The sum of all weights. */
  readonly total: number;

  /**
   * @param options four numbers an option: three that say what it is (an atom, a port, or a branch and its two cells, by the
   * kind of table) and a hash of its name
   */
  constructor(
    readonly options: Int32Array,
    weights: Float64Array,
    capacities: Float64Array,
  ) {
    this.capacities = capacities;
    this.cumulative = new Float64Array(weights.length);
    let sum = 0;
    for (let i = 0; i < weights.length; i++) {
      sum += weights[i] ?? 0;
      this.cumulative[i] = sum;
    }
    this.total = sum;
    let roomy = Infinity;
    for (let i = 0; i < weights.length; i++) roomy = Math.min(roomy, ((capacities[i] ?? 0) * sum) / (weights[i] ?? 1));
    this.roomy = roomy;
  }

  first(option: number): number {
    return this.options[option * 4] ?? 0;
  }

  second(option: number): number {
    return this.options[option * 4 + 1] ?? 0;
  }

  third(option: number): number {
    return this.options[option * 4 + 2] ?? 0;
  }

  hash(option: number): number {
    return this.options[option * 4 + 3] ?? 0;
  }
}

/** Collects options of positive weight. */
class Collector {
  private readonly options: number[] = [];
  private readonly weights: number[] = [];
  private readonly capacities: number[] = [];

  add(first: number, second: number, third: number, hash: number, weight: number, capacity: number): void {
    if (!(weight > 0)) return;
    this.options.push(first, second, third, hash | 0);
    this.weights.push(weight);
    this.capacities.push(capacity);
  }

  table(): ChoiceTable {
    return new ChoiceTable(Int32Array.from(this.options), Float64Array.from(this.weights), Float64Array.from(this.capacities));
  }
}

export class Choices {
  private readonly sequenceTables: (ChoiceTable | undefined)[];
  private readonly slotTables: (ChoiceTable | undefined)[];
  private readonly atomTables: (ChoiceTable | undefined)[];
  private readonly goalTables: (ChoiceTable | undefined)[] = [];
  private readonly model: Model;
  private readonly atomHashes: Int32Array;

  /** @param weighted filled with the tools' weights @param counted filled with ones @param weights the tools' weights */
  constructor(
    readonly weighted: Programme,
    readonly counted: Programme,
    private readonly weights: Float64Array,
  ) {
    this.model = weighted.model;
    this.sequenceTables = new Array<ChoiceTable | undefined>(weighted.sequence.length);
    this.slotTables = new Array<ChoiceTable | undefined>(weighted.slot.length);
    this.atomTables = new Array<ChoiceTable | undefined>(weighted.atom.length);
    this.atomHashes = Int32Array.from(this.model.atoms, (_, a) => this.model.atomHashes[a] ?? 0);
  }

  /** What stands at the root of a term of a size: options are (atom, cell), over the counter states that are accepted. */
  ofGoal(size: number): ChoiceTable {
    return (this.goalTables[size] ??= this.chooseGoal(size));
  }

  private chooseGoal(size: number): ChoiceTable {
    const { weighted, counted } = this;
    const { states, accepted } = weighted.counting;
    const found = new Collector();
    for (const a of this.model.slots[this.model.goal]?.atoms ?? []) {
      for (const c of accepted) {
        const cell = size * states + c;
        const at = weighted.atomAt(weighted.top, a) + cell;
        found.add(a, cell, 0, mix32((this.atomHashes[a] ?? 0) ^ cell), weighted.atom[at] ?? 0, counted.atom[at] ?? 0);
      }
    }
    return found.table();
  }

  /** How to divide a cell of a sequence: options are (branch, cell of the slot, cell of the rest). */
  ofSequence(layer: number, sequence: number, cell: number): ChoiceTable {
    const at = this.weighted.sequenceAt(layer, sequence) + cell;
    return (this.sequenceTables[at] ??= this.divide(layer, sequence, cell));
  }

  private divide(layer: number, sequence: number, cell: number): ChoiceTable {
    const { weighted, counted } = this;
    const states = weighted.counting.states;
    const add = weighted.counting.add;
    const size = Math.floor(cell / states);
    const state = cell % states;
    const found = new Collector();
    const branches = this.model.sequences[sequence] ?? [];
    branches.forEach((branch, index) => {
      const left = weighted.slotAt(layer, branch.slot);
      const right = weighted.sequenceAt(layer, branch.next);
      for (let b = 0; b <= size; b++) {
        for (let c = 0; c < states; c++) {
          const x = b * states + c;
          const wx = weighted.slot[left + x] ?? 0;
          if (wx === 0) continue;
          for (let d = 0; d < states; d++) {
            if (add[c * states + d] !== state) continue;
            const y = (size - b) * states + d;
            const weight = wx * (weighted.sequence[right + y] ?? 0);
            const capacity = (counted.slot[left + x] ?? 0) * (counted.sequence[right + y] ?? 0);
            found.add(index, x, y, mix32(branch.hash ^ Math.imul(x + 1, 0x9e3779b1)), weight, capacity);
          }
        }
      }
    });
    return found.table();
  }

  /** Which atom fills a slot: options are (atom). */
  ofSlot(layer: number, slot: number, cell: number): ChoiceTable {
    const at = this.weighted.slotAt(layer, slot) + cell;
    return (this.slotTables[at] ??= this.chooseAtom(layer, slot, cell));
  }

  private chooseAtom(layer: number, slot: number, cell: number): ChoiceTable {
    const found = new Collector();
    for (const a of this.model.slots[slot]?.atoms ?? []) {
      const at = this.weighted.atomAt(layer, a) + cell;
      found.add(a, 0, 0, this.atomHashes[a] ?? 0, this.weighted.atom[at] ?? 0, this.counted.atom[at] ?? 0);
    }
    return found.table();
  }

  /** Which port of an atom: options are (port, cell of the call's arguments). */
  ofAtom(layer: number, atom: number, cell: number): ChoiceTable {
    const at = this.weighted.atomAt(layer, atom) + cell;
    return (this.atomTables[at] ??= this.choosePort(layer, atom, cell));
  }

  private choosePort(layer: number, atom: number, cell: number): ChoiceTable {
    const { weighted, counted, model } = this;
    const counting = weighted.counting;
    const states = counting.states;
    const size = Math.floor(cell / states);
    const state = cell % states;
    const under = weighted.below(layer);
    const found = new Collector();
    for (const p of model.atoms[atom] ?? []) {
      const port = model.ports[p];
      const instance = model.instances[port?.instance ?? 0];
      if (port === undefined || instance === undefined || instance.sequence < 0) continue;
      const tool = counting.toolState[instance.tool] ?? 0;
      if (tool < 0) continue;
      for (let c = 0; c < states; c++) {
        if (counting.add[tool * states + c] !== state) continue;
        const rest = (size - 1) * states + c;
        const at = weighted.sequenceAt(under, instance.sequence) + rest;
        const weight = (this.weights[instance.tool] ?? 0) * (weighted.sequence[at] ?? 0);
        found.add(p, rest, 0, port.hash ^ c, weight, counted.sequence[at] ?? 0);
      }
    }
    return found.table();
  }
}
