/**
 * The gate "progress": no call leads back to where its chain has been. Facts agree with each other, so "the film numbered
 * the number of Dusk" is Dusk again: such calls matter to the answer, and yet nobody would make them. A call that answers
 * with one of its own arguments chooses among them, which is another thing; but a list that comes back as it went in has met a
 * filter that nobody would have needed.
 */
import type { Json } from '../../ir/ir.js';
import { isList } from '../../runtime/canonical.js';
import type { ArgumentSource, Skeleton } from '../skeleton.js';
import { sameValue, valueOf } from './values.js';

/** Texts that a result was made from. */
interface Origins {
  /** The arguments of the call itself. */
  readonly near: ReadonlySet<string>;
  /** Those of the calls before it. */
  readonly far: ReadonlySet<string>;
}

export function leadsBack(skeleton: Skeleton, inputs: readonly Json[], results: readonly Json[]): boolean {
  if (handsBack(skeleton, inputs, results)) return true;
  if (allDiffer(inputs, results)) return false;
  const origins: Origins[] = [];
  const back = (source: ArgumentSource): boolean => {
    const from = source.kind === 'call' ? origins[source.call] : undefined;
    const value = from === undefined ? undefined : valueOf(source, inputs, results);
    return from !== undefined && typeof value === 'string' && from.far.has(value) && !from.near.has(value);
  };
  for (const call of skeleton.calls) {
    const near = new Set<string>();
    const far = new Set<string>();
    for (const arg of call.args) {
      if (back(arg)) return true;
      const value = valueOf(arg, inputs, results);
      if (typeof value === 'string') near.add(value);
      const before = arg.kind === 'call' ? origins[arg.call] : undefined;
      for (const text of before?.near ?? []) far.add(text);
      for (const text of before?.far ?? []) far.add(text);
    }
    origins.push({ near, far });
  }
  return back({ kind: 'call', call: skeleton.goal.call, path: skeleton.goal.path });
}

/** Whether a call answers with a list that it was given: a filter that leaves nothing out, a sorting of what is sorted. */
function handsBack(skeleton: Skeleton, inputs: readonly Json[], results: readonly Json[]): boolean {
  for (let c = 0; c < skeleton.calls.length; c++) {
    const result = results[c];
    if (typeof result !== 'object' || result === null || !isList(result)) continue;
    for (const arg of skeleton.calls[c]?.args ?? []) {
      const value = valueOf(arg, inputs, results);
      if (typeof value === 'object' && value !== null && isList(value) && value.length === result.length && sameValue(value, result)) return true;
    }
  }
  return false;
}

/** Whether no text stands in two places, inputs and results and fields of results: mostly so, and then no chain leads back. */
function allDiffer(inputs: readonly Json[], results: readonly Json[]): boolean {
  const texts: Json[] = [];
  for (const value of inputs) if (typeof value === 'string') texts.push(value);
  for (const result of results) {
    if (typeof result === 'string') texts.push(result);
    else if (typeof result === 'object' && result !== null && !isList(result)) {
      for (const part of Object.values(result)) {
        // Fields of fields are left to the long way.
        if (typeof part === 'object') return false;
        if (typeof part === 'string') texts.push(part);
      }
    }
  }
  for (let i = 1; i < texts.length; i++) if (texts.indexOf(texts[i]!) < i) return false;
  return true;
}
