/**
 * The exact types in a skeleton, worked out from nothing but its tools and sources.
 *
 * A call's type variables are the joins of what calls feed to them, or their bounds where none does; a user input has
 * the type of its first slot.
 */
import type { ToolIR, TypeRef, WorldIR } from '../ir/ir.js';
import { substitute } from '../runtime/subtype.js';
import { joinInto } from './bindings.js';
import type { ArgumentSource, Skeleton } from './skeleton.js';
import { NO_TYPE, TypeIndex } from './types.js';

/** null where nothing can be said: an unknown tool or field, or variables without a binding. */
export interface InferredTypes {
  readonly inputs: readonly (TypeRef | null)[];
  readonly results: readonly (TypeRef | null)[];
  readonly goal: TypeRef | null;
}

const indices = new WeakMap<WorldIR, TypeIndex>();

export function inferTypes(skeleton: Skeleton, tools: ReadonlyMap<string, ToolIR>, ir: WorldIR): InferredTypes {
  let index = indices.get(ir);
  if (index === undefined) indices.set(ir, (index = new TypeIndex(ir)));
  const inputs = new Array<TypeRef | null>(skeleton.inputs.length).fill(null);
  const seen = new Set<number>();
  const results: (TypeRef | null)[] = [];
  const exact = (source: ArgumentSource): TypeRef | null => (source.kind === 'call' ? follow(results[source.call] ?? null, source.path) : null);
  // Calls are in post-order, so the first use of an input by number is its first slot in the depth-first reading
  // only among calls of one chain: uses are therefore gathered in reading order.
  const readings: { readonly call: number; readonly types: readonly (TypeRef | null)[] }[] = [];
  skeleton.calls.forEach((call, c) => {
    const tool = tools.get(call.tool);
    const params = tool?.params.filter((p) => p.default === undefined) ?? [];
    const bound = tool === undefined ? null : bind(index, tool, params.map((p) => p.type), call.args.map(exact));
    const resolve = (t: TypeRef): TypeRef | null => (bound === null ? null : substitute(t, (v) => bound.get(v)));
    results.push(tool === undefined ? null : resolve(tool.result));
    readings.push({ call: c, types: params.map((p) => resolve(p.type)) });
  });
  const visited = new Set<number>();
  const visit = (c: number): void => {
    if (visited.has(c)) return;
    visited.add(c);
    skeleton.calls[c]?.args.forEach((source, k) => {
      if (source.kind === 'call') visit(source.call);
      else if (!seen.has(source.input)) {
        seen.add(source.input);
        inputs[source.input] = readings[c]?.types[k] ?? null;
      }
    });
  };
  visit(skeleton.goal.call);
  return { inputs, results, goal: follow(results[skeleton.goal.call] ?? null, skeleton.goal.path) };
}

function bind(index: TypeIndex, tool: ToolIR, patterns: readonly TypeRef[], fed: readonly (TypeRef | null)[]): ReadonlyMap<string, TypeRef> | null {
  const names = tool.typeParams.map((v) => v.name);
  let state: readonly number[] = names.map(() => NO_TYPE);
  for (const [k, pattern] of patterns.entries()) {
    const type = fed[k];
    if (type === null || type === undefined) continue;
    const joined = joinInto(index, names, state, pattern, type);
    if (joined === null) return null;
    state = joined;
  }
  const found = new Map<string, TypeRef>();
  for (const [v, variable] of tool.typeParams.entries()) {
    const at = state[v] ?? NO_TYPE;
    const type = at === NO_TYPE ? variable.bound : index.ref(at);
    if (type === null) return null;
    found.set(variable.name, type);
  }
  return found;
}

function follow(type: TypeRef | null, path: readonly string[]): TypeRef | null {
  let at: TypeRef | null = type;
  for (const name of path) at = at?.kind === 'record' ? (at.fields.find((f) => f.name === name)?.type ?? null) : null;
  return at;
}
