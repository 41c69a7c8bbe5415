/**
 * Trajectory skeletons: rooted DAGs of calls, before any value is known (paper, "trajectory skeletons").
 *
 * The canonical form is the goal's term read depth first in parameter order: inputs are numbered where that reading
 * first meets them, and `calls` is its post-order, so that it is executable as it stands and the goal comes last.
 */
import type { TypeRef } from '../ir/ir.js';

/** Where an argument comes from. `path` names fields of a record result; empty for the whole result. */
export type ArgumentSource =
  | { readonly kind: 'input'; readonly input: number }
  | { readonly kind: 'call'; readonly call: number; readonly path: readonly string[] };

export interface SkeletonInput {
  /** The type that the value is drawn from: its first slot's parameter type, type variables resolved. */
  readonly type: TypeRef;
}

export interface SkeletonCall {
  readonly tool: string;
  /** One for each parameter without a default, in the tool's order. */
  readonly args: readonly ArgumentSource[];
  /** The result's type, type variables resolved. */
  readonly result: TypeRef;
}

export interface Skeleton {
  readonly inputs: readonly SkeletonInput[];
  readonly calls: readonly SkeletonCall[];
  /** The call and the field of it that answers the task; the call is always the last. */
  readonly goal: { readonly call: number; readonly path: readonly string[]; readonly type: TypeRef };
}
