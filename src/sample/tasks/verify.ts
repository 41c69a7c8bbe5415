/**
 * Tasks proved again, from their records alone: each is replayed in the run time that ships, and every promise
 * that was made of it is tested once more. Nothing of the sampler is used.
 */
import type { Json, TaskSetIR, ToolIR, TypeRef, WorldIR } from '../../ir/ir.js';
import { createNarrator, type Narrator } from '../../instruct/narrator.js';
import { canonicalJson } from '../../runtime/canonical.js';
import { createRuntime, type Environment, type Runtime } from '../../runtime/runtime.js';
import { canonicalKey, skeletonHash } from '../canonical.js';
import { inferTypes } from '../infer.js';
import { checkRules, measure } from '../rules.js';
import { readCredentials, type Credentials } from '../../instruct/credentials.js';
import { Access, accessPart, splitRecord, type AccessPartOfRecord, type Login } from './access.js';
import { MattersGate } from './matters.js';
import { parseTask, sourceOf } from './parse.js';
import { typeName, type TaskRecord } from './record.js';
import { leadsBack } from './progress.js';
import { states } from './stated.js';
import { ProgramBuilder, follow, valueOf, type Instance } from './values.js';
import type { ArgumentSource, Skeleton, SkeletonCall } from '../skeleton.js';

/** The kinds of thing that can be wrong with a recorded task. */
export type ProblemKind = 'record' | 'world' | 'tool' | 'reference' | 'unused' | 'refused' | 'result' | 'answer' | 'progress' | 'matters' | 'reading' | 'secret' | 'rules' | 'shape' | 'login' | 'duplicate';

export interface Problem {
  readonly kind: ProblemKind;
  readonly message: string;
}

export class Verifier {
  readonly #runtime: Runtime;
  readonly #narrator: Narrator;
  readonly #programs: ProgramBuilder;
  readonly #matters: MattersGate;
  readonly #tools: ReadonlyMap<string, ToolIR>;
  readonly #access: Access;
  readonly #sets: ReadonlyMap<string, TaskSetIR>;
  /** set and skeleton → where it was seen first. */
  readonly #seen = new Map<string, string>();

  constructor(private readonly ir: WorldIR) {
    this.#runtime = createRuntime(ir);
    this.#narrator = createNarrator(ir);
    this.#programs = new ProgramBuilder(this.#runtime);
    this.#matters = new MattersGate(ir, this.#runtime);
    this.#tools = new Map(ir.tools.map((t) => [t.name, t]));
    this.#sets = new Map(ir.taskSets.map((s) => [s.name, s]));
    this.#access = new Access(ir);
  }

  /** Everything wrong with one line; empty if the task is as promised. */
  verifyLine(line: string): Problem[] {
    const parsed = parseTask(line);
    return parsed.ok ? this.verify(parsed.task) : [{ kind: 'record', message: parsed.problem }];
  }

