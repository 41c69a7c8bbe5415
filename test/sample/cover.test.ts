/** `cover tools` and `cover edges`, beside all skeletons of small worlds and the known graphs of written ones. */
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { memoryHost } from '../../src/host/memory.js';
import type { RuleIR, TaskSetIR, WorldIR } from '../../src/ir/ir.js';
import { canonicalKey } from '../../src/sample/canonical.js';
import { createPlan, type Judge, type Plan } from '../../src/sample/plan.js';
import { checkRules } from '../../src/sample/rules.js';
import type { Skeleton } from '../../src/sample/skeleton.js';
import { TaskMaker, emptyCounts } from '../../src/sample/tasks/maker.js';
import { bruteForce } from '../support/brute-force.js';
import { syntheticWorld } from '../support/synthetic-world.js';

function planOf(ir: WorldIR, set: TaskSetIR, judge?: Judge): Plan {
  const plan = createPlan(ir, set, judge === undefined ? {} : { judge });
  if ('refused' in plan) throw new Error(plan.refused);
  return plan;
}

function trainOf(ir: WorldIR, change: Partial<TaskSetIR>): TaskSetIR {
  const set = ir.taskSets.find((s) => s.name === 'train');
  if (set === undefined) throw new Error('no set');
  return { ...set, ...change, rules: [...set.rules, ...(change.rules ?? [])] };
}

function edgesOf(ir: WorldIR, skeleton: Skeleton): string[] {
  return skeleton.calls.flatMap((call) => {
    const params = ir.tools.find((t) => t.name === call.tool)?.params.filter((p) => p.default === undefined) ?? [];
    return call.args.flatMap((source, k) => (source.kind === 'call' ? [`${skeleton.calls[source.call]?.tool ?? ''} -> ${call.tool}.${params[k]?.name ?? ''}`] : []));
  });
}

function first(plan: Plan, index: number): Skeleton {
  const next = plan.candidates(index).next();
  if (next.done === true) throw new Error(`task ${index} has no candidate`);
  return next.value;
}

/** What the first tasks hold, as far as the report says they go. */
function heldBy(ir: WorldIR, plan: Plan): Set<string> {
  const of = plan.cover?.of;
  return new Set(Array.from({ length: plan.cover?.tasks ?? 0 }, (_, i) => first(plan, i)).flatMap((s) => (of === 'tools' ? s.calls.map((c) => c.tool) : edgesOf(ir, s))));
}

function missingOf(plan: Plan): string[] {
  return (plan.cover?.missing ?? []).map((m) => ('tool' in m ? m.tool : `${m.from} -> ${m.into}.${m.param}`));
}

describe('every edge that any skeleton has, and no other', () => {
  const cases: [string, number, number, Partial<TaskSetIR>][] = [
    ['no rules', 2, 0, {}],
    ['two generic tools', 14, 2, {}],
    ['no sharing', 9, 1, { sharing: 0, rules: [{ kind: 'measure', measure: 'shared', min: 0, max: 0 }] }],
    ['uniform', 14, 0, { distribution: 'uniform' }],
    ['shallow, each tool once', 22, 1, { rules: [{ kind: 'measure', measure: 'depth', min: 0, max: 2 }, { kind: 'each-tool', max: 1 }] }],
    ['two inputs and a join', 22, 0, { rules: [{ kind: 'measure', measure: 'inputs', min: 1, max: 2 }, { kind: 'measure', measure: 'joins', min: 1, max: null }] }],
    ['a value used twice', 9, 0, { rules: [{ kind: 'measure', measure: 'shared', min: 1, max: null }] }],
  ];
  for (const [name, seed, generic, change] of cases) {
    it(name, () => {
      const ir = syntheticWorld({ tools: 4, types: 4, seed, generic, widest: 2, given: 60, lengths: [1, 3] });
      const set = trainOf(ir, change);
      const skeletons = [1, 2, 3].flatMap((length) => [...bruteForce(ir, set.tools, set.rules, length).values()]);
      expect(skeletons.length).toBeGreaterThan(10);
      // As many tasks as there are skeletons: then every stratum is listed, and what cannot be covered cannot occur.
      const plan = planOf(ir, { ...set, cover: 'edges', count: skeletons.length });
      const wanted = new Set(skeletons.flatMap((s) => edgesOf(ir, s)));
      expect([...heldBy(ir, plan)].sort()).toEqual([...wanted].sort());
      expect(plan.cover?.covered).toBe(wanted.size);
      expect(Object.keys(plan.cover?.reasons ?? {}).filter((r) => r !== 'rules')).toEqual([]);
      // With the directed tasks apart, the set still has each skeleton once.
      const keys = Array.from({ length: plan.count }, (_, i) => canonicalKey(first(plan, i)));
      expect(keys.sort()).toEqual(skeletons.map(canonicalKey).sort());
      const tools = planOf(ir, { ...set, cover: 'tools', count: skeletons.length });
      expect([...heldBy(ir, tools)].sort()).toEqual([...new Set(skeletons.flatMap((s) => s.calls.map((c) => c.tool)))].sort());
    });
  }
});

