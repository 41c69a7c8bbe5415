/**
 * What a skeleton measures, and which of a set's rules it breaks.
 *
 * The rules are read here a second time, straight from their meaning and apart from the sampler, which builds them into
 * its grammar: so each checks the other, and recorded tasks can be verified without a sampler.
 */
import type { Measure, RuleIR, ToolIR, TypeRef, WorldIR } from '../ir/ir.js';
import { isSubtype, typeKey } from '../runtime/subtype.js';
import { TypeTable } from '../runtime/type-table.js';
import { inferTypes, type InferredTypes } from './infer.js';
import type { Skeleton } from './skeleton.js';

export interface Shape {
  /** Calls. */
  readonly length: number;
  /** Calls on the longest chain. */
  readonly depth: number;
  /** Values that the user gives. */
  readonly inputs: number;
  /** Calls with two or more arguments from calls. */
  readonly joins: number;
  /** Values (an input, or a call's result, whichever fields of it) that are arguments more than once. */
  readonly shared: number;
}

export function measure(skeleton: Skeleton): Shape {
  const { calls } = skeleton;
  const heights = new Array<number>(calls.length).fill(1);
  const callUses = new Array<number>(calls.length).fill(0);
  const inputUses = new Array<number>(skeleton.inputs.length).fill(0);
  let joins = 0;
  for (let c = 0; c < calls.length; c++) {
    let fed = 0;
    for (const source of calls[c]?.args ?? []) {
      if (source.kind === 'input') {
        inputUses[source.input] = (inputUses[source.input] ?? 0) + 1;
        continue;
      }
      fed++;
      callUses[source.call] = (callUses[source.call] ?? 0) + 1;
      heights[c] = Math.max(heights[c] ?? 1, 1 + (heights[source.call] ?? 0));
    }
    if (fed >= 2) joins++;
  }
  const often = (uses: readonly number[]): number => uses.reduce((sum, u) => sum + (u > 1 ? 1 : 0), 0);
  return { length: calls.length, depth: heights[skeleton.goal.call] ?? 0, inputs: skeleton.inputs.length, joins, shared: often(callUses) + often(inputUses) };
}

/** A sentence for each rule that the skeleton breaks; empty where it meets them all. */
export function checkRules(skeleton: Skeleton, rules: readonly RuleIR[], ir: WorldIR): string[] {
  return new RuleChecker(ir, rules).check(skeleton);
}

interface World {
  readonly types: TypeTable;
  readonly tools: ReadonlyMap<string, ToolIR>;
}

const worlds = new WeakMap<WorldIR, World>();

function worldOf(ir: WorldIR): World {
  const known = worlds.get(ir);
  if (known !== undefined) return known;
  const made: World = { types: new TypeTable(ir.types), tools: new Map(ir.tools.map((t) => [t.name, t])) };
  worlds.set(ir, made);
  return made;
}

const UNIT: Readonly<Record<Measure, string>> = { length: 'calls', depth: 'calls in its longest chain', inputs: 'inputs', joins: 'joins', shared: 'shared values' };

export class RuleChecker {
  readonly #world: World;

  constructor(
    private readonly ir: WorldIR,
    private readonly rules: readonly RuleIR[],
  ) {
    this.#world = worldOf(ir);
  }

