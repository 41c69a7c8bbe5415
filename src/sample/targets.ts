/**
 * What `cover` asks for, as numbers: every tool of a set, or every edge of its composition graph, which is a tool, another
 * that takes its result or a field of it, and the parameter that takes it. Edges that a rule on edges or sources forbids
 * are not in the graph.
 */
import type { TaskSetIR } from '../ir/ir.js';
import { mix32 } from '../runtime/permutation.js';
import { nameHash } from './keys.js';
import type { Model } from './model.js';
import type { Term } from './term.js';

/** A tool, or an edge. */
export type TargetName = { readonly tool: string } | { readonly from: string; readonly into: string; readonly param: string };

/** An edge in the model's numbers; `from` alone is a tool. */
export interface Target {
  readonly from: number;
  readonly into: number;
  readonly argument: number;
}

export class Targets {
  /** All of them, in a keyed order of their names. */
  readonly all: readonly number[];
  private readonly edges: boolean;
  private readonly model: Model;
  /** The number of each tool's first slot, counted through all tools; one more for the end. */
  private readonly firstSlot: Int32Array;
  private readonly slots: number;

  /** @param models one a part of the set: all have the same tools */
  constructor(of: NonNullable<TaskSetIR['cover']>, models: readonly [Model, ...Model[]], salt: number) {
    this.edges = of === 'edges';
    this.model = models[0];
    const { tools, slotParams } = this.model;
    this.firstSlot = new Int32Array(tools.length + 1);
    slotParams.forEach((params, t) => (this.firstSlot[t + 1] = (this.firstSlot[t] ?? 0) + params.length));
    this.slots = this.firstSlot[tools.length] ?? 0;
    const found = new Set<number>(this.edges ? [] : tools.keys());
    if (this.edges) for (const model of models) this.addEdges(model, found);
    const hashes = tools.map((t) => nameHash(t.name));
    const order = new Map<number, number>();
    for (const id of found) {
      const { from, into, argument } = this.read(id);
      const edge = this.edges ? mix32((hashes[into] ?? 0) ^ nameHash(this.paramName(into, argument))) : 0;
      order.set(id, mix32((hashes[from] ?? 0) ^ Math.imul(edge, 0x9e3779b1) ^ salt));
    }
    this.all = [...found].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0) || a - b);
  }

  private addEdges(model: Model, found: Set<number>): void {
    const feeders = model.atoms.map((ports) => {
      const tools = ports.flatMap((p) => {
        const instance = model.instances[model.ports[p]?.instance ?? 0];
        return instance === undefined || instance.sequence < 0 ? [] : [instance.tool];
      });
      return [...new Set(tools)];
    });
    for (const instance of model.instances) {
      let level = new Set(instance.sequence < 0 ? [] : [instance.sequence]);
      for (let slot = this.firstSlot[instance.tool] ?? 0; level.size > 0 && slot < (this.firstSlot[instance.tool + 1] ?? 0); slot++) {
        const next = new Set<number>();
        for (const sequence of level) {
          for (const branch of model.sequences[sequence] ?? []) {
            next.add(branch.next);
            for (const atom of model.slots[branch.slot]?.atoms ?? []) for (const tool of feeders[atom] ?? []) found.add(tool * this.slots + slot);
          }
        }
        level = next;
      }
    }
  }

  read(id: number): Target {
    if (!this.edges) return { from: id, into: -1, argument: -1 };
    const slot = id % this.slots;
    let low = 0;
    let high = this.model.tools.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.firstSlot[middle] ?? 0) <= slot) low = middle;
      else high = middle - 1;
    }
    return { from: Math.floor(id / this.slots), into: low, argument: slot - (this.firstSlot[low] ?? 0) };
  }

  name(id: number): TargetName {
    const { from, into, argument } = this.read(id);
    const name = (tool: number): string => this.model.tools[tool]?.name ?? '';
    return this.edges ? { from: name(from), into: name(into), param: this.paramName(into, argument) } : { tool: name(from) };
  }

  /** Calls back with each target that the finished term holds, some of them more than once. */
  each(term: Term, visit: (id: number) => void): void {
    for (let c = 0; c < term.calls; c++) {
      const tool = term.toolOf(c);
      if (!this.edges) {
        visit(tool);
        continue;
      }
      const first = this.firstSlot[tool] ?? 0;
      const arity = term.arity(c);
      for (let k = 0; k < arity; k++) {
        const ref = term.callArgs[c * term.widest + k] ?? -1;
        if (ref >= 0) visit(term.toolOf(Math.floor(ref / term.maxPorts)) * this.slots + first + k);
      }
    }
  }

  private paramName(tool: number, argument: number): string {
    return this.model.tools[tool]?.params[this.model.slotParams[tool]?.[argument] ?? -1]?.name ?? '';
  }
}
