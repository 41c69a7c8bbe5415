/**
 * The gate "every call matters": for each call but the last there is another result it could have had, with which
 * the answer would have been another. A call that fails this could be left out, and a reward for the answer would
 * not teach it.
 *
 * A sampled tool is a random function of its arguments. Where a chain of sampled tools leads from a call to the goal, and
 * each of them has many values, another result of the call exists that changes the answer but for a chance below 10^-9
 * (`longestChain`): nothing needs to be computed. Wherever a computed tool, a precondition or a small type stands in the
 * way, other results are tried.
 */
import type { Json, WorldIR } from '../../ir/ir.js';
import { canonicalJson } from '../../runtime/canonical.js';
import { Stream } from '../../runtime/random.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { Skeleton } from '../skeleton.js';
import { longestChain } from './chains.js';
import { Extremes } from './extremes.js';
import { Spread } from './spread.js';
import { follow, gather, sameValue, type Instance, type Program, type Step } from './values.js';

/** How many other results are tried for one call before it is said not to matter; each extreme counts for two. */
const ALTERNATIVES = 6;

export class MattersGate {
  readonly #spread: Spread;
  readonly #extremes: Extremes;
  /** The tools that are sampled without preconditions. */
  readonly #free: ReadonlySet<string>;
  /** For each call of the skeleton at hand how many sampled calls lie between it and the answer, -1 where they do not suffice. */
  readonly #steps: number[] = [];
  /** For each call the least spread of a result on that way. */
  readonly #least: number[] = [];
  /** Used by one call at a time. */
  readonly #stream = new Stream(new Uint8Array(32));

  constructor(
    ir: WorldIR,
    private readonly runtime: Runtime,
  ) {
    this.#spread = new Spread(ir);
    this.#extremes = new Extremes(ir);
    this.#free = new Set(ir.tools.filter((t) => t.returns === null && t.requires.length === 0).map((t) => t.name));
  }

  /** Whether every call of the instance matters to its answer. */
  passes(program: Program, instance: Instance): boolean {
    const { skeleton } = program;
    this.#trace(skeleton);
    let answer: string | undefined;
    for (let call = skeleton.calls.length - 2; call >= 0; call--) {
      if ((this.#steps[call] ?? -1) >= 0) continue;
      answer ??= equalityKey(follow(instance.results[skeleton.goal.call], skeleton.goal.path));
      if (!this.#matters(program, instance, call, answer)) return false;
    }
    return true;
  }

  /** Finds the calls whose difference is sure to reach the answer. */
  #trace(skeleton: Skeleton): void {
    const { calls, goal } = skeleton;
    const answers = this.#spread.of(goal.type);
    for (let c = 0; c < calls.length; c++) this.#steps[c] = -1;
    this.#steps[goal.call] = 0;
    this.#least[goal.call] = Infinity;
    for (let later = calls.length - 1; later >= 0; later--) {
      const call = calls[later];
      const steps = (this.#steps[later] ?? -1) + 1;
      if (call === undefined || steps === 0 || !this.#free.has(call.tool)) continue;
      for (const arg of call.args) {
        if (arg.kind !== 'call' || (this.#steps[arg.call] ?? -1) >= 0) continue;
        let type = calls[arg.call]?.result;
        for (const name of arg.path) type = type?.kind === 'record' ? type.fields.find((f) => f.name === name)?.type : undefined;
        if (type === undefined) continue;
        const least = Math.min(this.#least[later] ?? 0, this.#spread.of(type));
        if (steps > longestChain(least, answers)) continue;
        this.#steps[arg.call] = steps;
        this.#least[arg.call] = least;
      }
    }
  }

  #matters(program: Program, instance: Instance, call: number, answer: string): boolean {
    const { skeleton } = program;
    const type = skeleton.calls[call]?.result;
    const original = instance.results[call];
    if (type === undefined || original === undefined) return false;
    const changes = (other: Json): boolean => {
      const changed = rerun(program, instance, call, other);
      return changed !== undefined && equalityKey(follow(changed, skeleton.goal.path)) !== answer;
    };
    const extremes = this.#extremes.of(type);
    if (extremes.some(changes)) return true;
    const stream = this.#stream.restart(instance.environment.key, 'alternative', call);
    for (let attempt = 2 * extremes.length; attempt < ALTERNATIVES; attempt++) {
      const other = this.runtime.generate(type, stream, instance.environment.facts);
      if (changes(other ?? nudge(original))) return true;
      if (other === undefined) return false;
    }
    return extremes.length === 0 && changes(nudge(original));
  }
}

/**
 * The goal call's result if `call` had answered `other`; undefined where a later call would have been refused. Only what a
 * difference reaches is called again.
 */
function rerun(program: Program, instance: Instance, call: number, other: Json): Json | undefined {
  const { inputs } = instance;
  const results = instance.results.slice();
  const differs: boolean[] = new Array<boolean>(results.length).fill(false);
  results[call] = other;
  differs[call] = true;
  for (let later = call + 1; later < program.steps.length; later++) {
    const step = program.steps[later];
    const before = results[later];
    if (step === undefined || before === undefined || !isReached(step, differs)) continue;
    const outcome = step.tool.invoke(instance.environment, gather(step, inputs, results));
    if (!outcome.ok) return undefined;
    results[later] = outcome.value;
    differs[later] = !sameValue(outcome.value, before);
  }
  return results[program.skeleton.goal.call];
}

function isReached(step: Step, differs: readonly boolean[]): boolean {
  for (const source of step.sources) if (source?.kind === 'call' && differs[source.call] === true) return true;
  return false;
}

/** Equal exactly for equal JSON values; scalars without the cost of canonical JSON. */
function equalityKey(value: Json | undefined): string {
  if (typeof value === 'string') return `"${value}`;
  return value === undefined ? '' : typeof value === 'object' ? canonicalJson(value) : String(value);
}

/** A neighbour of a value that cannot be drawn (the result of a computation on an open type). */
function nudge(value: Json): Json {
  switch (typeof value) {
    case 'number':
      return value + 1;
    case 'boolean':
      return !value;
    case 'string':
      return `${value}x`;
    default:
      return value;
  }
}