  check(skeleton: Skeleton): string[] {
    const found: string[] = [];
    let shape: Shape | undefined;
    let types: InferredTypes | undefined;
    for (const rule of this.rules) {
      switch (rule.kind) {
        case 'measure': {
          shape ??= measure(skeleton);
          const value = shape[rule.measure];
          if (value < rule.min) found.push(`has ${value} ${UNIT[rule.measure]}, and at least ${rule.min} are asked for`);
          else if (rule.max !== null && value > rule.max) found.push(`has ${value} ${UNIT[rule.measure]}, and at most ${rule.max} are allowed`);
          break;
        }
        case 'each-tool':
          for (const [tool, uses] of countTools(skeleton)) if (uses > rule.max) found.push(`calls "${tool}" ${uses} times, and each tool may be called at most ${rule.max} times`);
          break;
        case 'at-most':
        case 'at-least': {
          const tools = new Set(rule.tools);
          const uses = skeleton.calls.filter((c) => tools.has(c.tool)).length;
          if (rule.kind === 'at-most' ? uses > rule.count : uses < rule.count) {
            found.push(`has ${uses} calls of ${nameSome(rule.tools)}, and ${rule.kind === 'at-most' ? 'at most' : 'at least'} ${rule.count} are asked for`);
          }
          break;
        }
        case 'never-edge':
          checkEdges(skeleton, new Set(rule.from), new Set(rule.to), found);
          break;
        case 'never-path':
          checkPaths(skeleton, new Set(rule.from), new Set(rule.to), found);
          break;
        case 'source':
          this.#checkSource(skeleton, rule, found);
          break;
        case 'goal': {
          types ??= inferTypes(skeleton, this.#world.tools, this.ir);
          const { goal } = types;
          if (goal === null || !rule.types.some((t) => isSubtype(this.#world.types, goal, t))) {
            found.push(`asks for ${goal === null ? 'a value of no known type' : `a value of type "${typeKey(goal)}"`}, which the rules on goals leave out`);
          }
          break;
        }
        case 'from-user':
        case 'never-from-user': {
          types ??= inferTypes(skeleton, this.#world.tools, this.ir);
          const wanted = rule.kind === 'from-user';
          for (const type of types.inputs) {
            if (type !== null && this.#isAmong(type, rule.types) !== wanted) found.push(`takes a value of type "${typeKey(type)}" from the user, which the rules on inputs forbid`);
          }
          break;
        }
      }
    }
    return found;
  }

  #isAmong(type: TypeRef, types: readonly TypeRef[]): boolean {
    return types.some((t) => isSubtype(this.#world.types, type, t));
  }

  #checkSource(skeleton: Skeleton, rule: Extract<RuleIR, { kind: 'source' }>, found: string[]): void {
    const params = (this.#world.tools.get(rule.tool)?.params ?? []).filter((p) => p.default === undefined);
    const at = params.findIndex((p) => p.name === rule.param);
    const tools = new Set(rule.tools);
    for (const call of skeleton.calls) {
      const source = call.tool === rule.tool ? call.args[at] : undefined;
      if (source === undefined) continue;
      const from = source.kind === 'call' ? skeleton.calls[source.call]?.tool : undefined;
      if (rule.from === 'user' && from !== undefined) found.push(`gives "${rule.tool}" its "${rule.param}" from "${from}", and it must come from the user`);
      else if (rule.from !== 'user' && from === undefined) found.push(`gives "${rule.tool}" its "${rule.param}" from the user, and it must come from a call`);
      else if (rule.from === 'tools' && from !== undefined && !tools.has(from)) found.push(`gives "${rule.tool}" its "${rule.param}" from "${from}", and it must come from ${nameSome(rule.tools)}`);
    }
  }
}

function countTools(skeleton: Skeleton): Map<string, number> {
  const uses = new Map<string, number>();
  for (const call of skeleton.calls) uses.set(call.tool, (uses.get(call.tool) ?? 0) + 1);
  return uses;
}

function checkEdges(skeleton: Skeleton, from: ReadonlySet<string>, to: ReadonlySet<string>, found: string[]): void {
  for (const call of skeleton.calls) {
    if (!to.has(call.tool)) continue;
    for (const source of call.args) {
      const tool = source.kind === 'call' ? skeleton.calls[source.call]?.tool : undefined;
      if (tool !== undefined && from.has(tool)) found.push(`feeds "${call.tool}" by "${tool}", an edge that is ruled out`);
    }
  }
}

function checkPaths(skeleton: Skeleton, from: ReadonlySet<string>, to: ReadonlySet<string>, found: string[]): void {
  // For each call, the tools of `from` that some path leads from to it.
  const behind: Set<string>[] = [];
  for (const call of skeleton.calls) {
    const mine = new Set<string>();
    for (const source of call.args) {
      if (source.kind === 'input') continue;
      const tool = skeleton.calls[source.call]?.tool;
      if (tool !== undefined && from.has(tool)) mine.add(tool);
      for (const other of behind[source.call] ?? []) mine.add(other);
    }
    behind.push(mine);
    if (to.has(call.tool)) for (const tool of mine) found.push(`leads from "${tool}" to "${call.tool}", a path that is ruled out`);
  }
}

function nameSome(tools: readonly string[]): string {
  if (tools.length === 0) return 'no tool';
  const shown = tools.slice(0, 3).map((t) => `"${t}"`).join(', ');
  return tools.length > 3 ? `${shown} and ${tools.length - 3} more` : shown;
}
