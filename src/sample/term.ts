/**
 * The term under derivation: its open calls from the goal inwards, its finished calls in post-order, and its inputs.
 *
 * All state lives in arrays made once: a walk allocates nothing but the skeleton it yields. A reference to a value is
 * `-1 - input` for an input and `call * maxPorts + port` for a port of a finished call.
 */
import type { Model } from './model.js';

export class Term {
  readonly widest: number;
  readonly maxPorts: number;

  /** How many calls are open; they are numbered from the goal inwards. */
  open = 0;
  readonly openInstance: Int32Array;
  readonly openPort: Int32Array;
  readonly openSequence: Int32Array;
  readonly openCell: Int32Array;
  readonly openLayer: Int32Array;
  readonly openFilled: Int32Array;
  readonly openArgs: Int32Array;
  /** Whether an argument is a fresh input or a fresh call, so that no other call can equal this one. */
  readonly openFresh: Uint8Array;
  readonly openHeight: Int32Array;
  /** Rules `never f ->> g` whose f occurs below, and whose g is this call or one around it. */
  readonly openFrom: Int32Array;
  readonly openTo: Int32Array;
  /** In how many ways the calls around this one can go on: only kept while several places walk together. */
  readonly openFactor: Float64Array;

  /** How many calls are finished. */
  calls = 0;
  inputs = 0;
  /** Arguments that point to a value already made. */
  pointers = 0;
  readonly callInstance: Int32Array;
  readonly callArgs: Int32Array;
  readonly callHeight: Int32Array;
  readonly inputType: Int32Array;
  readonly toolUses: Int32Array;
  private readonly callFrom: Int32Array;

  // The values that pointers may point to: ports of finished calls.
  private values = 0;
  private readonly valueAtom: Int32Array;
  private readonly valueRef: Int32Array;
  /** What the last `findPointers` found. */
  readonly pointed: Int32Array;

  readonly instanceTool: Int32Array;
  private readonly instanceSequence: Int32Array;
  private readonly portInstance: Int32Array;
  private readonly fromBits: Int32Array;
  private readonly toBits: Int32Array;
  private readonly inputFits: Int8Array;
  private readonly typeCount: number;
  private readonly slotInputs: Int32Array;
  private readonly layered: boolean;

  constructor(
    readonly model: Model,
    longest: number,
    layers: number,
  ) {
    this.layered = layers > 1;
    this.widest = model.widest;
    this.maxPorts = model.instances.reduce((most, i) => Math.max(most, i.ports), 1);
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
    this.toolUses = ints(model.tools.length);
    const paths = model.limits.neverPaths.slice(0, PATH_RULES);
    const bits = (side: 'from' | 'to'): Int32Array =>
      Int32Array.from(model.tools, (t) => paths.reduce((mask, r, k) => (r[side].has(t.name) ? mask | (1 << k) : mask), 0));
    this.fromBits = bits('from');
    this.toBits = bits('to');
    this.typeCount = model.types.refs.length;
    this.inputFits = new Int8Array(model.slots.length * this.typeCount).fill(-1);
    this.instanceSequence = Int32Array.from(model.instances, (i) => i.sequence);
    this.instanceTool = Int32Array.from(model.instances, (i) => i.tool);
    this.portInstance = Int32Array.from(model.ports, (p) => p.instance);
    this.slotInputs = Int32Array.from(model.slots, (s) => s.inputs);
  }

  clear(): void {
    for (let c = 0; c < this.calls; c++) this.toolUses[this.toolOf(c)] = 0;
    for (let d = 0; d < this.open; d++) this.toolUses[this.instanceTool[this.openInstance[d] ?? 0] ?? 0] = 0;
    this.open = 0;
    this.calls = 0;
    this.inputs = 0;
    this.pointers = 0;
    this.values = 0;
  }

  /** The tool of a finished call. */
  toolOf(call: number): number {
    return this.instanceTool[this.callInstance[call] ?? 0] ?? 0;
  }

  arity(call: number): number {
    return this.model.slotParams[this.toolOf(call)]?.length ?? 0;
  }

  /** Whether the rules on tools let the port's tool be called here. */
  mayCall(port: number): boolean {
    const tool = this.instanceTool[this.portInstance[port] ?? 0] ?? 0;
    if ((this.toolUses[tool] ?? 0) >= this.model.limits.eachTool) return false;
    const around = this.open > 0 ? (this.openTo[this.open - 1] ?? 0) : 0;
    return ((this.fromBits[tool] ?? 0) & around) === 0;
  }

