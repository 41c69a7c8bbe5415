/**
 * All skeletons of a small world by the definition alone: every sequence of calls over every choice of sources, of which
 * those stay whose every call is used, no two calls are equal and no call takes one value for two parameters. Slow, and
 * nothing like the sampler.
 */
import type { RuleIR, ToolIR, TypeRef, WorldIR } from '../../src/ir/ir.js';
import { isSubtype, substitute } from '../../src/runtime/subtype.js';
import { TypeTable } from '../../src/runtime/type-table.js';
import { canonicalKey } from '../../src/sample/canonical.js';
import { inferTypes } from '../../src/sample/infer.js';
import { checkRules } from '../../src/sample/rules.js';
import type { ArgumentSource, Skeleton, SkeletonCall } from '../../src/sample/skeleton.js';

interface Draft {
  readonly tool: ToolIR;
  readonly args: readonly ArgumentSource[];
}

const NOTHING: TypeRef = { kind: 'record', fields: [] };

export function bruteForce(ir: WorldIR, tools: readonly string[], rules: readonly RuleIR[], length: number): Map<string, Skeleton> {
  const allowed = ir.tools.filter((t) => tools.includes(t.name));
  const byName = new Map(ir.tools.map((t) => [t.name, t]));
  const table = new TypeTable(ir.types);
  const found = new Map<string, Skeleton>();
  const visit = (drafts: readonly Draft[], inputs: number): void => {
    if (drafts.length === length) {
      const goal = drafts[length - 1];
      for (const path of goal === undefined ? [] : pathsOf(goal.tool.result)) {
        const skeleton = canonical(drafts, path);
        const key = skeleton === null ? '' : canonicalKey(skeleton);
        if (skeleton === null || found.has(key)) continue;
        const typed = typeCheck(skeleton, byName, ir, table, rules);
        if (typed !== null && checkRules(typed, rules, ir).length === 0) found.set(key, typed);
      }
      return;
    }
    for (const tool of allowed) {
      const params = tool.params.filter((p) => p.default === undefined);
      const fill = (args: readonly ArgumentSource[], made: number): void => {
        if (args.length === params.length) {
          const draft = { tool, args };
          if (!drafts.some((d) => d.tool === tool && JSON.stringify(d.args) === JSON.stringify(args))) visit([...drafts, draft], made);
          return;
        }
        // No call takes one value for two parameters.
        const taken = new Set(args.map((a) => JSON.stringify(a)));
        const offer = (source: ArgumentSource, after: number): void => {
          if (!taken.has(JSON.stringify(source))) fill([...args, source], after);
        };
        for (let i = 0; i <= made; i++) offer({ kind: 'input', input: i }, Math.max(made, i + 1));
        drafts.forEach((d, c) => {
          for (const path of pathsOf(d.tool.result)) offer({ kind: 'call', call: c, path }, made);
        });
      };
      fill([], inputs);
    }
  };
  visit([], 0);
  return found;
}

function pathsOf(result: TypeRef): (readonly string[])[] {
  if (result.kind !== 'record') return [[]];
  return [[], ...result.fields.flatMap((f) => pathsOf(f.type).map((p) => [f.name, ...p]))];
}

/** The draft read depth first from its last call; null where a call is not used. */
function canonical(drafts: readonly Draft[], path: readonly string[]): Skeleton | null {
  const callNumbers = new Map<number, number>();
  const inputNumbers = new Map<number, number>();
  const calls: SkeletonCall[] = [];
  const visit = (c: number): number => {
    const known = callNumbers.get(c);
    if (known !== undefined) return known;
    const draft = drafts[c];
    if (draft === undefined) return 0;
    const args = draft.args.map((a): ArgumentSource => {
      if (a.kind === 'call') return { kind: 'call', call: visit(a.call), path: a.path };
      const input = inputNumbers.get(a.input) ?? inputNumbers.size;
      inputNumbers.set(a.input, input);
      return { kind: 'input', input };
    });
    callNumbers.set(c, calls.length);
    calls.push({ tool: draft.tool.name, args, result: NOTHING });
    return calls.length - 1;
  };
  const goal = visit(drafts.length - 1);
  if (calls.length < drafts.length) return null;
  return { inputs: [...inputNumbers].map(() => ({ type: NOTHING })), calls, goal: { call: goal, path, type: NOTHING } };
}

/** The skeleton with its types, or null where an argument does not fit its parameter. */
function typeCheck(skeleton: Skeleton, tools: ReadonlyMap<string, ToolIR>, ir: WorldIR, table: TypeTable, rules: readonly RuleIR[]): Skeleton | null {
  const types = inferTypes(skeleton, tools, ir);
  const goal = types.goal;
  if (goal === null || goal.kind === 'record' || goal.kind === 'optional') return null;
  const noUser = rules.filter((r) => r.kind === 'never-from-user').flatMap((r) => r.types);
  for (const [c, call] of skeleton.calls.entries()) {
    const tool = tools.get(call.tool);
    const result = types.results[c];
    if (tool === undefined || result === null || result === undefined) return null;
    const bound = bindingOf(tool, result);
    for (const v of tool.typeParams) {
      const type = bound.get(v.name);
      if (type === undefined || (v.bound !== null && !isSubtype(table, type, v.bound))) return null;
    }
    for (const [k, source] of call.args.entries()) {
      const pattern = tool.params.filter((p) => p.default === undefined)[k]?.type;
      if (pattern === undefined) return null;
      const wanted = substitute(pattern, (v) => bound.get(v));
      let exact: TypeRef | null | undefined;
      if (source.kind === 'input') exact = types.inputs[source.input];
      else {
        exact = types.results[source.call];
        for (const name of source.path) exact = exact?.kind === 'record' ? exact.fields.find((f) => f.name === name)?.type : null;
      }
      if (exact === null || exact === undefined || !isSubtype(table, exact, wanted)) return null;
      const drawn = exact;
      if (source.kind === 'input' && noUser.some((t) => isSubtype(table, drawn, t))) return null;
    }
  }
  return {
    inputs: types.inputs.map((type) => ({ type: type ?? NOTHING })),
    calls: skeleton.calls.map((call, c) => ({ ...call, result: types.results[c] ?? NOTHING })),
    goal: { ...skeleton.goal, type: goal },
  };
}

/** The generic tools of synthetic worlds return their variable, so its binding is their result. */
function bindingOf(tool: ToolIR, result: TypeRef): ReadonlyMap<string, TypeRef> {
  const only = tool.typeParams[0];
  return new Map(only === undefined ? [] : [[only.name, result]]);
}
