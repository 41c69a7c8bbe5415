/**
 * One part of a set's mix: its rules, its grammar, and the programmes that its tasks are derived by.
 *
 * A set without a mix has one part. Everything here depends on names, rules and the set only, never on a task.
 */
import type { RuleIR, TaskSetIR, WorldIR } from '../ir/ir.js';
import { Choices } from './choices.js';
import { Deriver } from './derive.js';
import { fitWeights, type Fit } from './fit.js';
import { readLimits, type Limits } from './limits.js';
import { buildModel, type Model } from './model.js';
import { Programme, type Leaves } from './programme.js';

export interface PartRules {
  /** The constraint's name; empty where the set has no mix. */
  readonly name: string;
  readonly percent: number;
  readonly rules: readonly RuleIR[];
}

/** The parts of a set with all the rules that hold in them. */
export function partsOf(ir: WorldIR, set: TaskSetIR): readonly PartRules[] {
  if (set.mix.length === 0) return [{ name: '', percent: 100, rules: set.rules }];
  return set.mix.map((part) => {
    const rules = ir.constraints.find((c) => c.name === part.constraint)?.rules ?? [];
    return { name: part.constraint, percent: part.percent, rules: [...set.rules, ...rules] };
  });
}

/** Rounds of iterative scaling: the residual hardly moves after these. */
const ROUNDS = 12;
/** Where the programme is large, rounds are spared: each costs about this many steps of additions and products. */
const WORK = 1.5e9;

/** A slot that only a pointer can fill at size 0 has often nothing to point to: it is chosen more seldom. */
const ONLY_POINTER = 0.001;

export class Part {
  readonly limits: Limits;
  readonly model: Model;
  readonly weighted: Programme;
  /**
   * All weights one. How many pointers a slot will have is not known, and a guess stands in for it: a low one, since places that
   * are promised more skeletons than there are end up without any.
   */
  readonly counted: Programme;
  readonly fit: Fit;
  readonly choices: Choices;
  readonly deriver: Deriver;
  /** The shortest and the longest tasks asked for. */
  readonly shortest: number;
  readonly longest: number;

  constructor(
    ir: WorldIR,
    set: TaskSetIR,
    readonly rules: PartRules,
  ) {
    this.limits = readLimits(rules.rules);
    this.shortest = Math.max(1, this.limits.measures.length.min);
    this.longest = Math.max(0, this.limits.measures.length.max);
    this.model = buildModel(ir, new Set(set.tools), this.limits);
    this.counted = new Programme(this.model, this.longest);
    const ones = new Float64Array(this.model.tools.length).fill(1);
    const pointers = set.sharing > 0 ? 1 / 8 : 0;
    this.counted.fill(ones, { fresh: 1, onlyPointer: pointers, alsoPointer: pointers });
    this.weighted = new Programme(this.model, this.longest);
    const leaves: Leaves = { fresh: 1, onlyPointer: set.sharing * ONLY_POINTER, alsoPointer: set.sharing };
    const factor = new Map(set.weights.map((w) => [w.tool, w.weight]));
    const factors = Float64Array.from(this.model.tools, (t) => factor.get(t.name) ?? 1);
    const shares = this.shares();
    const rounds = set.distribution === 'uniform' ? 0 : Math.max(4, Math.min(ROUNDS, Math.floor(WORK / this.weighted.work)));
    this.fit = fitWeights(this.weighted, leaves, shares, factors, rounds);
    this.choices = new Choices(this.weighted, this.counted, this.fit.weights);
    this.deriver = new Deriver(this.choices, set.sharing);
  }

  /** Lengths that have terms at all, evenly. */
  private shares(): Float64Array {
    const shares = new Float64Array(this.longest + 1);
    let lengths = 0;
    for (let n = this.shortest; n <= this.longest; n++) if (this.counted.total(n) > 0) lengths++;
    for (let n = this.shortest; n <= this.longest; n++) if (this.counted.total(n) > 0) shares[n] = 1 / lengths;
    return shares;
  }
}
