/**
 * In which ways a call can stand as one certain argument of a certain tool: for each slot that the argument can be and
 * each cell, the summed weight of all that stands around it, the call above and its other arguments included.
 *
 * The arguments before it are summed from the call downwards (`levels`), those behind it by the inside weights; so the
 * weights of any tool that may feed the argument need only be multiplied in, and the way that was chosen is found again
 * by going the levels upwards.
 */
import type { Draws } from './keys.js';
import type { Model } from './model.js';
import type { Outside } from './outside.js';
import type { Programme } from './programme.js';
import type { Division, SpineCall } from './spine.js';
import { Wheel } from './wheel.js';

/** Sequences of one level, each with the weight of all that stands before and around it, by cell. */
type Level = ReadonlyMap<number, Float64Array>;

/** What stands around an argument, for calls of one instance whose arguments are in one layer. */
export interface Context {
  readonly instance: number;
  /** The layer of the arguments. */
  readonly layer: number;
  readonly levels: readonly Level[];
  /** For each slot that the argument can be, the weight of what is around it, by cell. */
  readonly around: ReadonlyMap<number, Float64Array>;
}

/** The call that an argument belongs to, and where that call stands. */
export interface Found {
  readonly call: SpineCall;
  readonly atom: number;
  readonly layer: number;
  readonly cell: number;
}

export class ArgumentContexts {
  private readonly model: Model;
  private readonly wheel = new Wheel();
  private readonly known = new Map<number, readonly Context[]>();

  constructor(
    private readonly programme: Programme,
    private readonly outside: Outside,
    private readonly weights: Float64Array,
  ) {
    this.model = programme.model;
  }

  /** @param tool of the model @param argument which of its slots */
  of(tool: number, argument: number): readonly Context[] {
    const key = tool * this.model.widest + argument;
    let made = this.known.get(key);
    if (made === undefined) this.known.set(key, (made = this.make(tool, argument)));
    return made;
  }

  private make(tool: number, argument: number): Context[] {
    const made: Context[] = [];
    this.model.instances.forEach((instance, at) => {
      if (instance.tool !== tool || instance.sequence < 0) return;
      for (let layer = 0; layer < this.programme.layers; layer++) {
        const levels = this.levelsOf(at, layer, argument);
        const around = levels === null ? null : this.aroundOf(levels[argument], layer);
        if (levels !== null && around !== null && around.size > 0) made.push({ instance: at, layer, levels, around });
      }
    });
    return made;
  }

  /** The layer of a call whose arguments are in `layer`; past the top where there is none. */
  private above(layer: number): number {
    return this.programme.layers === 1 ? 0 : layer + 1;
  }

  private levelsOf(instance: number, layer: number, argument: number): Level[] | null {
    const { programme, model } = this;
    const { cells, sums } = programme;
    const first = new Float64Array(cells);
    let any = false;
    for (let args = 0; args < cells; args++) {
      let sum = 0;
      const whole = this.wholeOf(instance, layer, args);
      if (whole >= 0) for (const port of this.portsOf(instance)) sum += this.outside.atom[programme.atomAt(this.above(layer), model.ports[port]?.atom ?? 0) + whole] ?? 0;
      first[args] = sum * (this.weights[model.instances[instance]?.tool ?? 0] ?? 0);
      any ||= sum > 0;
    }
    if (!any) return null;
    const levels: Level[] = [new Map([[model.instances[instance]?.sequence ?? 0, first]])];
    for (let j = 0; j < argument; j++) {
      const next = new Map<number, Float64Array>();
      for (const [sequence, weights] of levels[j] ?? []) {
        for (const branch of model.sequences[sequence] ?? []) {
          let into = next.get(branch.next);
          if (into === undefined) next.set(branch.next, (into = new Float64Array(cells)));
          const slot = programme.slotAt(layer, branch.slot);
          for (let x = 0; x < cells; x++) {
            const inside = programme.slot[slot + x] ?? 0;
            if (inside === 0) continue;
            for (let rest = 0; rest < cells; rest++) {
              const whole = sums[x * cells + rest] ?? -1;
              if (whole >= 0) into[rest] = (into[rest] ?? 0) + inside * (weights[whole] ?? 0);
            }
          }
        }
      }
      levels.push(next);
    }
    return levels;
  }

