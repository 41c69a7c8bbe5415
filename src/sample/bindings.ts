/**
 * Which types each tool's variables can take.
 *
 * A variable takes the join of what calls feed to its slots, or its bound where no call feeds any. So the bindings of
 * a world are a least fixed point: results of the tools found so far feed the variables, which yields new results. It is
 * kept finite by never nesting constructors deeper than the world's own declarations do.
 */
import type { ToolIR, TypeRef } from '../ir/ir.js';
import { substitute } from '../runtime/subtype.js';
import { hasVariable, matchVariables, nesting, NO_TYPE, type Bindings, type TypeIndex } from './types.js';

/** Instances of one tool beyond this many are left out: the join of hundreds of types is a mistake in a world, not a wish. */
const MOST_INSTANCES = 1000;

/** For each tool its bindings, ordered by the names of the types; one empty binding for a tool without variables. */
export function expandBindings(tools: readonly ToolIR[], slotParams: readonly (readonly number[])[], types: TypeIndex): readonly (readonly Bindings[])[] {
  const deepest = Math.max(0, ...tools.flatMap((t) => [nesting(t.result), ...t.params.map((p) => nesting(p.type))]));
  const exact = new Set<number>();
  const found = tools.map(() => new Map<string, Bindings>());
  const addResult = (result: TypeRef): void => {
    for (const port of portsOf(result)) exact.add(types.intern(port.type));
  };
  tools.forEach((tool, t) => {
    if (tool.typeParams.length > 0) return;
    found[t]?.set('', new Map());
    addResult(tool.result);
  });
  const size = (): number => found.reduce((sum, m) => sum + m.size, exact.size);
  for (let before = -1; before !== size(); ) {
    before = size();
    tools.forEach((tool, t) => {
      const mine = found[t];
      if (tool.typeParams.length === 0 || mine === undefined) return;
      for (const bindings of reachable(tool, slotParams[t] ?? [], types, [...exact])) {
        if (mine.size >= MOST_INSTANCES) break;
        const result = substitute(tool.result, (v) => bindings.get(v));
        if (nesting(result) > deepest) continue;
        const key = tool.typeParams.map((v) => types.key(types.intern(bindings.get(v.name) ?? v.bound ?? tool.result))).join(' ');
        if (mine.has(key)) continue;
        mine.set(key, bindings);
        addResult(result);
      }
    });
  }
  return found.map((m) => [...m.keys()].sort().map((k) => m.get(k) ?? new Map()));
}

/** Every final binding of a tool whose slots are fed by calls of the given types or by the user. */
function reachable(tool: ToolIR, slots: readonly number[], types: TypeIndex, exact: readonly number[]): Bindings[] {
  const names = tool.typeParams.map((v) => v.name);
  const bounds = tool.typeParams.map((v) => (v.bound === null ? NO_TYPE : types.intern(v.bound)));
  let states = new Map<string, readonly number[]>([['', names.map(() => NO_TYPE)]]);
  for (const k of slots) {
    const pattern = tool.params[k]?.type;
    if (pattern === undefined || !hasVariable(pattern)) continue;
    const after = new Map(states);
    for (const state of states.values()) {
      for (const e of exact) {
        const joined = joinInto(types, names, state, pattern, types.ref(e));
        if (joined === null) continue;
        if (joined.some((s, v) => s !== NO_TYPE && bounds[v] !== NO_TYPE && !types.isSubtype(s, bounds[v] ?? NO_TYPE))) continue;
        after.set(joined.join(','), joined);
      }
    }
    states = after;
  }
  const all: Bindings[] = [];
  for (const state of states.values()) {
    const bound = state.map((s, v) => (s === NO_TYPE ? (bounds[v] ?? NO_TYPE) : s));
    if (bound.includes(NO_TYPE)) continue;
    all.push(new Map(bound.map((s, v) => [names[v] ?? '', types.ref(s)])));
  }
  return all;
}

/** The ports of a result type: itself, and the fields of a record at any depth. */
export function portsOf(result: TypeRef): { readonly path: readonly string[]; readonly type: TypeRef }[] {
  const found: { path: readonly string[]; type: TypeRef }[] = [];
  const visit = (type: TypeRef, path: readonly string[]): void => {
    found.push({ path, type });
    if (type.kind === 'record') for (const f of type.fields) visit(f.type, [...path, f.name]);
  };
  visit(result, []);
  return found;
}

/** The variables' joins after a call of type `exact` feeds `pattern`; null where it does not fit. */
export function joinInto(types: TypeIndex, names: readonly string[], state: readonly number[], pattern: TypeRef, exact: TypeRef): number[] | null {
  const after = [...state];
  let fits = true;
  const shape = matchVariables(pattern, exact, (variable, type) => {
    const v = names.indexOf(variable);
    const old = after[v];
    if (old === undefined) return;
    const seen = types.intern(type);
    const joined = old === NO_TYPE ? seen : types.join(old, seen);
    if (joined === NO_TYPE) fits = false;
    else after[v] = joined;
  });
  return shape && fits ? after : null;
}