  verify(whole: TaskRecord): Problem[] {
    const { task: unintroduced, access } = splitRecord(whole);
    const problems: Problem[] = [];
    const say = (kind: ProblemKind, message: string): void => void problems.push({ kind, message });
    const { credentials, rest } = readCredentials(whole.instruction, this.ir.apps);
    const task: TaskRecord = { ...unintroduced, instruction: rest };
    if (task.ir !== this.ir.hash) say('world', `was made from another version of the world (${task.ir}, and this is ${this.ir.hash})`);
    const set = this.#sets.get(task.set);
    if (set === undefined) say('world', `belongs to the task set "${task.set}", which the world does not have`);
    const allowed = set === undefined ? undefined : new Set(set.tools);
    for (const name of task.tools) {
      if (!this.#tools.has(name)) say('tool', `lists the tool "${name}", which the world does not have`);
      else if (allowed !== undefined && !allowed.has(name) && !this.#access.tools.has(name)) say('tool', `lists the tool "${name}", which the task set "${task.set}" may not use`);
    }
    const skeleton = this.#skeleton(task, say);
    if (skeleton === undefined) return problems;
    this.#use(task, skeleton, say);
    const environment = this.#runtime.environment(Uint8Array.from(task.environment.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
    this.#logIn(task, credentials, access, skeleton, environment, say);
    const instance = this.#replay(task, skeleton, environment, say);
    if (instance === undefined) return problems;
    if (leadsBack(skeleton, instance.inputs, instance.results)) say('progress', 'has a call that leads back to a value that it came from, or hands back a list as it was given');
    const program = this.#programs.build(skeleton);
    if (!this.#matters.passes(program, instance)) say('matters', 'has a call that does not matter to the answer');
    if (set !== undefined) for (const violation of checkRules(skeleton, rulesOf(this.ir, set, skeleton), this.ir)) say('rules', violation);
    this.#text(task, skeleton, instance, say);
    const key = `${task.set}\n${task.skeleton}`;
    const first = this.#seen.get(key);
    if (first !== undefined) say('duplicate', `has the same skeleton as ${first}`);
    else this.#seen.set(key, task.id);
    return problems;
  }

  /** The record's calls as a skeleton; undefined (and said) where they are not one. */
  #skeleton(task: TaskRecord, say: Say): Skeleton | undefined {
    const listed = new Set(task.tools);
    const calls: SkeletonCall[] = [];
    const types: (TypeRef | undefined)[] = task.inputs.map(() => undefined);
    for (const [i, call] of task.calls.entries()) {
      const tool = this.#tools.get(call.tool);
      if (call.id !== `c${i + 1}`) return void say('reference', `has call ${i + 1} under the id "${call.id}"`);
      if (tool === undefined || !listed.has(call.tool)) return void say('tool', `calls "${call.tool}", which it does not list`);
      const args: ArgumentSource[] = [];
      for (const param of tool.params) {
        const ref = Object.hasOwn(call.arguments, param.name) ? call.arguments[param.name] : undefined;
        if (ref !== undefined && !('ref' in ref)) return void say('reference', `gives "${call.tool}" a value that comes from nowhere`);
        if (ref === undefined) {
          if (param.default === undefined) return void say('reference', `calls "${call.tool}" without its argument "${param.name}"`);
          continue;
        }
        const source = sourceOf(ref, task.inputs.length, i);
        if (source === undefined) return void say('reference', `uses "${ref.ref}" in call ${i + 1} before it is known`);
        if (source.kind === 'input') types[source.input] ??= param.type;
        args.push(source);
      }
      const extra = Object.keys(call.arguments).find((name) => !tool.params.some((p) => p.name === name));
      if (extra !== undefined) return void say('reference', `calls "${call.tool}" with an argument "${extra}" that it does not have`);
      calls.push({ tool: call.tool, args, result: tool.result });
    }
    const goal = sourceOf(task.answer, 0, calls.length);
    if (goal?.kind !== 'call' || goal.call !== calls.length - 1) return void say('answer', 'does not ask for the last call\'s result');
    const bare: Skeleton = { inputs: types.map((type) => ({ type: type ?? ANY })), calls, goal: { call: goal.call, path: goal.path, type: ANY } };
    // Type variables have the types that composition gave them: worked out again from the tools and sources alone.
    const inferred = inferTypes(bare, this.#tools, this.ir);
    if (inferred.goal === null) return void say('answer', `asks for the field "${goal.path.join('.')}", which the result does not have`);
    return {
      inputs: bare.inputs.map((input, i) => ({ type: inferred.inputs[i] ?? input.type })),
      calls: calls.map((call, i) => ({ ...call, result: inferred.results[i] ?? call.result })),
      goal: { call: goal.call, path: goal.path, type: inferred.goal },
    };
  }

  #use(task: TaskRecord, skeleton: Skeleton, say: Say): void {
    const inputs = new Set<number>();
    const calls = new Set([skeleton.goal.call]);
    for (const call of skeleton.calls) for (const arg of call.args) (arg.kind === 'input' ? inputs : calls).add(arg.kind === 'input' ? arg.input : arg.call);
    for (const [i, call] of task.calls.entries()) if (!calls.has(i)) say('unused', `never uses the result of call ${i + 1} ("${call.tool}")`);
    for (const [i, input] of task.inputs.entries()) if (!inputs.has(i)) say('unused', `never uses the input "${input.id}"`);
    for (const [i, call] of skeleton.calls.entries()) {
      const sources = call.args.map((arg) => (arg.kind === 'input' ? `u${arg.input}` : `c${arg.call}.${arg.path.join('.')}`));
      if (new Set(sources).size < sources.length) say('rules', `takes one value for two parameters in call ${i + 1}`);
    }
    const m = measure(skeleton);
    for (const name of ['length', 'depth', 'inputs', 'joins', 'shared'] as const) {
      if (task.shape[name] !== m[name]) say('shape', `says ${name} ${task.shape[name]}, and it is ${m[name]}`);
    }
    if (task.skeleton !== skeletonHash(skeleton)) say('shape', 'has the skeleton hash of another skeleton');
  }

  /** The logins: those that the calls need, as the instruction tells of them, made and accepted before the first call. */
  #logIn(task: TaskRecord, credentials: readonly Credentials[], access: AccessPartOfRecord, skeleton: Skeleton, environment: Environment, say: Say): void {
    const needed = this.#access.needed(skeleton.calls.map((c) => c.tool));
    if (credentials.map((c) => c.app).join(' ') !== needed.map((n) => n.app.name).join(' ')) {
      say('login', `tells of accounts on ${list(credentials.map((c) => c.app))}, and its calls need logins to ${list(needed.map((n) => n.app.name))}`);
      return;
    }
    const missing = this.#access.offer(task.tools.filter((t) => !this.#access.tools.has(t)), environment.key).filter((t) => !task.tools.includes(t));
    if (missing.length > 0) say('login', `does not list ${list(missing)}, which its apps need`);
    const logins = needed.flatMap((plan, i): Login[] => {
      const told = credentials[i];
      const password = told?.password ?? environment.logins.account(plan.app.name)?.password;
      return told === undefined || password === undefined ? [] : [{ ...plan, username: told.username, password, given: told.password !== undefined }];
    });
    const expected = accessPart(logins, this.#access.manager, task.inputs.length);
    const inputs = expected.inputs.map((input) => ({ ...input, type: typeName(input.type) }));
    if (canonicalText(inputs) !== canonicalText(access.inputs) || canonicalText(expected.calls) !== canonicalText(access.calls)) {
      say('login', 'has other calls or inputs for its logins than its instruction tells of');
      return;
    }
    const values = new Map<string, Json>(access.inputs.map((i) => [i.id, i.value]));
    for (const call of access.calls) {
      const args = Object.entries(call.arguments).map(([name, source]): [string, Json] => [name, 'ref' in source ? (values.get(source.ref) ?? null) : source.value]);
      const outcome = environment.call(call.tool, Object.fromEntries(args));
      if (!outcome.ok) return say('refused', `call ${call.id} is refused: ${outcome.error.message}`);
      if (canonicalJson(outcome.value) !== canonicalJson(call.result)) return say('login', `call ${call.id} ("${call.tool}") answers ${JSON.stringify(outcome.value)}, and the record says ${JSON.stringify(call.result)}`);
      values.set(call.id, outcome.value);
    }
    for (const login of logins) if (!login.given && states(task.instruction, login.password)) say('secret', `states the password of ${login.app.noun}, which it should not`);
  }

  #replay(task: TaskRecord, skeleton: Skeleton, environment: Environment, say: Say): Instance | undefined {
    const inputs = task.inputs.map((input) => input.value);
    const results: Json[] = [];
    for (const [i, call] of skeleton.calls.entries()) {
      const tool = this.#tools.get(call.tool);
      const args: [string, Json][] = [];
      let next = 0;
      for (const param of tool?.params ?? []) {
        if (param.default !== undefined) continue;
        const source = call.args[next++];
        const value = source === undefined ? undefined : valueOf(source, inputs, results);
        if (value === undefined) return void say('reference', `gives "${call.tool}" a field that the earlier result does not have`);
        args.push([param.name, value]);
      }
      const outcome = environment.call(call.tool, Object.fromEntries(args));
      if (!outcome.ok) return void say('refused', `call ${i + 1} is refused: ${outcome.error.message}`);
      const recorded = task.calls[i]?.result;
      if (recorded === undefined || canonicalJson(outcome.value) !== canonicalJson(recorded)) {
        say('result', `call ${i + 1} ("${call.tool}") answers ${JSON.stringify(outcome.value)}, and the record says ${JSON.stringify(recorded)}`);
      }
      results.push(outcome.value);
    }
    const answer = follow(results[skeleton.goal.call], skeleton.goal.path);
    if (answer === undefined || canonicalJson(answer) !== canonicalJson(task.answer.value)) {
      say('answer', `ends with ${JSON.stringify(answer)}, and the record's answer is ${JSON.stringify(task.answer.value)}`);
    }
    return { environment, inputs, results };
  }

  #text(task: TaskRecord, skeleton: Skeleton, instance: Instance, say: Say): void {
    for (const [i, result] of instance.results.entries()) {
      if (states(task.instruction, result)) say('secret', `states the result of call ${i + 1}, ${JSON.stringify(result)}, in its instruction`);
    }
    const readings = this.#narrator.read(
      task.instruction,
      skeleton.inputs.map((input, i) => ({ type: input.type, value: instance.inputs[i] ?? null })),
      task.tools.filter((t) => !this.#access.tools.has(t)),
      2,
    );
    const only = readings[0];
    if (only === undefined) say('reading', 'cannot be read back from its instruction');
    else if (readings.length > 1) say('reading', 'can be read in more than one way');
    else if (canonicalKey(only) !== canonicalKey(skeleton)) say('reading', 'reads back to another skeleton');
  }
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.map((n) => `"${n}"`).join(', ');
}

function canonicalText(value: unknown): string {
  const copy: Json = JSON.parse(JSON.stringify(value));
  return canonicalJson(copy);
}

type Say = (kind: ProblemKind, message: string) => void;

const ANY: TypeRef = { kind: 'var', name: '_' };

/** The rules of the set, and those of the part of its mix that the task can belong to: the one that it breaks least. */
function rulesOf(ir: WorldIR, set: TaskSetIR, skeleton: Skeleton): WorldIR['constraints'][number]['rules'] {
  if (set.mix.length === 0) return set.rules;
  const parts = set.mix.map((part) => ir.constraints.find((c) => c.name === part.constraint)?.rules ?? []);
  const fits = parts.find((rules) => checkRules(skeleton, rules, ir).length === 0);
  return [...set.rules, ...(fits ?? parts[0] ?? [])];
}
