/**
 * The rules of a set, sorted by where they are enforced.
 *
 * Rules on single edges, sources, goals and user inputs shape the slots of the model (`model.ts`). Rules on totals
 * that add up call by call (inputs, `at most`, `at least`) are counters of the programme, and the depth is its layers
 * (`programme.ts`). What is left is tested while a skeleton is derived (`derive.ts`).
 */
import type { Measure, RuleIR, TypeRef } from '../ir/ir.js';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A total that every call of certain tools, or every user input, adds one to. */
export interface Counter {
  readonly what: 'inputs' | 'tools';
  /** For `tools`: whose calls count. */
  readonly tools: ReadonlySet<string>;
  readonly min: number;
  /** Infinity: no upper limit, and counting stops at `min`. */
  readonly max: number;
}

export interface SourceRule {
  readonly tool: string;
  readonly param: string;
  readonly from: 'user' | 'tool' | 'tools';
  readonly tools: ReadonlySet<string>;
}

export interface EdgeRule {
  readonly from: ReadonlySet<string>;
  readonly to: ReadonlySet<string>;
}

export interface Limits {
  readonly measures: Readonly<Record<Measure, Range>>;
  readonly eachTool: number;
  readonly counters: readonly Counter[];
  readonly neverEdges: readonly EdgeRule[];
  readonly neverPaths: readonly EdgeRule[];
  readonly sources: readonly SourceRule[];
  /** Every list must allow the type. */
  readonly goals: readonly (readonly TypeRef[])[];
  readonly fromUser: readonly (readonly TypeRef[])[];
  readonly neverFromUser: readonly TypeRef[];
}

/** Longest skeletons the sampler makes; more calls than any agent's context would hold. */
export const LONGEST = 64;

export function readLimits(rules: readonly RuleIR[]): Limits {
  const measures: Record<Measure, Range> = {
    length: { min: 1, max: LONGEST },
    depth: { min: 0, max: Infinity },
    inputs: { min: 0, max: Infinity },
    joins: { min: 0, max: Infinity },
    shared: { min: 0, max: Infinity },
  };
  let eachTool = Infinity;
  const totals: Counter[] = [];
  const neverEdges: EdgeRule[] = [];
  const neverPaths: EdgeRule[] = [];
  const sources: SourceRule[] = [];
  const goals: (readonly TypeRef[])[] = [];
  const fromUser: (readonly TypeRef[])[] = [];
  const neverFromUser: TypeRef[] = [];
  for (const rule of rules) {
    switch (rule.kind) {
      case 'measure': {
        const old = measures[rule.measure];
        measures[rule.measure] = { min: Math.max(old.min, rule.min), max: Math.min(old.max, rule.max ?? Infinity) };
        break;
      }
      case 'each-tool':
        eachTool = Math.min(eachTool, rule.max);
        break;
      case 'at-most':
        totals.push({ what: 'tools', tools: new Set(rule.tools), min: 0, max: rule.count });
        break;
      case 'at-least':
        totals.push({ what: 'tools', tools: new Set(rule.tools), min: rule.count, max: Infinity });
        break;
      case 'never-edge':
        neverEdges.push({ from: new Set(rule.from), to: new Set(rule.to) });
        break;
      case 'never-path':
        neverPaths.push({ from: new Set(rule.from), to: new Set(rule.to) });
        break;
      case 'source':
        sources.push({ tool: rule.tool, param: rule.param, from: rule.from, tools: new Set(rule.tools) });
        break;
      case 'goal':
        goals.push(rule.types);
        break;
      case 'from-user':
        fromUser.push(rule.types);
        break;
      case 'never-from-user':
        neverFromUser.push(...rule.types);
        break;
      default: {
        const never: never = rule;
        return never;
      }
    }
  }
  const inputs = measures.inputs;
  const counters: Counter[] = [];
  if (inputs.min > 0 || inputs.max !== Infinity) counters.push({ what: 'inputs', tools: new Set(), min: inputs.min, max: inputs.max });
  counters.push(...totals);
  return { measures, eachTool, counters, neverEdges, neverPaths, sources, goals, fromUser, neverFromUser };
}

/** Whether the rules on totals and paths alone keep any call of one tool from feeding a call of the other. */
export function forbidsEdge(limits: Limits, from: string, into: string): boolean {
  if (from === into && limits.eachTool < 2) return true;
  if (limits.neverPaths.some((r) => r.from.has(from) && r.to.has(into))) return true;
  return limits.counters.some((c) => c.what === 'tools' && (c.tools.has(from) ? 1 : 0) + (c.tools.has(into) ? 1 : 0) > c.max);
}
