/**
 * Directed derivation: skeletons of a length in which a certain tool, or a certain edge, occurs.
 *
 * The outside weights (`outside.ts`) say in which contexts a node can stand. So a chain of calls is drawn from the target
 * upwards to the goal, every step in proportion to the terms that go through it; the walk is then led down the chain
 * (`spine.ts`) and free everywhere else.
 *
 * A target of weight zero occurs in no skeleton of the length at all: the programme leaves nothing out, and where an
 * edge is made by a pointer, the call pointed to could stand there itself and leave a pointer behind.
 */
import { search } from './allot.js';
import { ArgumentContexts, type Context, type Found } from './contexts.js';
import type { Draws } from './keys.js';
import type { Model } from './model.js';
import { Outside } from './outside.js';
import type { Part } from './part.js';
import { Spine, type Division, type SpineCall } from './spine.js';
import { Wheel } from './wheel.js';

interface Use {
  readonly sequence: number;
  readonly branch: number;
}

interface Index {
  readonly slotsOfAtom: readonly (readonly number[])[];
  /** Sequences and their branches that put a slot next. */
  readonly usesOfSlot: readonly (readonly Use[])[];
  /** Sequences and their branches that go on with a sequence. */
  readonly usesOfSequence: readonly (readonly Use[])[];
  readonly portsOfSequence: readonly (readonly number[])[];
  readonly portsOfTool: readonly (readonly number[])[];
}

const indices = new WeakMap<Model, Index>();

function indexOf(model: Model): Index {
  const known = indices.get(model);
  if (known !== undefined) return known;
  const lists = <T>(n: number): T[][] => Array.from({ length: n }, () => []);
  const slotsOfAtom = lists<number>(model.atoms.length);
  const usesOfSlot = lists<Use>(model.slots.length);
  const usesOfSequence = lists<Use>(model.sequences.length);
  const portsOfSequence = lists<number>(model.sequences.length);
  const portsOfTool = lists<number>(model.tools.length);
  model.slots.forEach((slot, s) => slot.atoms.forEach((a) => slotsOfAtom[a]?.push(s)));
  model.sequences.forEach((branches, sequence) =>
    branches.forEach(({ slot, next }, branch) => {
      usesOfSlot[slot]?.push({ sequence, branch });
      usesOfSequence[next]?.push({ sequence, branch });
    }),
  );
  model.ports.forEach((port, p) => {
    const instance = model.instances[port.instance];
    if (instance === undefined || instance.sequence < 0) return;
    portsOfSequence[instance.sequence]?.push(p);
    portsOfTool[instance.tool]?.push(p);
  });
  const made = { slotsOfAtom, usesOfSlot, usesOfSequence, portsOfSequence, portsOfTool };
  indices.set(model, made);
  return made;
}

/** The ways to call a port: the cell of the arguments, that of the call, and the weight of the call with all below it. */
interface Calls {
  readonly args: Int32Array;
  readonly cells: Int32Array;
  readonly weights: Float64Array;
}

/** Draws chains to targets in one part, for skeletons of one length. Tools and arguments are the model's numbers. */
export class Director {
  private readonly outside: Outside;
  private readonly contexts: ArgumentContexts;
  private readonly index: Index;
  private readonly model: Model;
  private readonly wheel = new Wheel();
  private readonly calls: (Calls | undefined)[];

  constructor(
    private readonly part: Part,
    readonly size: number,
  ) {
    const shares = new Float64Array(part.longest + 1);
    shares[size] = 1;
    this.model = part.model;
    this.outside = new Outside(part.weighted, part.fit.weights, shares);
    this.contexts = new ArgumentContexts(part.weighted, this.outside, part.fit.weights);
    this.index = indexOf(part.model);
    this.calls = new Array<Calls | undefined>(part.model.ports.length * part.weighted.layers);
  }

  /** How often the tool is expected in a skeleton of this length; zero only where it can occur in none. */
  expected(tool: number): number {
    return this.outside.uses[tool] ?? 0;
  }

  /** Whether a call of `from` can stand as that argument of `into` in any skeleton of this length. */
  hasEdge(from: number, into: number, argument: number): boolean {
    return this.contexts.of(into, argument).some((context) => this.eachWay(from, context, () => true));
  }

