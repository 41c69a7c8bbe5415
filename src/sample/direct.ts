/**
 * Directed derivation: skeletons of a length in which a certain call, or a certain edge, occurs.
 *
 * The outside weights (`outside.ts`) say in which contexts a node can stand. So a chain of calls is drawn from the target
 * upwards to the goal, every step in proportion to the terms that go through it; the walk is then led down the chain (`spine.ts`)
 * and free everywhere else.
 */
import { Draws } from './keys.js';
import type { Model } from './model.js';
import { Outside } from './outside.js';
import type { Part } from './part.js';
import { Spine, type Division, type SpineCall } from './spine.js';

/** Something that is to occur: a call of `tool`, or one that feeds `param` of `into`. */
export interface Target {
  readonly tool: string;
  readonly into: string | null;
  readonly param: string;
}

interface Index {
  readonly slotsOfAtom: readonly (readonly number[])[];
  /** Sequences and their branches that put a slot next. */
  readonly usesOfSlot: readonly (readonly { readonly sequence: number; readonly branch: number }[])[];
  /** Sequences and their branches that go on with a sequence. */
  readonly usesOfSequence: readonly (readonly { readonly sequence: number; readonly branch: number }[])[];
  readonly portsOfSequence: readonly (readonly number[])[];
}

const indices = new WeakMap<Model, Index>();

function indexOf(model: Model): Index {
  const known = indices.get(model);
  if (known !== undefined) return known;
  const lists = <T>(n: number): T[][] => Array.from({ length: n }, () => []);
  const slotsOfAtom = lists<number>(model.atoms.length);
  const usesOfSlot = lists<{ sequence: number; branch: number }>(model.slots.length);
  const usesOfSequence = lists<{ sequence: number; branch: number }>(model.sequences.length);
  const portsOfSequence = lists<number>(model.sequences.length);
  model.slots.forEach((slot, s) => slot.atoms.forEach((a) => slotsOfAtom[a]?.push(s)));
  model.sequences.forEach((branches, sequence) =>
    branches.forEach(({ slot, next }, branch) => {
      usesOfSlot[slot]?.push({ sequence, branch });
      usesOfSequence[next]?.push({ sequence, branch });
    }),
  );
  model.ports.forEach((port, p) => portsOfSequence[model.instances[port.instance]?.sequence ?? -1]?.push(p));
  const made = { slotsOfAtom, usesOfSlot, usesOfSequence, portsOfSequence };
  indices.set(model, made);
  return made;
}

/** Steps that a chain may take next, each with its weight. */
class Steps<T> {
  private readonly steps: T[] = [];
  private readonly weights: number[] = [];
  total = 0;

  add(weight: number, step: T): void {
    if (!(weight > 0)) return;
    this.steps.push(step);
    this.total += weight;
    this.weights.push(this.total);
  }

  draw(draws: Draws): T | undefined {
    const x = draws.unit() * this.total;
    const at = this.weights.findIndex((w) => w > x);
    return this.steps[at < 0 ? this.steps.length - 1 : at];
  }
}

/** Draws chains to targets in one part, for skeletons of one length. */
export class Director {
  private readonly outside: Outside;
  private readonly index: Index;
  private readonly draws = new Draws();

  constructor(
    private readonly part: Part,
    readonly size: number,
  ) {
    const shares = new Float64Array(part.longest + 1);
    shares[size] = 1;
    this.outside = new Outside(part.weighted, part.fit.weights, shares);
    this.index = indexOf(part.model);
  }

  /** How often the tool is expected in a skeleton of this length. */
  expected(tool: number): number {
    return this.outside.uses[tool] ?? 0;
  }

  /** A chain to the target, by plain draws under the key; null where the length has no tree with it. */
  spine(target: Target, a: number, b: number, attempt: number): Spine | null {
    this.draws.seed(a, b, attempt);
    return target.into === null ? this.toTool(target.tool) : this.toEdge(target.tool, target.into, target.param);
  }

  private toTool(name: string): Spine | null {
    const { weighted, model } = this.part;
    const starts = new Steps<{ port: number; layer: number; cell: number; args: number }>();
    for (const port of this.portsOf(name)) {
      const atom = model.ports[port]?.atom ?? 0;
      for (let layer = 0; layer < weighted.layers; layer++) {
        this.eachCall(port, layer, (cell, args, weight) => {
          starts.add(weight * (this.outside.atom[weighted.atomAt(layer, atom) + cell] ?? 0), { port, layer, cell, args });
        });
      }
    }
    const start = starts.draw(this.draws);
    if (start === undefined) return null;
    const last: SpineCall = { port: start.port, cell: start.args, argument: -1, divisions: [] };
    return this.climb([last], model.ports[start.port]?.atom ?? 0, start.layer, start.cell);
  }

