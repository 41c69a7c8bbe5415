/**
 * Random calls of a world, and what the TypeScript run time answers: the yardstick for every other language. Gold calls,
 * valid calls off the gold path, and wrong ones of every kind. Arguments are JSON texts, because how a number is spelled
 * is part of what must not matter.
 */
import type { Json, ParamIR, ToolIR, TypeRef, WorldIR } from '../../src/ir/ir.js';
import { canonicalJson, isList } from '../../src/runtime/canonical.js';
import { Stream, deriveKey } from '../../src/runtime/random.js';
import { createRuntime, type Environment, type Runtime } from '../../src/runtime/runtime.js';
import { valueOf } from '../../src/runtime/score.js';
import { substitute } from '../../src/runtime/subtype.js';
import type { TaskRecord } from '../../src/sample/tasks/record.js';
import { ANY_VALUES, NAMES, NUMBERS, TEXTS } from './wrong-values.js';

export interface CallCase {
  readonly kind: string;
  /** The key of the environment, 64 hex digits. */
  readonly environment: string;
  readonly tool: string;
  /** Parameter → JSON text. Equal names may occur twice: the last one counts. */
  readonly arguments: readonly (readonly [name: string, json: string])[];
}

/** One line of a case file: the arguments as they are spelled, the answer as canonical JSON. */
export function callLine(of: CallCase, runtime: Runtime, environments: Map<string, Environment>): string {
  const args = `{${of.arguments.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
  let environment = environments.get(of.environment);
  if (environment === undefined) {
    environments.clear();
    environments.set(of.environment, (environment = runtime.environment(bytesOf(of.environment))));
  }
  const answer = environment.call(of.tool, JSON.parse(args) as { readonly [name: string]: unknown });
  return `{"do":"call","kind":${JSON.stringify(of.kind)},"environment":"${of.environment}","tool":${JSON.stringify(of.tool)},"arguments":${args},"expect":${JSON.stringify(canonicalJson(answer as unknown as Json))}}`;
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** The calls of a task's right solution, in its own environment. */
export function goldCases(task: TaskRecord): CallCase[] {
  return task.calls.map((call) => ({
    kind: 'gold',
    environment: task.environment,
    tool: call.tool,
    arguments: Object.entries(call.arguments).map(([name, source]) => [name, JSON.stringify(valueOf(task, source))] as const),
  }));
}

/** Endless random calls, `perEnvironment` in each environment. Tools come in turn. */
export class CallMaker {
  readonly #runtime: Runtime;
  readonly #stream: Stream;
  readonly #types: readonly TypeRef[];
  #made = 0;
  #environment: Environment;
  #hex = '';

  constructor(
    private readonly ir: WorldIR,
    seed: string,
    private readonly perEnvironment = 40,
  ) {
    this.#runtime = createRuntime(ir);
    this.#stream = new Stream(deriveKey(null, 'conformance', seed));
    this.#types = ['str', 'int', 'float', 'bool', ...ir.types.map((t) => t.name)].map((name) => ({ kind: 'named', name }));
    this.#environment = this.#open();
  }

  next(): CallCase {
    if (this.#made % this.perEnvironment === 0) this.#environment = this.#open();
    const tool = this.ir.tools[this.#made++ % this.ir.tools.length];
    if (tool === undefined) throw new Error('the world has no tools');
    const make = this.#stream.pick(MAKERS);
    const valid = this.#valid(tool);
    const made = { environment: this.#hex, ...make(this, tool, valid) };
    return { ...made, tool: made.tool ?? tool.name };
  }

  get stream(): Stream {
    return this.#stream;
  }

  get toolNames(): readonly string[] {
    return this.ir.tools.map((t) => t.name);
  }

  #open(): Environment {
    const key = Uint8Array.from({ length: 32 }, () => this.#stream.below(256));
    this.#hex = hexOf(key);
    return this.#runtime.environment(key);
  }

  #valid(tool: ToolIR): [string, string][] {
    const app = this.#stream.pick([...this.ir.apps.map((a) => a.name), 'notes']);
    const account = tool.access === undefined || this.#stream.below(4) === 0 ? undefined : this.#environment.logins.account(tool.app ?? app);
    if (account !== undefined && tool.access === 'login') return [['username', JSON.stringify(account.username)], ['password', JSON.stringify(account.password)]];
    if (account !== undefined) return [['app', JSON.stringify(app)], ['username', JSON.stringify(account.username)]];
    return tool.params.filter((p) => p.default === undefined || this.#stream.below(2) === 0).map((p) => [p.name, this.value(tool, p)]);
  }

  /** A value that the parameter most likely takes; half of the time one that the environment knows. */
  value(tool: ToolIR, param: ParamIR): string {
    const type = substitute(param.type, (name) => tool.typeParams.find((p) => p.name === name)?.bound ?? undefined);
    const known = this.#stream.below(2) === 0 ? this.#environment.facts : undefined;
    if (type.kind === 'named' && (type.name === 'float' || type.name === 'int') && this.#stream.below(3) > 0) return this.#stream.pick(NUMBERS);
    if (type.kind === 'named' && type.name === 'str' && this.#stream.below(2) > 0) return this.#stream.pick(TEXTS);
    const value = this.#runtime.generate(this.#concrete(type), this.#stream, known);
    return value === undefined ? this.#stream.pick(ANY_VALUES) : JSON.stringify(value);
  }

  /** Variables without a bound stand for any type. */
  #concrete(type: TypeRef): TypeRef {
    if (type.kind === 'var') return this.#stream.pick(this.#types);
    const any = this.#stream.pick(this.#types);
    return substitute(type, () => any);
  }
}

type Made = Omit<CallCase, 'environment' | 'tool'> & { readonly tool?: string };
type Maker = (maker: CallMaker, tool: ToolIR, valid: readonly [string, string][]) => Made;

/** Valid calls come up as often as wrong ones. */
const MAKERS: readonly Maker[] = [
  valid,
  valid,
  valid,
  valid,
  valid,
  respelled,
  (maker, _tool, args) => ({ kind: 'unknown tool', tool: unknownName(maker.toolNames, maker.stream), arguments: args }),
  (maker, tool, args) => {
    const gone = args.length === 0 ? -1 : maker.stream.below(args.length);
    return { kind: 'missing argument', tool: tool.name, arguments: args.filter((_, i) => i !== gone) };
  },
  (maker, tool, args) => {
    const extra: [string, string] = [unknownName(tool.params.map((p) => p.name), maker.stream), maker.stream.pick(ANY_VALUES)];
    const more: [string, string][] = maker.stream.below(2) === 0 ? [] : [[maker.stream.pick(NAMES), '1']];
    return { kind: 'extra argument', arguments: shuffled([...args, extra, ...more], maker.stream) };
  },
  (maker, _tool, args) => ({ kind: 'another value', arguments: replaced(args, maker.stream, () => maker.stream.pick(ANY_VALUES)) }),
  (maker, _tool, args) => ({ kind: 'a value nearly right', arguments: replaced(args, maker.stream, (json) => nearly(json, maker.stream)) }),
  (maker, _tool, args) => ({ kind: 'a part replaced', arguments: replaced(args, maker.stream, (json) => partReplaced(json, maker.stream)) }),
];

function valid(_maker: CallMaker, _tool: ToolIR, args: readonly [string, string][]): Made {
  return { kind: 'valid', arguments: args };
}

/** The same values, spelled otherwise, in another order: nothing may change. */
function respelled(maker: CallMaker, _tool: ToolIR, args: readonly [string, string][]): Made {
  const spell = (json: string): string => {
    if (/^-?[0-9]+$/.test(json)) return maker.stream.pick([`${json}.0`, `${json}e0`, `${json}.00e+0`, json]);
    if (/^"[ -~]*"$/.test(json) && !json.includes('\\')) return `"${Array.from(json.slice(1, -1), (c) => (maker.stream.below(4) === 0 ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('')}"`;
    return json;
  };
  return { kind: 'respelled', arguments: shuffled(args.map(([name, json]) => [name, spell(json)] as const), maker.stream) };
}

function shuffled<T>(items: readonly T[], stream: Stream): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = stream.below(i + 1);
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}

/** A known name with a letter changed, left out or put in; or a name from the list. */
function unknownName(names: readonly string[], stream: Stream): string {
  if (names.length === 0 || stream.below(3) === 0) return stream.pick(NAMES);
  const name = stream.pick(names);
  const at = stream.below(name.length + 1);
  const put = stream.pick(['', 'x', '_', 'é', '😀', 's']);
  return name.slice(0, at) + put + name.slice(at + stream.below(2));
}

function replaced(args: readonly [string, string][], stream: Stream, by: (json: string) => string): [string, string][] {
  const at = args.length === 0 ? -1 : stream.below(args.length);
  return args.map(([name, json], i) => [name, i === at ? by(json) : json]);
}

/** A value with a small thing wrong: a character, a step, an item. */
function nearly(json: string, stream: Stream): string {
  const value = JSON.parse(json) as Json;
  if (typeof value === 'string') {
    const at = stream.below(value.length + 1);
    return JSON.stringify(value.slice(0, at) + stream.pick(['', ' ', 'a', 'A', '0', '9', 'é', '😀']) + value.slice(at + stream.below(2)));
  }
  if (typeof value === 'number') return JSON.stringify(stream.pick([value + 1, value - 1, -value, value + 0.01, value * 1000, value / 3, value + 0.001, Math.trunc(value)]));
  if (typeof value === 'boolean') return String(!value);
  if (value === null) return '0';
  if (isList(value)) return JSON.stringify(stream.pick([[...value, ...value], value.slice(1), [...value].reverse(), [value], [...value, null], Array.from({ length: 40 }, () => value[0] ?? null)]));
  const entries = Object.entries(value);
  return JSON.stringify(Object.fromEntries(stream.pick([entries.slice(1), [...entries].reverse(), [...entries, ['extra', 1] as const], entries.map(([k, v]) => [`${k}_`, v] as const)])));
}

/** A value with some value inside it replaced by any other. */
function partReplaced(json: string, stream: Stream): string {
  const value = JSON.parse(json) as Json;
  if (typeof value !== 'object' || value === null || stream.below(4) === 0) return stream.pick(ANY_VALUES);
  const parts: [string | null, string][] = isList(value) ? value.map((v) => [null, JSON.stringify(v)]) : Object.entries(value).map(([k, v]) => [JSON.stringify(k), JSON.stringify(v)]);
  const at = parts.length === 0 ? -1 : stream.below(parts.length);
  const texts = parts.map(([name, text], i) => (name === null ? '' : `${name}:`) + (i === at ? partReplaced(text, stream) : text));
  return isList(value) ? `[${texts.join()}]` : `{${texts.join()}}`;
}
