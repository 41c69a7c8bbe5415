/**
 * Which types each tool's variables can take.
 *
 * A variable takes the join of what calls feed to its slots, or its bound where no call feeds any. So the bindings of
 * a world are a least fixed point: results of the tools found so far feed the variables, which yields new results. It is
 * kept finite by never nesting constructors deeper than the world's own declarations do.
 */
import type { ToolIR, TypeRef } from '../ir/ir.js';
import { joinInto, portsOf } from './model.js';
import { hasVariable, nesting, NO_TYPE, substitute, type Bindings, type TypeIndex } from './types.js';

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
  for (let before = -1, size = 0; before !== size; size = exact.size + found.reduce((sum, m) => sum + m.size, 0)) {
    before = exact.size + found.reduce((sum, m) => sum + m.size, 0);
    size = before;
    tools.forEach((tool, t) => {
      const mine = found[t];
      if (tool.typeParams.length === 0 || mine === undefined) return;
      for (const bindings of reachable(tool, slotParams[t] ?? [], types, [...exact])) {
        if (mine.size >= MOST_INSTANCES) break;
        const result = substitute(tool.result, bindings);
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