  /** The cells of a port's atom and of its arguments, with the weight that the call has there. */
  private eachCall(port: number, layer: number, visit: (cell: number, args: number, weight: number) => void): void {
    const { weighted, model, fit } = this.part;
    const { counting } = weighted;
    const instance = model.instances[model.ports[port]?.instance ?? 0];
    const under = weighted.below(layer);
    if (instance === undefined || instance.sequence < 0 || under < 0) return;
    const tool = counting.toolState[instance.tool] ?? -1;
    if (tool < 0) return;
    const from = weighted.sequenceAt(under, instance.sequence);
    for (let size = 1; size < weighted.sizes; size++) {
      for (let c = 0; c < counting.states; c++) {
        const args = (size - 1) * counting.states + c;
        const inside = weighted.sequence[from + args] ?? 0;
        const state = inside === 0 ? -1 : (counting.add[tool * counting.states + c] ?? -1);
        if (state >= 0) visit(size * counting.states + state, args, inside * (fit.weights[instance.tool] ?? 0));
      }
    }
  }

  private portsOf(name: string): number[] {
    const { model } = this.part;
    return model.ports.flatMap((port, p) => (model.tools[model.instances[port.instance]?.tool ?? -1]?.name === name ? [p] : []));
  }

  /** Goes on upwards from an atom, in proportion to what goes through it, until the goal is reached. */
  private climb(below: readonly SpineCall[], atom: number, layer: number, cell: number): Spine | null {
    const { weighted, model } = this.part;
    const calls = [...below];
    for (let a = atom, l = layer, c = cell; ; ) {
      const slots = new Steps<number>();
      for (const s of this.index.slotsOfAtom[a] ?? []) slots.add(this.outside.slot[weighted.slotAt(l, s) + c] ?? 0, s);
      const slot = slots.draw(this.draws);
      if (slot === undefined) return null;
      if (slot === model.goal) return new Spine(calls);
      const argument = this.aroundSlot(slot, l, c);
      const found = argument === undefined ? undefined : this.toCall(argument.sequence, l, argument.cell, [argument.division]);
      if (found === undefined) return null;
      calls.unshift(found.call);
      a = model.ports[found.call.port]?.atom ?? 0;
      l = found.layer;
      c = found.cell;
    }
  }

  /** A sequence that begins with the slot. */
  private aroundSlot(slot: number, layer: number, cell: number): { sequence: number; cell: number; division: Division } | undefined {
    const { weighted, model } = this.part;
    const steps = new Steps<{ sequence: number; cell: number; division: Division }>();
    for (const { sequence, branch } of this.index.usesOfSlot[slot] ?? []) {
      const next = model.sequences[sequence]?.[branch]?.next ?? 0;
      this.eachSum(cell, weighted.sequence, weighted.sequenceAt(layer, next), (rest, whole, weight) => {
        steps.add(weight * (this.outside.sequence[weighted.sequenceAt(layer, sequence) + whole] ?? 0), { sequence, cell: whole, division: { branch, slot: cell, rest } });
      });
    }
    return steps.draw(this.draws);
  }

  /** From a sequence of arguments on to the call that they belong to. */
  private toCall(start: number, layer: number, cell: number, divisions: Division[]): { call: SpineCall; layer: number; cell: number } | undefined {
    const { weighted, model, fit } = this.part;
    const { counting } = weighted;
    const above = weighted.layers === 1 ? 0 : layer + 1;
    for (let q = start, c = cell; ; ) {
      const steps = new Steps<{ port: number; cell: number } | { sequence: number; cell: number; division: Division }>();
      const size = Math.floor(c / counting.states);
      for (const port of above < weighted.layers ? (this.index.portsOfSequence[q] ?? []) : []) {
        const tool = model.instances[model.ports[port]?.instance ?? 0]?.tool ?? 0;
        const state = counting.add[(counting.toolState[tool] ?? -1) * counting.states + (c % counting.states)] ?? -1;
        const whole = (size + 1) * counting.states + state;
        if (state < 0 || size + 1 >= weighted.sizes) continue;
        steps.add((fit.weights[tool] ?? 0) * (this.outside.atom[weighted.atomAt(above, model.ports[port]?.atom ?? 0) + whole] ?? 0), { port, cell: whole });
      }
      for (const { sequence, branch } of this.index.usesOfSequence[q] ?? []) {
        const slot = model.sequences[sequence]?.[branch]?.slot ?? 0;
        this.eachSum(c, weighted.slot, weighted.slotAt(layer, slot), (x, whole, weight) => {
          steps.add(weight * (this.outside.sequence[weighted.sequenceAt(layer, sequence) + whole] ?? 0), { sequence, cell: whole, division: { branch, slot: x, rest: c } });
        });
      }
      const step = steps.draw(this.draws);
      if (step === undefined) return undefined;
      if ('port' in step) return { call: { port: step.port, cell: c, argument: divisions.length - 1, divisions }, layer: above, cell: step.cell };
      divisions.unshift(step.division);
      q = step.sequence;
      c = step.cell;
    }
  }