describe('a space too large to list', () => {
  const ir = syntheticWorld({ tools: 40, types: 14, seed: 3, generic: 2, given: 60, lengths: [3, 8] });
  const set = trainOf(ir, { cover: 'edges', count: 3000, rules: [{ kind: 'each-tool', max: 2 }, { kind: 'measure', measure: 'inputs', min: 1, max: 6 }, { kind: 'measure', measure: 'depth', min: 1, max: 5 }] });
  const plan = planOf(ir, set);
  const report = plan.cover;

  it('covers all edges but those it names', () => {
    const held = heldBy(ir, plan);
    expect(held.size).toBe(report?.covered);
    expect((report?.covered ?? 0) / (report?.targets ?? 1)).toBeGreaterThan(0.99);
    expect(report?.tasks).toBeLessThan(held.size);
    expect(missingOf(plan).filter((edge) => held.has(edge))).toEqual([]);
  });

  it('keeps the rules, the lengths and the skeletons apart', () => {
    const skeletons = Array.from({ length: plan.count }, (_, i) => first(plan, i));
    expect(new Set(skeletons.map(canonicalKey)).size).toBe(plan.count);
    for (const s of skeletons) expect(checkRules(s, set.rules, ir)).toEqual([]);
    const lengths = new Map<number, number>();
    for (const s of skeletons) lengths.set(s.calls.length, (lengths.get(s.calls.length) ?? 0) + 1);
    expect([...lengths.values()]).toEqual(Array.from({ length: 6 }, () => 500));
  });

  it('gives each task alone what it has in the run', () => {
    const alone = planOf(ir, set);
    for (const i of [2999, 0, 1700, 17, (report?.tasks ?? 1) - 1, report?.tasks ?? 0]) expect(first(alone, i)).toEqual(first(plan, i));
  });
});

it('says what too few tasks leave out', () => {
  const ir = syntheticWorld({ tools: 40, types: 14, seed: 3, lengths: [2, 4] });
  const plan = planOf(ir, trainOf(ir, { cover: 'edges', count: 9 }));
  const held = heldBy(ir, plan);
  expect(plan.cover?.tasks).toBe(9);
  expect(plan.cover?.covered).toBe(held.size);
  expect(plan.cover?.reasons.count).toBeGreaterThan(100);
  expect((plan.cover?.covered ?? 0) + Object.values(plan.cover?.reasons ?? {}).reduce((sum, n) => sum + n, 0)).toBe(plan.cover?.targets);
  expect(plan.cover?.missing.length).toBeLessThanOrEqual(200);
});

