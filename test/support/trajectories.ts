/**
 * Gold trajectories broken in one way each, and changed harmlessly. A trajectory is kept as steps whose arguments refer
 * to inputs and earlier steps, so that a break runs on through the calls that depend on it, as it would for an agent.
 */
import type { Source } from '../../src/runtime/score.js';
import type { Json, TypeRef, WorldIR } from '../../src/ir/ir.js';
import { canonicalJson, isList } from '../../src/runtime/canonical.js';
import { createRuntime, type Environment, type Runtime } from '../../src/runtime/runtime.js';
import type { Stream } from '../../src/runtime/random.js';
import { answerText } from '../../src/runtime/submit.js';
import type { MadeCall } from '../../src/runtime/score.js';
import { substitute } from '../../src/runtime/subtype.js';
import type { TaskRecord } from '../../src/sample/tasks/record.js';

type Argument = { readonly kind: 'ref'; readonly ref: string; readonly path: readonly string[] } | { readonly kind: 'value'; readonly value: Json };

interface Step {
  /** Other steps refer to it by this. */
  readonly id: string;
  readonly tool: string;
  readonly args: readonly (readonly [string, Argument])[];
}

interface Plan {
  readonly steps: readonly Step[];
  readonly goal: Argument;
  /** What is submitted, from what the goal came to; by default just that. */
  readonly submit?: (answer: Json | undefined) => Json | undefined;
}

export interface Attempt {
  readonly kind: string;
  readonly calls: readonly MadeCall[];
  readonly answer: Json | undefined;
}

export class Trajectories {
  readonly #runtime: Runtime;
  readonly #ir: WorldIR;

  constructor(ir: WorldIR) {
    this.#ir = ir;
    this.#runtime = createRuntime(ir);
  }

  gold(task: TaskRecord): Attempt {
    return this.#run(task, 'gold', planOf(task));
  }