  /** The cells of a table from `at` on that are not zero, with the cell that each makes together with `cell`. */
  private eachSum(cell: number, table: Float64Array, at: number, visit: (other: number, whole: number, weight: number) => void): void {
    const { weighted } = this.part;
    const { states, add } = weighted.counting;
    const size = Math.floor(cell / states);
    for (let y = 0; y < (weighted.sizes - size) * states; y++) {
      const weight = table[at + y] ?? 0;
      const state = weight === 0 ? -1 : (add[(cell % states) * states + (y % states)] ?? -1);
      if (state >= 0) visit(y, (size + Math.floor(y / states)) * states + state, weight);
    }
  }

  /** A chain that ends with `from` feeding `param` of `into`. */
  private toEdge(from: string, into: string, param: string): Spine | null {
    const { weighted, model } = this.part;
    const tool = model.tools.findIndex((t) => t.name === into);
    const at = (model.slotParams[tool] ?? []).findIndex((k) => model.tools[tool]?.params[k]?.name === param);
    const sources = this.portsOf(from);
    const steps = new Steps<{ port: number; args: number; layer: number; cell: number; way: Way }>();
    for (const port of this.portsOf(into)) {
      const sequence = model.instances[model.ports[port]?.instance ?? 0]?.sequence ?? -1;
      if (sequence < 0) continue;
      for (let layer = 0; layer < weighted.layers; layer++) {
        for (const way of this.waysTo(port, sequence, layer, at)) {
          for (const source of sources) {
            const atom = model.ports[source]?.atom ?? 0;
            if (model.accepts[way.slot * model.atoms.length + atom] !== 1) continue;
            this.eachCall(source, layer, (cell, args, weight) => {
              if (cell === way.cell) steps.add(weight * way.weight, { port: source, args, layer, cell, way });
            });
          }
        }
      }
    }
    const step = steps.draw(this.draws);
    if (step === undefined) return null;
    const last: SpineCall = { port: step.port, cell: step.args, argument: -1, divisions: [] };
    const { port, args, divisions, above, whole } = step.way;
    const call: SpineCall = { port, cell: args, argument: at, divisions };
    return this.climb([call, last], model.ports[port]?.atom ?? 0, above, whole);
  }

  /** Every way to come to argument `at` of a call of the port with a call for it, as divisions of its arguments. */
  private waysTo(port: number, sequence: number, layer: number, at: number): Way[] {
    const { weighted, model, fit } = this.part;
    const { counting } = weighted;
    const { states } = counting;
    const above = weighted.layers === 1 ? 0 : layer + 1;
    if (above >= weighted.layers) return [];
    const tool = model.instances[model.ports[port]?.instance ?? 0]?.tool ?? 0;
    const atom = weighted.atomAt(above, model.ports[port]?.atom ?? 0);
    const ways: Way[] = [];
    const down = (q: number, cell: number, weight: number, divisions: readonly Division[], root: { args: number; whole: number }): void => {
      (model.sequences[q] ?? []).forEach(({ slot, next }, branch) => {
        for (let x = 0; x <= cell; x++) {
          const mine = weighted.slot[weighted.slotAt(layer, slot) + x] ?? 0;
          const size = Math.floor(cell / states) - Math.floor(x / states);
          if (mine === 0 || size < 0) continue;
          for (let d = 0; d < states; d++) {
            if (counting.add[(x % states) * states + d] !== cell % states) continue;
            const rest = size * states + d;
            const inside = weighted.sequence[weighted.sequenceAt(layer, next) + rest] ?? 0;
            if (inside === 0) continue;
            const all = [...divisions, { branch, slot: x, rest }];
            if (divisions.length < at) down(next, rest, weight * mine, all, root);
            else if (x >= states) ways.push({ port, slot, cell: x, weight: weight * inside, divisions: all, above, ...root });
          }
        }
      });
    };
    for (let args = states; args < (weighted.sizes - 1) * states; args++) {
      const state = counting.add[(counting.toolState[tool] ?? -1) * states + (args % states)] ?? -1;
      const whole = (Math.floor(args / states) + 1) * states + state;
      const weight = state < 0 ? 0 : (this.outside.atom[atom + whole] ?? 0) * (fit.weights[tool] ?? 0);
      if (weight > 0) down(sequence, args, weight, [], { args, whole });
    }
    return ways;
  }
}

interface Way {
  readonly port: number;
  /** The slot of the argument, and its cell. */
  readonly slot: number;
  readonly cell: number;
  readonly weight: number;
  readonly divisions: readonly Division[];
  /** The call's layer, the cell of its arguments, and its atom's cell. */
  readonly above: number;
  readonly args: number;
  readonly whole: number;
}
