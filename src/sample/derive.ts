/**
 * Deriving one skeleton: the walk from a place to its term.
 *
 * The walk reads the goal's term depth first in parameter order. At every step it divides a cell among a slot and the
 * rest, then fills the slot: by a call (an atom, then a port) or, at size 0, by a fresh user input or a pointer to a value
 * already made. While several places share the prefix, the choice is the allotment's (`allot.ts`); once a place is alone,
 * it goes on by plain draws from a generator keyed by its prefix, and may start again from there when a rule fails.
 * All state lives in arrays made once: a walk allocates nothing but the skeleton it yields.
 */
import { descend, divide, Place, search } from './allot.js';
import type { ChoiceTable, Choices } from './choices.js';
import { Draws, mix32, PrefixKey } from './keys.js';
import type { Model } from './model.js';
import type { Skeleton } from './skeleton.js';
import { Assembler } from './assemble.js';

/** How often a place that is alone starts again before it is given up. */
const ATTEMPTS = 32;
/** How often one port is drawn again when a rule on its tool forbids it here. */
const REDRAWS = 4;

/** The weight of one pointer beside a fresh input's one is `sharing`. */
export class Deriver {
  private readonly model: Model;
  private readonly place = new Place();
  private readonly prefix = new PrefixKey();
  private readonly draws = new Draws();
  private readonly widest: number;
  private readonly maxPorts: number;

  // The open calls, from the goal inwards.
  private open = 0;
  private readonly openInstance: Int32Array;
  private readonly openPort: Int32Array;
  private readonly openSequence: Int32Array;
  private readonly openCell: Int32Array;
  private readonly openLayer: Int32Array;
  private readonly openFilled: Int32Array;
  private readonly openArgs: Int32Array;
  /** Whether an argument is a fresh input or a fresh call, so that no other call can equal this one. */
  private readonly openFresh: Uint8Array;
  private readonly openHeight: Int32Array;
  /** Rules `never f ->> g` whose f occurs below, and whose g is this call or one around it. */
  private readonly openFrom: Int32Array;
  private readonly openTo: Int32Array;
  /** In how many ways the calls around this one can go on: only kept while several places walk together. */
  private readonly openFactor: Float64Array;

  // The finished calls, in post-order, and the inputs.
  private calls = 0;
  private inputs = 0;
  private readonly callInstance: Int32Array;
  private readonly callArgs: Int32Array;
  private readonly callHeight: Int32Array;
  private readonly callFrom: Int32Array;
  private readonly inputType: Int32Array;

  // The values that pointers may point to: ports of finished calls.
  private values = 0;
  private readonly valueAtom: Int32Array;
  private readonly valueRef: Int32Array;

  private readonly pointed: Int32Array;
  private readonly pointedWeights: Float64Array;
  private readonly toolUses: Int32Array;
  private readonly fromBits: Int32Array;
  private readonly toBits: Int32Array;
  private readonly inputFits: Int8Array;
  private readonly typeCount: number;
  private readonly instanceSequence: Int32Array;
  private readonly instanceTool: Int32Array;
  private readonly portInstance: Int32Array;
  private readonly slotUser: Int32Array;
  private readonly slotInputs: Int32Array;
  private readonly assembler: Assembler;
  private readonly heightLimit: number;
  private readonly useCounts: Int32Array;