  /** A chain to a call of the tool; null where the length has none. */
  toTool(tool: number, draws: Draws): Spine | null {
    const { weighted } = this.part;
    this.wheel.spin(this.expected(tool), draws);
    let found: { readonly port: number; readonly layer: number; readonly call: Calls; readonly at: number } | null = null;
    let stopped = false;
    for (const port of this.index.portsOfTool[tool] ?? []) {
      const atom = this.model.ports[port]?.atom ?? 0;
      for (let layer = 0; layer < weighted.layers && !stopped; layer++) {
        const call = this.callsOf(port, layer);
        for (let at = 0; at < call.cells.length && !stopped; at++) {
          const weight = (call.weights[at] ?? 0) * (this.outside.atom[weighted.atomAt(layer, atom) + (call.cells[at] ?? 0)] ?? 0);
          if (weight === 0) continue;
          found = { port, layer, call, at };
          stopped = this.wheel.stopsAt(weight);
        }
      }
      if (stopped) break;
    }
    if (found === null) return null;
    const { port, layer, call, at } = found;
    return this.climb([{ port, cell: call.args[at] ?? 0, argument: -1, divisions: [] }], this.model.ports[port]?.atom ?? 0, layer, call.cells[at] ?? 0, draws);
  }

  /** Chains that end with a call of `from` as that argument of a call of `into`. */
  toEdge(from: number, into: number, argument: number): (draws: Draws) => Spine | null {
    const ways: { readonly context: Context; readonly slot: number; readonly port: number; readonly call: Calls; readonly at: number }[] = [];
    const cumulative: number[] = [];
    let sum = 0;
    for (const context of this.contexts.of(into, argument)) {
      this.eachWay(from, context, (weight, slot, port, call, at) => {
        ways.push({ context, slot, port, call, at });
        cumulative.push((sum += weight));
        return false;
      });
    }
    const sums = Float64Array.from(cumulative);
    return (draws) => {
      const way = ways[search(sums, draws.unit() * sum)];
      if (way === undefined) return null;
      const { context, slot, port, call, at } = way;
      const around = this.contexts.find(context, slot, call.cells[at] ?? 0, draws);
      if (around === null) return null;
      return this.climb([around.call, { port, cell: call.args[at] ?? 0, argument: -1, divisions: [] }], around.atom, around.layer, around.cell, draws);
    };
  }

  /** Offers every way of `from` to stand in the context, until `visit` says to stop. */
  private eachWay(from: number, context: Context, visit: (weight: number, slot: number, port: number, call: Calls, at: number) => boolean): boolean {
    const { model } = this;
    for (const [slot, around] of context.around) {
      for (const port of this.index.portsOfTool[from] ?? []) {
        if (model.accepts[slot * model.atoms.length + (model.ports[port]?.atom ?? 0)] !== 1) continue;
        const call = this.callsOf(port, context.layer);
        for (let at = 0; at < call.cells.length; at++) {
          const weight = (call.weights[at] ?? 0) * (around[call.cells[at] ?? 0] ?? 0);
          if (weight > 0 && visit(weight, slot, port, call, at)) return true;
        }
      }
    }
    return false;
  }

  /** The calls of a port in slots of a layer, by the cell of their arguments. */
  private callsOf(port: number, layer: number): Calls {
    const { weighted, fit } = this.part;
    const key = port * weighted.layers + layer;
    const known = this.calls[key];
    if (known !== undefined) return known;
    const under = weighted.below(layer);
    const instance = this.model.instances[this.model.ports[port]?.instance ?? 0];
    const args: number[] = [];
    const cells: number[] = [];
    const weights: number[] = [];
    if (under >= 0 && instance !== undefined && instance.sequence >= 0) {
      const from = weighted.sequenceAt(under, instance.sequence);
      for (let a = 0; a < weighted.cells; a++) {
        const inside = weighted.sequence[from + a] ?? 0;
        const cell = inside === 0 ? -1 : weighted.withCall(instance.tool, a);
        if (cell < 0) continue;
        args.push(a);
        cells.push(cell);
        weights.push(inside * (fit.weights[instance.tool] ?? 0));
      }
    }
    return (this.calls[key] = { args: Int32Array.from(args), cells: Int32Array.from(cells), weights: Float64Array.from(weights) });
  }

