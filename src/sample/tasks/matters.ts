/**
 * The gate "every call matters": for each call but the last there is another result it could have had, with which
 * the answer would have been another. A call that fails this could be left out, and a reward for the answer would
 * not teach it.
 */
import type { Json } from '../../ir/ir.js';
import { canonicalJson } from '../../runtime/canonical.js';
import { Stream, deriveKey } from '../../runtime/random.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { Skeleton } from '../skeleton.js';
import { follow, gather, type Instance, type Program } from './values.js';

/** How many other results are tried for one call before it is said not to matter. */
const ALTERNATIVES = 6;

/** Whether every call of the instance matters to its answer. */
export function everyCallMatters(runtime: Runtime, program: Program, instance: Instance): boolean {
  const { skeleton } = program;
  const answer = equalityKey(follow(instance.results[skeleton.goal.call], skeleton.goal.path));
  for (let call = skeleton.calls.length - 2; call >= 0; call--) {
    if (!matters(runtime, program, instance, call, answer)) return false;
  }
  return true;
}

function matters(runtime: Runtime, program: Program, instance: Instance, call: number, answer: string): boolean {
  const { skeleton } = program;
  const type = skeleton.calls[call]?.result;
  const original = instance.results[call];
  if (type === undefined || original === undefined) return false;
  const stream = new Stream(deriveKey(instance.environment, 'alternative', call));
  const affected = downstream(skeleton, call);
  for (let attempt = 0; attempt < ALTERNATIVES; attempt++) {
    const other = runtime.generate(type, stream) ?? nudge(original);
    const changed = rerun(program, instance, call, other, affected);
    if (changed !== undefined && equalityKey(follow(changed, skeleton.goal.path)) !== answer) return true;
  }
  const nudged = rerun(program, instance, call, nudge(original), affected);
  return nudged !== undefined && equalityKey(follow(nudged, skeleton.goal.path)) !== answer;
}

/** The calls after `call` that its result reaches, in executable order. */
function downstream(skeleton: Skeleton, call: number): number[] {
  const reached = new Set([call]);
  const order: number[] = [];
  for (let later = call + 1; later < skeleton.calls.length; later++) {
    if (skeleton.calls[later]?.args.some((a) => a.kind === 'call' && reached.has(a.call)) === true) {
      reached.add(later);
      order.push(later);
    }
  }
  return order;
}

/** The goal call's result if `call` had answered `other`; undefined where a later call would have been refused. */
function rerun(program: Program, instance: Instance, call: number, other: Json, affected: readonly number[]): Json | undefined {
  const results = instance.results.slice();
  results[call] = other;
  for (const later of affected) {
    const step = program.steps[later];
    if (step === undefined) return undefined;
    const outcome = step.tool.invoke(instance.environment, gather(step, instance.inputs, results));
    if (!outcome.ok) return undefined;
    results[later] = outcome.value;
  }
  return results[program.skeleton.goal.call];
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