  constructor(
    private readonly choices: Choices,
    private readonly sharing: number,
  ) {
    const model = choices.weighted.model;
    this.model = model;
    const longest = choices.weighted.longest;
    this.widest = model.widest;
    this.maxPorts = Math.max(1, ...model.instances.map((i) => i.ports));
    const ints = (n: number): Int32Array => new Int32Array(n);
    const room = longest + 1;
    this.openInstance = ints(room);
    this.openPort = ints(room);
    this.openSequence = ints(room);
    this.openCell = ints(room);
    this.openLayer = ints(room);
    this.openFilled = ints(room);
    this.openArgs = ints(room * this.widest);
    this.openFresh = new Uint8Array(room);
    this.openHeight = ints(room);
    this.openFrom = ints(room);
    this.openTo = ints(room);
    this.openFactor = new Float64Array(room);
    this.callInstance = ints(room);
    this.callArgs = ints(room * this.widest);
    this.callHeight = ints(room);
    this.callFrom = ints(room);
    this.inputType = ints(room * this.widest);
    this.valueAtom = ints(room * this.maxPorts);
    this.valueRef = ints(room * this.maxPorts);
    this.pointed = ints(room * (this.maxPorts + this.widest) + 1);
    this.pointedWeights = new Float64Array(room * (this.maxPorts + this.widest) + 1);
    this.useCounts = ints(room * (this.maxPorts + this.widest) + 1);
    this.toolUses = ints(model.tools.length);
    // At most 31 path rules fit one word; the rest are left to the rule check of the plan.
    const paths = model.limits.neverPaths.slice(0, 31);
    const bits = (side: 'from' | 'to'): Int32Array =>
      Int32Array.from(model.tools, (t) => paths.reduce((mask, r, k) => (r[side].has(t.name) ? mask | (1 << k) : mask), 0));
    this.fromBits = bits('from');
    this.toBits = bits('to');
    this.typeCount = model.types.refs.length;
    this.inputFits = new Int8Array(model.slots.length * this.typeCount).fill(-1);
    this.instanceSequence = Int32Array.from(model.instances, (i) => i.sequence);
    this.instanceTool = Int32Array.from(model.instances, (i) => i.tool);
    this.portInstance = Int32Array.from(model.ports, (p) => p.instance);
    this.slotUser = Int32Array.from(model.slots, (s) => s.user);
    this.slotInputs = Int32Array.from(model.slots, (s) => s.inputs);
    this.heightLimit = model.limits.measures.depth.max;
    this.assembler = new Assembler(model, this.maxPorts);
  }