  /** Opens a call. @param cell of its arguments @param layer of its arguments */
  push(port: number, cell: number, layer: number, factor: number): void {
    const instance = this.portInstance[port] ?? 0;
    const tool = this.instanceTool[instance] ?? 0;
    const around = this.open > 0 ? (this.openTo[this.open - 1] ?? 0) : 0;
    this.toolUses[tool] = (this.toolUses[tool] ?? 0) + 1;
    const at = this.open++;
    this.openInstance[at] = instance;
    this.openPort[at] = port;
    this.openSequence[at] = this.instanceSequence[instance] ?? 0;
    this.openCell[at] = cell;
    this.openLayer[at] = layer;
    this.openFilled[at] = 0;
    this.openFresh[at] = 0;
    this.openHeight[at] = 1;
    this.openFrom[at] = this.fromBits[tool] ?? 0;
    this.openTo[at] = around | (this.toBits[tool] ?? 0);
    this.openFactor[at] = factor;
  }

  /** Fills the innermost open slot with a new input. */
  giveInput(type: number): void {
    const top = this.open - 1;
    const filled = this.openFilled[top] ?? 0;
    this.openFilled[top] = filled + 1;
    this.openFresh[top] = 1;
    this.inputType[this.inputs] = type;
    this.openArgs[top * this.widest + filled] = -1 - this.inputs;
    this.inputs++;
  }

  /** Fills the innermost open slot with a value already made. */
  giveValue(ref: number): void {
    const top = this.open - 1;
    const filled = this.openFilled[top] ?? 0;
    this.openFilled[top] = filled + 1;
    this.openArgs[top * this.widest + filled] = ref;
    this.pointers++;
    if (ref < 0) return;
    const call = Math.floor(ref / this.maxPorts);
    this.openHeight[top] = Math.max(this.openHeight[top] ?? 0, 1 + (this.callHeight[call] ?? 0));
    this.openFrom[top] = (this.openFrom[top] ?? 0) | (this.callFrom[call] ?? 0);
  }

  /**
   * Lists in `pointed` what the innermost open slot could point to; returns how many. One call never takes one value
   * twice: the distance of a city from itself, or the sum of a price and that price, is asked by nobody, and many tools
   * refuse it.
   */
  findPointers(slot: number, layer: number): number {
    let count = 0;
    const type = this.slotInputs[slot] ?? -1;
    if (type >= 0) {
      for (let i = 0; i < this.inputs; i++) if (this.fits(this.inputType[i] ?? 0, slot, type) && !this.isTaken(-1 - i)) this.pointed[count++] = -1 - i;
    }
    const row = slot * this.model.atoms.length;
    const around = this.openTo[this.open - 1] ?? 0;
    for (let v = 0; v < this.values; v++) {
      if (this.model.accepts[row + (this.valueAtom[v] ?? 0)] !== 1) continue;
      const ref = this.valueRef[v] ?? 0;
      const call = Math.floor(ref / this.maxPorts);
      if (((this.callFrom[call] ?? 0) & around) !== 0) continue;
      if (this.layered && (this.callHeight[call] ?? 0) > layer) continue;
      if (!this.isTaken(ref)) this.pointed[count++] = ref;
    }
    return count;
  }

  /** Whether the innermost open call has the value for another parameter. */
  private isTaken(ref: number): boolean {
    const top = this.open - 1;
    const from = top * this.widest;
    const end = from + (this.openFilled[top] ?? 0);
    for (let at = from; at < end; at++) if (this.openArgs[at] === ref) return true;
    return false;
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

  /** Closes the innermost call; false where an equal call exists. */
  finish(): boolean {
    const top = this.open - 1;
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
    this.openFresh[outer] = 1;
    if (height + 1 > (this.openHeight[outer] ?? 0)) this.openHeight[outer] = height + 1;
    this.openFrom[outer] = (this.openFrom[outer] ?? 0) | (this.openFrom[top] ?? 0);
    return true;
  }

  private existsAlready(instance: number, from: number, filled: number): boolean {
    const tool = this.instanceTool[instance];
    for (let c = 0; c < this.calls; c++) {
      if (this.toolOf(c) !== tool) continue;
      let same = true;
      for (let k = 0; k < filled && same; k++) same = this.callArgs[c * this.widest + k] === this.openArgs[from + k];
      if (same) return true;
    }
    return false;
  }
}

/** How many rules on paths fit a word of bits; those beyond are tested on the finished term. */
export const PATH_RULES = 31;