it('says what the gates leave out, and covers the rest without it', () => {
  const ir = syntheticWorld({ tools: 12, types: 6, seed: 9, lengths: [2, 4] });
  const refused = ir.tools[4]?.name ?? '';
  const plan = planOf(ir, trainOf(ir, { cover: 'tools', count: 500 }), (_, skeleton) => (skeleton.calls.some((c) => c.tool === refused) ? 'matters' : null));
  expect(plan.cover?.missing).toEqual([{ tool: refused, reason: 'gates', gates: { matters: 48 } }]);
  expect(heldBy(ir, plan).size).toBe(11);
  expect(heldBy(ir, plan).has(refused)).toBe(false);
});

it('keeps the shares of a mix', () => {
  const ir = syntheticWorld({ tools: 30, types: 10, seed: 5, lengths: [2, 5] });
  const depth = (min: number, max: number): RuleIR[] => [{ kind: 'measure', measure: 'depth', min, max }];
  const world: WorldIR = { ...ir, constraints: [{ name: 'flat', rules: depth(1, 2) }, { name: 'tall', rules: depth(2, 5) }] };
  const plan = planOf(world, trainOf(world, { cover: 'edges', count: 400, mix: [{ constraint: 'flat', percent: 30 }, { constraint: 'tall', percent: 70 }] }));
  const skeletons = Array.from({ length: 400 }, (_, i) => first(plan, i));
  expect(new Set(skeletons.map(canonicalKey)).size).toBe(400);
  const shares = plan.report.strata.reduce((sum, s) => ({ ...sum, [s.part]: (sum[s.part] ?? 0) + s.tasks }), {} as Record<string, number>);
  expect(shares).toEqual({ flat: 120, tall: 280 });
  expect(plan.cover?.covered).toBe(heldBy(world, plan).size);
  expect((plan.cover?.covered ?? 0) / (plan.cover?.targets ?? 1)).toBeGreaterThan(0.99);
});

describe('a written world with a known graph', () => {
  const source = `
world known "1.0.0"
/// A town.
type town <: str = /[A-Z][a-z]{4,9}/
/// A mayor.
type mayor <: str = /M[a-z]{4,9}/
/// A house.
type house <: str = /H[0-9]{4,9}/
/// The mayor of a town.
tool mayor_of(town) -> mayor { phrase "the mayor of {town}" }
/// The house of a mayor.
tool house_of(mayor) -> house { phrase "the house of {mayor}" }
/// The town of a house.
tool town_of(house) -> town { phrase "the town of {house}" }
/// The better of two houses.
tool better(a: house, b: house) -> house { phrase "the better one of {a} and {b}" }
constraint sense { never town_of -> mayor_of  better.a from tool }
tasks train { count 40 length 2..4 obey sense cover edges }
`;
  const compiled = compileWorld(memoryHost({ '/w/world.rworld': source }), '/w/world.rworld');
  it('has exactly its edges', () => {
    const { ir, diagnostics } = compiled;
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    const set = ir?.taskSets[0];
    const maker = ir === null || set === undefined ? undefined : TaskMaker.create(ir, set);
    if (ir === null || !(maker instanceof TaskMaker)) throw new Error('does not compile');
    const known = ['mayor_of -> house_of.mayor', 'house_of -> town_of.house', 'house_of -> better.a', 'house_of -> better.b', 'better -> town_of.house', 'better -> better.a', 'better -> better.b'];
    expect([...heldBy(ir, maker.plan)].sort()).toEqual([...known].sort());
    expect(maker.plan.cover).toMatchObject({ targets: known.length, covered: known.length, missing: [] });
    // The tasks that are made are those that were judged.
    const counts = emptyCounts();
    const made = new Set<string>();
    for (let i = 0; i < (maker.plan.cover?.tasks ?? 0); i++) {
      const task = maker.make(i, counts);
      if (task !== null) edgesOf(ir, task.skeleton).forEach((e) => made.add(e));
    }
    expect(made.size).toBe(known.length);
    expect(counts.refused).toBe(0);
  });
});