  /**
   * The skeleton at a place, or null where the place has none.
   * @param index the place, 0 .. places-1 @param a,b the stratum's key, two words
   */
  derive(size: number, index: number, places: number, a: number, b: number): Skeleton | null {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      this.place.index = index;
      this.place.group = places;
      this.prefix.reset(a, b);
      if (places === 1) this.draws.seed(a, b, attempt);
      const done = this.walk(size, attempt);
      if (done && this.place.index === 0 && this.meetsTotals()) {
        return this.assembler.build(this.calls, this.inputs, this.callInstance, this.callArgs, this.inputType, this.widest, this.openPort[0] ?? 0);
      }
      if (this.place.group > 1 || this.place.index > 0) return null;
      if (done && this.place.group === 1 && !this.alone) return null;
    }
    return null;
  }

  /** Whether the place has drawn anything by itself, so that another attempt may end elsewhere. */
  private alone = false;

  private walk(size: number, attempt: number): boolean {
    for (let c = 0; c < this.calls; c++) this.toolUses[this.instanceTool[this.callInstance[c] ?? 0] ?? 0] = 0;
    for (let d = 0; d < this.open; d++) this.toolUses[this.instanceTool[this.openInstance[d] ?? 0] ?? 0] = 0;
    this.open = 0;
    this.calls = 0;
    this.inputs = 0;
    this.values = 0;
    this.attempt = attempt;
    this.alone = this.place.group === 1;
    const { weighted } = this.choices;
    const root = this.choices.ofGoal(size);
    if (root.cumulative.length === 0) return false;
    const goal = this.choose(root, 1);
    if (goal < 0) return false;
    if (!this.call(weighted.top, root.first[goal] ?? 0, root.second[goal] ?? 0, 1)) return false;
    while (this.open > 0) {
      const top = this.open - 1;
      const sequence = this.openSequence[top] ?? 0;
      if (sequence === 0) {
        if (!this.finish(top)) return false;
        continue;
      }
      const layer = this.openLayer[top] ?? 0;
      const table = this.choices.ofSequence(layer, sequence, this.openCell[top] ?? 0);
      const option = table.cumulative.length === 1 ? 0 : this.choose(table, this.openFactor[top] ?? 1);
      if (option < 0 || table.cumulative.length === 0) return false;
      const branch = this.model.sequences[sequence]?.[table.first[option] ?? 0];
      if (branch === undefined) return false;
      const cell = table.second[option] ?? 0;
      const rest = table.third[option] ?? 0;
      this.openSequence[top] = branch.next;
      this.openCell[top] = rest;
      let factor = 1;
      if (this.place.group > 1) {
        const { counted } = this.choices;
        factor = (this.openFactor[top] ?? 1) * (counted.sequence[counted.sequenceAt(layer, branch.next) + rest] ?? 1);
      }
      if (cell < weighted.counting.states) {
        if (!this.leaf(top, branch.slot, cell, layer, factor)) return false;
      } else {
        const atoms = this.choices.ofSlot(layer, branch.slot, cell);
        const chosen = atoms.cumulative.length === 1 ? 0 : this.choose(atoms, factor);
        if (chosen < 0) return false;
        this.openFresh[top] = 1;
        if (!this.call(layer, atoms.first[chosen] ?? 0, cell, factor)) return false;
      }
    }
    return true;
  }

  private attempt = 0;

  private choose(table: ChoiceTable, factor: number): number {
    if (this.alone) return search(table.cumulative, this.draws.unit() * table.total);
    const option = descend(this.place, table, this.prefix.unit(), factor);
    if (option >= 0) this.extend(table.hashes[option] ?? 0);
    return option;
  }

  private extend(hash: number): void {
    this.prefix.extend(hash);
    if (this.place.group > 1) return;
    this.alone = true;
    this.draws.seed(this.prefix.a, this.prefix.b, this.attempt);
  }

  /** Opens a call of one of the atom's ports. */
  private call(layer: number, atom: number, cell: number, factor: number): boolean {
    const table = this.choices.ofAtom(layer, atom, cell);
    const around = this.open > 0 ? (this.openTo[this.open - 1] ?? 0) : 0;
    let redraws = this.alone ? REDRAWS : 0;
    for (;;) {
      const option = table.cumulative.length === 1 ? 0 : this.choose(table, factor);
      if (option < 0 || table.cumulative.length === 0) return false;
      const port = table.first[option] ?? 0;
      const instance = this.portInstance[port] ?? 0;
      const tool = this.instanceTool[instance] ?? 0;
      const uses = this.toolUses[tool] ?? 0;
      if (uses >= this.model.limits.eachTool || ((this.fromBits[tool] ?? 0) & around) !== 0) {
        if (redraws-- > 0 && table.cumulative.length > 1) continue;
        return false;
      }
      this.toolUses[tool] = uses + 1;
      const at = this.open++;
      this.openInstance[at] = instance;
      this.openPort[at] = port;
      this.openSequence[at] = this.instanceSequence[instance] ?? 0;
      this.openCell[at] = table.second[option] ?? 0;
      this.openLayer[at] = this.choices.weighted.below(layer);
      this.openFilled[at] = 0;
      this.openFresh[at] = 0;
      this.openHeight[at] = 1;
      this.openFrom[at] = this.fromBits[tool] ?? 0;
      this.openTo[at] = around | (this.toBits[tool] ?? 0);
      this.openFactor[at] = factor;
      return true;
    }
  }

  /** Fills a slot without a call: a fresh input, or a pointer. */
  private leaf(top: number, slot: number, state: number, layer: number, factor: number): boolean {
    const counting = this.choices.weighted.counting;
    const fresh = (this.slotUser[slot] ?? -1) >= 0 && state === counting.freshState;
    const count = state === 0 && this.sharing > 0 ? this.findPointers(top, slot, layer) : 0;
    let option = 0;
    if (count > 0) {
      const total = (fresh ? 1 : 0) + count * this.sharing;
      if (this.alone) {
        const x = this.draws.unit() * total - (fresh ? 1 : 0);
        option = x < 0 ? 0 : 1 + Math.min(count - 1, Math.floor(x / this.sharing));
      } else {
        option = this.allotLeaf(fresh, count, factor);
        if (option < 0) return false;
      }
    } else if (!fresh) return false;
    const filled = this.openFilled[top] ?? 0;
    this.openFilled[top] = filled + 1;
    const into = top * this.widest + filled;
    if (option === 0) {
      this.openFresh[top] = 1;
      this.inputType[this.inputs] = this.slotUser[slot] ?? 0;
      this.openArgs[into] = -1 - this.inputs;
      this.inputs++;
      return true;
    }
    const ref = this.pointed[option - 1] ?? 0;
    this.openArgs[into] = ref;
    if (ref >= 0) {
      const call = Math.floor(ref / this.maxPorts);
      this.openHeight[top] = Math.max(this.openHeight[top] ?? 0, 1 + (this.callHeight[call] ?? 0));
      this.openFrom[top] = (this.openFrom[top] ?? 0) | (this.callFrom[call] ?? 0);
    }
    return true;
  }

  /** Lists what the slot could point to in `pointed`; returns how many. */
  private findPointers(top: number, slot: number, layer: number): number {
    let count = 0;
    const type = this.slotInputs[slot] ?? -1;
    if (type >= 0) {
      for (let i = 0; i < this.inputs; i++) if (this.fits(this.inputType[i] ?? 0, slot, type)) this.pointed[count++] = -1 - i;
    }
    const row = slot * this.model.atoms.length;
    const around = this.openTo[top] ?? 0;
    for (let v = 0; v < this.values; v++) {
      if (this.model.accepts[row + (this.valueAtom[v] ?? 0)] !== 1) continue;
      const ref = this.valueRef[v] ?? 0;
      const call = Math.floor(ref / this.maxPorts);
      if (((this.callFrom[call] ?? 0) & around) !== 0) continue;
      if (this.choices.weighted.layers > 1 && (this.callHeight[call] ?? 0) > layer) continue;
      this.pointed[count++] = ref;
    }
    return count;
  }

  private fits(input: number, slot: number, type: number): boolean {
    const at = slot * this.typeCount + input;
    let known = this.inputFits[at] ?? 0;
    if (known < 0) {
      known = this.model.types.isSubtype(input, type) ? 1 : 0;
      this.inputFits[at] = known;
    }
    return known === 1;
  }

  /** The allotment of a leaf: option 0 is the fresh input, the others are the pointers found. */
  private allotLeaf(fresh: boolean, count: number, factor: number): number {
    const first = fresh ? 0 : 1;
    const options = count + 1 - first;
    const total = (fresh ? 1 : 0) + count * this.sharing;
    const largest = Math.max(fresh ? 1 : 0, this.sharing) / total;
    const even = this.place.group * largest > factor;
    let sum = 0;
    for (let o = 0; o < options; o++) {
      sum += even ? 1 : o + first === 0 ? 1 : this.sharing;
      this.pointedWeights[o] = sum;
    }
    const option = divide(this.place, this.pointedWeights, options, this.place.group / sum, this.prefix.unit());
    if (option < 0) return -1;
    this.extend(mix32(option + first + 1));
    return option + first;
  }

  /** Closes the innermost call; false where an equal call exists. */
  private finish(top: number): boolean {
    const instance = this.openInstance[top] ?? 0;
    const filled = this.openFilled[top] ?? 0;
    const from = top * this.widest;
    if (this.openFresh[top] === 0 && this.existsAlready(instance, from, filled)) return false;
    const call = this.calls++;
    this.callInstance[call] = instance;
    for (let k = 0; k < filled; k++) this.callArgs[call * this.widest + k] = this.openArgs[from + k] ?? 0;
    const height = this.openHeight[top] ?? 1;
    this.callHeight[call] = height;
    this.callFrom[call] = this.openFrom[top] ?? 0;
    const firstPort = this.model.instances[instance]?.firstPort ?? 0;
    const ports = this.model.instances[instance]?.ports ?? 0;
    for (let p = 0; p < ports; p++) {
      this.valueAtom[this.values] = this.model.ports[firstPort + p]?.atom ?? 0;
      this.valueRef[this.values++] = call * this.maxPorts + p;
    }
    this.open = top;
    if (top === 0) return true;
    const outer = top - 1;
    const at = this.openFilled[outer] ?? 0;
    this.openArgs[outer * this.widest + at] = call * this.maxPorts + (this.openPort[top] ?? 0) - firstPort;
    this.openFilled[outer] = at + 1;
    if (height + 1 > (this.openHeight[outer] ?? 0)) this.openHeight[outer] = height + 1;
    this.openFrom[outer] = (this.openFrom[outer] ?? 0) | (this.openFrom[top] ?? 0);
    return true;
  }

  private existsAlready(instance: number, from: number, filled: number): boolean {
    const tool = this.instanceTool[instance];
    for (let c = 0; c < this.calls; c++) {
      if (this.instanceTool[this.callInstance[c] ?? 0] !== tool) continue;
      let same = true;
      for (let k = 0; k < filled && same; k++) same = this.callArgs[c * this.widest + k] === this.openArgs[from + k];
      if (same) return true;
    }
    return false;
  }

  /** The rules on totals that the programme does not hold by itself. */
  private meetsTotals(): boolean {
    const { measures } = this.model.limits;
    const height = this.callHeight[this.calls - 1] ?? 0;
    if (height < measures.depth.min || height > this.heightLimit) return false;
    if (this.inputs < measures.inputs.min || this.inputs > measures.inputs.max) return false;
    for (const counter of this.choices.weighted.counting.left) {
      if (counter.what === 'inputs') continue;
      let sum = 0;
      for (let c = 0; c < this.calls; c++) {
        const tool = this.model.tools[this.instanceTool[this.callInstance[c] ?? 0] ?? 0];
        if (tool !== undefined && counter.tools.has(tool.name)) sum++;
      }
      if (sum < counter.min || sum > counter.max) return false;
    }
    if (measures.joins.min > 0 || measures.joins.max < Infinity) {
      let joins = 0;
      for (let c = 0; c < this.calls; c++) {
        let fed = 0;
        for (let k = 0; k < this.arity(c); k++) if ((this.callArgs[c * this.widest + k] ?? 0) >= 0) fed++;
        if (fed >= 2) joins++;
      }
      if (joins < measures.joins.min || joins > measures.joins.max) return false;
    }
    if (measures.shared.min > 0 || measures.shared.max < Infinity) {
      const shared = this.countShared();
      if (shared < measures.shared.min || shared > measures.shared.max) return false;
    }
    return true;
  }

  private arity(call: number): number {
    const tool = this.instanceTool[this.callInstance[call] ?? 0] ?? 0;
    return this.model.slotParams[tool]?.length ?? 0;
  }

  private countShared(): number {
    const base = this.inputs;
    this.useCounts.fill(0, 0, base + this.calls * this.maxPorts);
    let shared = 0;
    for (let c = 0; c < this.calls; c++) {
      for (let k = 0; k < this.arity(c); k++) {
        const ref = this.callArgs[c * this.widest + k] ?? 0;
        const at = ref < 0 ? -1 - ref : base + ref;
        const uses = (this.useCounts[at] ?? 0) + 1;
        this.useCounts[at] = uses;
        if (uses === 2) shared++;
      }
    }
    return shared;
  }
}