  /** One attempt a way of breaking that applies to the task; each has at least one thing wrong with it. */
  broken(task: TaskRecord, stream: Stream): Attempt[] {
    const gold = planOf(task);
    const plans: [string, Plan | undefined][] = [
      ['nothing submitted', { ...gold, submit: () => undefined }],
      ['no call made, an input submitted', { steps: [], goal: { kind: 'value', value: stream.pick(task.inputs).value } }],
      ['an input submitted', { ...gold, goal: { kind: 'value', value: stream.pick(task.inputs).value } }],
      ['stopped one call early', stoppedEarly(gold)],
      ["another call's result submitted", anotherResult(gold, stream)],
      ['a call left out', leftOut(gold, stream)],
      ['a call skipped over', skippedOver(gold, stream)],
      ['another tool called', this.#anotherTool(task, gold, stream)],
      ['another value given', this.#anotherValue(task, gold, stream)],
      ['two arguments swapped', swapped(gold, stream)],
      ['an argument from elsewhere', elsewhere(task, gold, stream)],
      ['an argument misnamed', misnamed(gold, stream)],
      ['a value called back in prose', { ...gold, submit: (answer) => (answer === undefined ? undefined : `The answer is ${answerText(answer)}.`) }],
      ['the answer mangled', { ...gold, submit: (answer) => (answer === undefined ? undefined : mangle(answer, stream)) }],
    ];
    return plans.flatMap(([kind, plan]) => (plan === undefined ? [] : [this.#run(task, kind, plan)]));
  }

  /** One attempt a harmless change that applies. */
  harmless(task: TaskRecord, stream: Stream): Attempt[] {
    const gold = planOf(task);
    const plans: [string, Plan | undefined][] = [
      ['independent calls in another order', reordered(gold, (tool) => this.#ir.tools.find((t) => t.name === tool)?.access !== undefined, stream)],
      ['a call made twice', { ...gold, steps: inserted(gold.steps, { ...stream.pick(gold.steps), id: 'again' }, gold.steps.length) }],
      ['an extra read', this.#extraRead(task, gold, stream)],
      ['a call refused, then made right', { ...gold, steps: inserted(gold.steps, { id: 'refused', tool: stream.pick(task.tools), args: [['no_such_parameter', { kind: 'value', value: 1 }]] }, stream.below(gold.steps.length + 1)) }],
      ['a tool that is not there', { ...gold, steps: inserted(gold.steps, { id: 'unknown', tool: 'no_such_tool', args: [] }, stream.below(gold.steps.length + 1)) }],
      ['arguments in another order', { ...gold, steps: gold.steps.map((s) => ({ ...s, args: [...s.args].reverse() })) }],
      ['defaults given', this.#defaultsGiven(gold)],
      ['the answer as text', { ...gold, submit: (answer) => (answer === undefined ? undefined : answerText(answer)) }],
      ['the answer written at length', { ...gold, submit: (answer) => (answer === undefined ? undefined : atLength(answer)) }],
    ];
    return plans.flatMap(([kind, plan]) => (plan === undefined ? [] : [this.#run(task, kind, plan)]));
  }

  #run(task: TaskRecord, kind: string, plan: Plan): Attempt {
    const world = this.#runtime.environment(Uint8Array.from(Buffer.from(task.environment, 'hex')));
    const values = new Map<string, Json>(task.inputs.map((input) => [input.id, input.value]));
    const calls = plan.steps.map((step) => this.#call(world, task, step, values));
    const answer = valueOf(plan.goal, values);
    return { kind, calls, answer: plan.submit === undefined ? answer : plan.submit(answer) };
  }

  #call(world: Environment, task: TaskRecord, step: Step, values: Map<string, Json>): MadeCall {
    const args = Object.fromEntries(step.args.flatMap(([name, arg]) => {
      const value = valueOf(arg, values);
      return value === undefined ? [] : [[name, value] as const];
    }));
    const outcome = task.tools.includes(step.tool) ? world.call(step.tool, args) : undefined;
    if (outcome?.ok === true) values.set(step.id, outcome.value);
    return { tool: step.tool, arguments: args, result: outcome?.ok === true ? outcome.value : undefined };
  }

  #required(tool: string): string[] {
    return this.#ir.tools.find((t) => t.name === tool)?.params.filter((p) => p.default === undefined).map((p) => p.name) ?? [];
  }

  #anotherTool(task: TaskRecord, plan: Plan, stream: Stream): Plan | undefined {
    const at = stream.below(plan.steps.length);
    const step = plan.steps[at]!;
    const others = task.tools.filter((name) => name !== step.tool);
    if (others.length === 0) return undefined;
    const tool = stream.pick(others);
    const params = this.#required(tool);
    return { ...plan, steps: plan.steps.with(at, { ...step, tool, args: step.args.flatMap(([, arg], i) => (params[i] === undefined ? [] : [[params[i], arg] as const])) }) };
  }

  #anotherValue(task: TaskRecord, plan: Plan, stream: Stream): Plan | undefined {
    const places = plan.steps.flatMap((step, at) => step.args.flatMap(([name, arg], i) => (arg.kind === 'ref' && arg.ref.startsWith('u') ? [{ at, i, name, arg, tool: step.tool }] : [])));
    const place = stream.pick(places);
    const value = this.#draw(place.tool, place.name, stream);
    const old = task.inputs.find((input) => input.id === place.arg.ref)?.value ?? null;
    if (value === undefined || canonicalJson(value) === canonicalJson(old)) return undefined;
    const step = plan.steps[place.at]!;
    return { ...plan, steps: plan.steps.with(place.at, { ...step, args: step.args.with(place.i, [place.name, { kind: 'value', value }]) }) };
  }

  #extraRead(task: TaskRecord, plan: Plan, stream: Stream): Plan | undefined {
    const tool = stream.pick(task.tools);
    const args: [string, Argument][] = [];
    for (const name of this.#required(tool)) {
      const value = this.#draw(tool, name, stream);
      if (value === undefined) return undefined;
      args.push([name, { kind: 'value', value }]);
    }
    return { ...plan, steps: inserted(plan.steps, { id: 'extra', tool, args }, stream.below(plan.steps.length + 1)) };
  }

  #defaultsGiven(plan: Plan): Plan | undefined {
    let given = false;
    const steps = plan.steps.map((step) => {
      const extra = this.#ir.tools.find((t) => t.name === step.tool)?.params.flatMap((p) => (p.default === undefined ? [] : [[p.name, { kind: 'value', value: p.default }] as const])) ?? [];
      given ||= extra.length > 0;
      return { ...step, args: [...step.args, ...extra] };
    });
    return given ? { ...plan, steps } : undefined;
  }

  #draw(tool: string, param: string, stream: Stream): Json | undefined {
    const ir = this.#ir.tools.find((t) => t.name === tool);
    const type = ir?.params.find((p) => p.name === param)?.type;
    if (ir === undefined || type === undefined) return undefined;
    const bound: TypeRef = substitute(type, (name) => ir.typeParams.find((p) => p.name === name)?.bound ?? undefined);
    return this.#runtime.generate(bound, stream);
  }
}

function planOf(task: TaskRecord): Plan {
  const argument = (source: Source): Argument => ('ref' in source ? { kind: 'ref', ref: source.ref, path: source.path ?? [] } : { kind: 'value', value: source.value });
  return {
    steps: task.calls.map((call) => ({ id: call.id, tool: call.tool, args: Object.entries(call.arguments).map(([name, source]) => [name, argument(source)] as const) })),
    goal: argument(task.answer),
  };
}

function valueOf(arg: Argument, values: ReadonlyMap<string, Json>): Json | undefined {
  if (arg.kind === 'value') return arg.value;
  let at = values.get(arg.ref);
  for (const name of arg.path) at = at !== undefined && at !== null && typeof at === 'object' && !isList(at) ? at[name] : undefined;
  return at;
}

// ---------------------------------------------------------------- breaks

function stoppedEarly(plan: Plan): Plan | undefined {
  const steps = plan.steps.slice(0, -1);
  const last = steps[steps.length - 1];
  return last === undefined ? undefined : { steps, goal: { kind: 'ref', ref: last.id, path: [] } };
}

function anotherResult(plan: Plan, stream: Stream): Plan | undefined {
  const others = plan.steps.slice(0, -1);
  return others.length === 0 ? undefined : { ...plan, goal: { kind: 'ref', ref: stream.pick(others).id, path: [] } };
}

/** Whatever needs the call is made without the argument. */
function leftOut(plan: Plan, stream: Stream): Plan {
  const at = stream.below(plan.steps.length);
  return { ...plan, steps: plan.steps.filter((_, i) => i !== at) };
}

/** What went into a call is given to those that needed its result. */
function skippedOver(plan: Plan, stream: Stream): Plan {
  const at = stream.below(plan.steps.length);
  const step = plan.steps[at]!;
  const before = stream.pick(step.args)[1];
  const instead = (arg: Argument): Argument => (arg.kind === 'ref' && arg.ref === step.id ? before : arg);
  return { steps: plan.steps.filter((_, i) => i !== at).map((s) => ({ ...s, args: s.args.map(([name, arg]) => [name, instead(arg)] as const) })), goal: instead(plan.goal) };
}

function swapped(plan: Plan, stream: Stream): Plan | undefined {
  const wide = plan.steps.flatMap((s, i) => (s.args.length >= 2 ? [i] : []));
  if (wide.length === 0) return undefined;
  const at = stream.pick(wide);
  const step = plan.steps[at]!;
  const [first, second, ...rest] = step.args;
  if (first === undefined || second === undefined) return undefined;
  return { ...plan, steps: plan.steps.with(at, { ...step, args: [[first[0], second[1]], [second[0], first[1]], ...rest] }) };
}

function elsewhere(task: TaskRecord, plan: Plan, stream: Stream): Plan | undefined {
  const at = stream.below(plan.steps.length);
  const step = plan.steps[at]!;
  const place = stream.below(step.args.length);
  const [name, arg] = step.args[place]!;
  const others = [...task.inputs.map((u) => u.id), ...plan.steps.slice(0, at).map((s) => s.id)].filter((id) => arg.kind !== 'ref' || id !== arg.ref);
  if (others.length === 0) return undefined;
  return { ...plan, steps: plan.steps.with(at, { ...step, args: step.args.with(place, [name, { kind: 'ref', ref: stream.pick(others), path: [] }]) }) };
}

function misnamed(plan: Plan, stream: Stream): Plan {
  const at = stream.below(plan.steps.length);
  const step = plan.steps[at]!;
  const place = stream.below(step.args.length);
  const [name, arg] = step.args[place]!;
  return { ...plan, steps: plan.steps.with(at, { ...step, args: step.args.with(place, [`${name}_`, arg]) }) };
}

/** Something near to a value that is not it: what careless copying makes of an answer. */
function mangle(value: Json, stream: Stream): Json {
  if (typeof value === 'number') return stream.pick([value + 1, value - 1, -value, value * 10, value / 100, Number(value.toPrecision(2)), value + 0.01]);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return stream.pick([`${value}s`, value.slice(1), value.slice(0, -1), value.toUpperCase(), value.toLowerCase(), `"${value}"`, ` ${value}`, value.replaceAll('/', '-'), [...value].reverse().join('')]);
  if (value === null) return 'none';
  if (isList(value)) return stream.pick([value.slice(1), value.slice(0, -1), [...value].reverse(), [...value, value[0] ?? 0], [value], value.map((item) => mangle(item, stream))]);
  const [first, ...rest] = Object.entries(value);
  return first === undefined ? [] : stream.pick([Object.fromEntries(rest), Object.fromEntries([[first[0], mangle(first[1], stream)], ...rest]), { ...value, more: 1 }, { answer: value }]);
}

// ---------------------------------------------------------------- harmless changes

function inserted(steps: readonly Step[], step: Step, at: number): Step[] {
  return [...steps.slice(0, at), step, ...steps.slice(at)];
}

/** Another executable order; undefined where there is none. What comes after a login stays after it. @param isLogin of a tool */
function reordered(plan: Plan, isLogin: (tool: string) => boolean, stream: Stream): Plan | undefined {
  const left = [...plan.steps];
  const done = new Set<string>();
  const steps: Step[] = [];
  while (left.length > 0) {
    const login = left.findIndex((s) => isLogin(s.tool));
    const free = login === -1 ? left : left.slice(0, login + 1);
    const ready = free.filter((s) => s.args.every(([, arg]) => arg.kind === 'value' || arg.ref.startsWith('u') || done.has(arg.ref)));
    const next = stream.pick(ready);
    steps.push(next);
    done.add(next.id);
    left.splice(left.indexOf(next), 1);
  }
  return steps.every((s, i) => s === plan.steps[i]) ? undefined : { ...plan, steps };
}

/** The same answer in another JSON spelling: numbers with more digits, objects in another order, all as text with spaces. */
function atLength(value: Json): Json {
  const spell = (v: Json): string => {
    if (typeof v === 'number') return `${v}`.includes('e') ? `${v}` : `${v}`.includes('.') ? `${v}0` : `${v}.0`;
    if (v === null || typeof v !== 'object') return JSON.stringify(v);
    if (isList(v)) return `[ ${v.map(spell).join(' , ')} ]`;
    return `{ ${Object.entries(v).reverse().map(([name, item]) => `${JSON.stringify(name)} : ${spell(item)}`).join(' , ')} }`;
  };
  return typeof value === 'string' ? value : spell(value);
}
