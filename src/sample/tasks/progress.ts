/**
 * The gate "progress": no call leads back to where its chain has been. Facts agree with each other, so "the film numbered
 * the number of Dusk" is Dusk again: such calls matter to the answer, and yet nobody would make them. A call that answers
 * with one of its own arguments chooses among them, which is another thing.
 */
import type { Json } from '../../ir/ir.js';
import type { ArgumentSource, Skeleton } from '../skeleton.js';
import { valueOf } from './values.js';

/** Texts that a result was made from. */
interface Origins {
  /** The arguments of the call itself. */
  readonly near: ReadonlySet<string>;
  /** Those of the calls before it. */
  readonly far: ReadonlySet<string>;
}

export function leadsBack(skeleton: Skeleton, inputs: readonly Json[], results: readonly Json[]): boolean {
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
