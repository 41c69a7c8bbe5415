/** What is tested on a finished term: the rules on totals that the programme does not hold by itself, and its hash. */
import type { Counting } from './counting.js';
import { mix32 } from '../runtime/permutation.js';
import { nameHash } from './keys.js';
import type { EdgeRule } from './limits.js';
import { PATH_RULES, type Term } from './term.js';

export class Totals {
  private readonly useCounts: Int32Array;
  private readonly toolHashes: Int32Array;
  private readonly portHashes: Int32Array;
  private readonly morePaths: readonly EdgeRule[];
  private readonly counted: readonly { readonly tools: Uint8Array; readonly min: number; readonly max: number }[];

  constructor(
    private readonly term: Term,
    counting: Counting,
    longest: number,
  ) {
    const { model } = term;
    this.useCounts = new Int32Array((longest + 1) * (term.widest + 1));
    this.toolHashes = Int32Array.from(model.tools, (t) => nameHash(t.name));
    this.portHashes = Int32Array.from(model.ports, (p) => p.hash);
    this.morePaths = model.limits.neverPaths.slice(PATH_RULES);
    this.counted = counting.left
      .filter((c) => c.what === 'tools')
      .map((c) => ({ tools: Uint8Array.from(model.tools, (t) => (c.tools.has(t.name) ? 1 : 0)), min: c.min, max: c.max }));
  }

  /** Whether the finished term keeps the rules on totals. */
  met(): boolean {
    const { term } = this;
    const { measures } = term.model.limits;
    const height = term.callHeight[term.calls - 1] ?? 0;
    if (height < measures.depth.min || height > measures.depth.max) return false;
    if (term.inputs < measures.inputs.min || term.inputs > measures.inputs.max) return false;
    for (const { tools, min, max } of this.counted) {
      let sum = 0;
      for (let c = 0; c < term.calls; c++) sum += tools[term.toolOf(c)] ?? 0;
      if (sum < min || sum > max) return false;
    }
    if (measures.joins.min > 0 || measures.joins.max < Infinity) {
      const joins = this.countJoins();
      if (joins < measures.joins.min || joins > measures.joins.max) return false;
    }
    if (measures.shared.min > 0 || measures.shared.max < Infinity) {
      const shared = this.countShared();
      if (shared < measures.shared.min || shared > measures.shared.max) return false;
    }
    return this.morePaths.every((rule) => this.keepsPath(rule));
  }

  private countJoins(): number {
    const { term } = this;
    let joins = 0;
    for (let c = 0; c < term.calls; c++) {
      let fed = 0;
      const arity = term.arity(c);
      for (let k = 0; k < arity; k++) if ((term.callArgs[c * term.widest + k] ?? 0) >= 0) fed++;
      if (fed >= 2) joins++;
    }
    return joins;
  }

  private countShared(): number {
    const { term, useCounts } = this;
    useCounts.fill(0, 0, term.inputs + term.calls);
    let shared = 0;
    for (let c = 0; c < term.calls; c++) {
      const arity = term.arity(c);
      for (let k = 0; k < arity; k++) {
        const ref = term.callArgs[c * term.widest + k] ?? 0;
        const at = ref < 0 ? -1 - ref : term.inputs + Math.floor(ref / term.maxPorts);
        const uses = (useCounts[at] ?? 0) + 1;
        useCounts[at] = uses;
        if (uses === 2) shared++;
      }
    }
    return shared;
  }

  private keepsPath(rule: EdgeRule): boolean {
    const { term } = this;
    const behind: boolean[] = [];
    for (let c = 0; c < term.calls; c++) {
      let mine = false;
      const arity = term.arity(c);
      for (let k = 0; k < arity; k++) {
        const ref = term.callArgs[c * term.widest + k] ?? 0;
        if (ref < 0) continue;
        const call = Math.floor(ref / term.maxPorts);
        mine ||= (behind[call] ?? false) || rule.from.has(term.model.tools[term.toolOf(call)]?.name ?? '');
      }
      behind.push(mine);
      if (mine && rule.to.has(term.model.tools[term.toolOf(c)]?.name ?? '')) return false;
    }
    return true;
  }

  /** A 32-bit hash of the finished term, made of names and of the term's own numbering only. */
  hash(): number {
    const { term } = this;
    let h = this.portHashes[term.openPort[0] ?? 0] ?? 0;
    for (let c = 0; c < term.calls; c++) {
      h = Math.imul(h ^ (this.toolHashes[term.toolOf(c)] ?? 0), 0x9e3779b1);
      h ^= h >>> 15;
      const instance = term.callInstance;
      const arity = term.arity(c);
      for (let k = 0; k < arity; k++) {
        const ref = term.callArgs[c * term.widest + k] ?? 0;
        let word = ref;
        if (ref >= 0) {
          const call = Math.floor(ref / term.maxPorts);
          const first = term.model.instances[instance[call] ?? 0]?.firstPort ?? 0;
          word = Math.imul(call + 1, 0x27d4eb2f) ^ (this.portHashes[first + (ref % term.maxPorts)] ?? 0);
        }
        h = Math.imul(h ^ word, 0x85ebca6b);
        h ^= h >>> 13;
      }
    }
    return mix32(h);
  }
}