  /** Goes on upwards from an atom, in proportion to what goes through it, until the goal is reached. */
  private climb(below: readonly SpineCall[], atom: number, layer: number, cell: number, draws: Draws): Spine | null {
    const { weighted } = this.part;
    const calls = [...below];
    for (let a = atom, l = layer, c = cell; ; ) {
      this.wheel.spin(this.outside.atom[weighted.atomAt(l, a) + c] ?? 0, draws);
      let slot = -1;
      for (const s of this.index.slotsOfAtom[a] ?? []) {
        const weight = this.outside.slot[weighted.slotAt(l, s) + c] ?? 0;
        if (weight === 0) continue;
        slot = s;
        if (this.wheel.stopsAt(weight)) break;
      }
      if (slot < 0) return null;
      if (slot === this.model.goal) return new Spine(calls);
      const found = this.aroundSlot(slot, l, c, draws);
      if (found === null) return null;
      calls.unshift(found.call);
      a = found.atom;
      l = found.layer;
      c = found.cell;
    }
  }

  /** A call with the slot as one of its arguments. */
  private aroundSlot(slot: number, layer: number, cell: number, draws: Draws): Found | null {
    const { weighted } = this.part;
    this.wheel.spin(this.outside.slot[weighted.slotAt(layer, slot) + cell] ?? 0, draws);
    let sequence = -1;
    let whole = -1;
    let division: Division = { branch: 0, slot: cell, rest: 0 };
    let stopped = false;
    for (const use of this.index.usesOfSlot[slot] ?? []) {
      const next = this.model.sequences[use.sequence]?.[use.branch]?.next ?? 0;
      const inside = weighted.sequenceAt(layer, next);
      const outside = weighted.sequenceAt(layer, use.sequence);
      for (let rest = 0; rest < weighted.cells; rest++) {
        const mine = weighted.sequence[inside + rest] ?? 0;
        const sum = mine === 0 ? -1 : (weighted.sums[cell * weighted.cells + rest] ?? -1);
        const weight = sum < 0 ? 0 : mine * (this.outside.sequence[outside + sum] ?? 0);
        if (weight === 0) continue;
        sequence = use.sequence;
        whole = sum;
        division = { branch: use.branch, slot: cell, rest };
        if ((stopped = this.wheel.stopsAt(weight))) break;
      }
      if (stopped) break;
    }
    return sequence < 0 ? null : this.toCall(sequence, layer, whole, division, draws);
  }

  /** From a sequence of arguments, the last of which is the chain's, on to the call that they belong to. */
  private toCall(start: number, layer: number, cell: number, argument: Division, draws: Draws): Found | null {
    const { weighted, fit } = this.part;
    const { model } = this;
    const above = weighted.layers === 1 ? 0 : layer + 1;
    const divisions: Division[] = [argument];
    for (let q = start, c = cell; ; ) {
      this.wheel.spin(this.outside.sequence[weighted.sequenceAt(layer, q) + c] ?? 0, draws);
      let port = -1;
      let before: { readonly sequence: number; readonly cell: number; readonly division: Division } | null = null;
      let stopped = false;
      for (const p of above < weighted.layers ? (this.index.portsOfSequence[q] ?? []) : []) {
        const tool = model.instances[model.ports[p]?.instance ?? 0]?.tool ?? 0;
        const whole = weighted.withCall(tool, c);
        const weight = whole < 0 ? 0 : (fit.weights[tool] ?? 0) * (this.outside.atom[weighted.atomAt(above, model.ports[p]?.atom ?? 0) + whole] ?? 0);
        if (weight === 0) continue;
        port = p;
        if ((stopped = this.wheel.stopsAt(weight))) break;
      }
      for (const use of stopped ? [] : (this.index.usesOfSequence[q] ?? [])) {
        const left = weighted.slotAt(layer, model.sequences[use.sequence]?.[use.branch]?.slot ?? 0);
        const outside = weighted.sequenceAt(layer, use.sequence);
        for (let x = 0; x < weighted.cells; x++) {
          const mine = weighted.slot[left + x] ?? 0;
          const sum = mine === 0 ? -1 : (weighted.sums[c * weighted.cells + x] ?? -1);
          const weight = sum < 0 ? 0 : mine * (this.outside.sequence[outside + sum] ?? 0);
          if (weight === 0) continue;
          before = { sequence: use.sequence, cell: sum, division: { branch: use.branch, slot: x, rest: c } };
          if ((stopped = this.wheel.stopsAt(weight))) break;
        }
        if (stopped) break;
      }
      if (before === null) {
        if (port < 0) return null;
        const instance = model.instances[model.ports[port]?.instance ?? 0];
        const call: SpineCall = { port, cell: c, argument: divisions.length - 1, divisions };
        return { call, atom: model.ports[port]?.atom ?? 0, layer: above, cell: weighted.withCall(instance?.tool ?? 0, c) };
      }
      divisions.unshift(before.division);
      q = before.sequence;
      c = before.cell;
    }
  }
}