  private aroundOf(level: Level | undefined, layer: number): Map<number, Float64Array> {
    const { programme, model } = this;
    const { cells, sums } = programme;
    const around = new Map<number, Float64Array>();
    for (const [sequence, weights] of level ?? []) {
      for (const branch of model.sequences[sequence] ?? []) {
        let into = around.get(branch.slot);
        if (into === undefined) around.set(branch.slot, (into = new Float64Array(cells)));
        const right = programme.sequenceAt(layer, branch.next);
        for (let rest = 0; rest < cells; rest++) {
          const inside = programme.sequence[right + rest] ?? 0;
          if (inside === 0) continue;
          for (let x = 0; x < cells; x++) {
            const whole = sums[rest * cells + x] ?? -1;
            if (whole >= 0) into[x] = (into[x] ?? 0) + inside * (weights[whole] ?? 0);
          }
        }
      }
    }
    return around;
  }

  /** The cell of a call, given that of its arguments; -1 where the programme has none. */
  private wholeOf(instance: number, layer: number, args: number): number {
    const { programme } = this;
    if (this.above(layer) >= programme.layers) return -1;
    return programme.withCall(this.model.instances[instance]?.tool ?? 0, args);
  }

  private *portsOf(instance: number): Generator<number> {
    const { firstPort, ports } = this.model.instances[instance] ?? { firstPort: 0, ports: 0 };
    for (let p = firstPort; p < firstPort + ports; p++) yield p;
  }

  /** The call around an argument that is in the slot with the cell, drawn in proportion to the weights. */
  find(context: Context, slot: number, cell: number, draws: Draws): Found | null {
    const { programme, model, wheel } = this;
    const { layer, levels } = context;
    const { cells, sums } = programme;
    const argument = levels.length - 1;
    const divisions: Division[] = [];
    let sequence = -1;
    let at = -1;
    // The division that gives the argument its slot.
    wheel.spin(context.around.get(slot)?.[cell] ?? 0, draws);
    let stopped = false;
    let last: Division = { branch: 0, slot: cell, rest: 0 };
    for (const [q, weights] of levels[argument] ?? []) {
      const branches = model.sequences[q] ?? [];
      for (let b = 0; b < branches.length && !stopped; b++) {
        const branch = branches[b];
        if (branch?.slot !== slot) continue;
        const right = programme.sequenceAt(layer, branch.next);
        for (let rest = 0; rest < cells; rest++) {
          const inside = programme.sequence[right + rest] ?? 0;
          const whole = inside === 0 ? -1 : (sums[cell * cells + rest] ?? -1);
          const weight = whole < 0 ? 0 : inside * (weights[whole] ?? 0);
          if (weight === 0) continue;
          sequence = q;
          at = whole;
          last = { branch: b, slot: cell, rest };
          if ((stopped = wheel.stopsAt(weight))) break;
        }
      }
      if (stopped) break;
    }
    if (sequence < 0) return null;
    divisions.push(last);
    // The divisions of the arguments before it, the nearest first.
    for (let j = argument - 1; j >= 0; j--) {
      wheel.spin(levels[j + 1]?.get(sequence)?.[at] ?? 0, draws);
      let from = -1;
      let whole = -1;
      stopped = false;
      for (const [q, weights] of levels[j] ?? []) {
        const branches = model.sequences[q] ?? [];
        for (let b = 0; b < branches.length && !stopped; b++) {
          const branch = branches[b];
          if (branch?.next !== sequence) continue;
          const left = programme.slotAt(layer, branch.slot);
          for (let x = 0; x < cells; x++) {
            const inside = programme.slot[left + x] ?? 0;
            const sum = inside === 0 ? -1 : (sums[at * cells + x] ?? -1);
            const weight = sum < 0 ? 0 : inside * (weights[sum] ?? 0);
            if (weight === 0) continue;
            from = q;
            whole = sum;
            last = { branch: b, slot: x, rest: at };
            if ((stopped = wheel.stopsAt(weight))) break;
          }
        }
        if (stopped) break;
      }
      if (from < 0) return null;
      divisions.unshift(last);
      sequence = from;
      at = whole;
    }
    return this.findPort(context, at, divisions, argument, draws);
  }

  private findPort(context: Context, args: number, divisions: readonly Division[], argument: number, draws: Draws): Found | null {
    const { programme, model, wheel } = this;
    const layer = this.above(context.layer);
    const cell = this.wholeOf(context.instance, context.layer, args);
    let total = 0;
    const weightOf = (port: number): number => this.outside.atom[programme.atomAt(layer, model.ports[port]?.atom ?? 0) + cell] ?? 0;
    for (const port of this.portsOf(context.instance)) total += weightOf(port);
    wheel.spin(total, draws);
    let found = -1;
    for (const port of this.portsOf(context.instance)) {
      const weight = weightOf(port);
      if (weight === 0) continue;
      found = port;
      if (wheel.stopsAt(weight)) break;
    }
    if (found < 0) return null;
    return { call: { port: found, cell: args, argument, divisions }, atom: model.ports[found]?.atom ?? 0, layer, cell };
  }
}
