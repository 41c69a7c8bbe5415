/**
 * The run time: tools that answer calls. The sampler replays on it, the command line plays on it, and every emitted
 * tool will carry it. A tool is a function of its environment's key and its arguments, without any memory.
 */
import type { Json, TextIR, ToolIR, TypeRef, WorldIR } from '../ir/ir.js';
import { canonicalJson, compareCodeUnits, copyJson } from './canonical.js';
import { Denotations, isJson, type Denotation } from './denotation.js';
import { FactsProgram, homesOf, type Facts } from './facts.js';
import { meant, nearest, show, type CallResult, type ToolError } from './errors.js';
import { compileExpr, type Compiled } from './evaluate.js';
import { ComputationError } from './functions/built-in.js';
import { LabelWriter } from './labels.js';
import { Logins, LoginsProgram } from './login.js';
import { Stream, type RandomSource } from './random.js';
import { isSubtype, substitute, typeKey } from './subtype.js';
import { TypeTable } from './type-table.js';

export type { CallResult, ToolError } from './errors.js';

export interface Runtime {
  readonly ir: WorldIR;
  readonly table: TypeTable;
  recognize(type: TypeRef, value: unknown): boolean;
  /** Undefined where the type has no values that could be drawn. With facts, values that have a home are drawn from its rows. */
  generate(type: TypeRef, source: RandomSource, facts?: Facts): Json | undefined;
  isSubtype(a: TypeRef, b: TypeRef): boolean;
  example(type: TypeRef): Json | undefined;
  tool(name: string): CompiledTool | undefined;
  /** @param key 32 bytes */
  environment(key: Uint8Array): Environment;
}

/** A world as one task sees it: what is sampled in it, and its facts, are functions of its key. */
export interface Environment {
  /** 32 bytes */
  readonly key: Uint8Array;
  readonly facts: Facts;
  /** The accounts, and where the caller has logged in: the only thing that a call can change. */
  readonly logins: Logins;
  /** A call as an agent makes it. Tools of an app with a login answer once `logins` is open for it. */
  call(tool: string, args: { readonly [parameter: string]: unknown }): CallResult;
}

export interface CompiledTool {
  readonly ir: ToolIR;
  /**
   * A call with its arguments in parameter order, undefined where a default stands in. Checks what `call` checks but
   * for missing and extra names, which cannot occur here, and logins, which are made before.
   */
  invoke(environment: Environment, args: readonly (Json | undefined)[]): CallResult;
}

export function createRuntime(ir: WorldIR): Runtime {
  const table = new TypeTable(ir.types);
  const denotations = new Denotations(table, homesOf(ir.entities));
  const facts = new FactsProgram(ir, table, denotations);
  const logins = new LoginsProgram(ir, denotations);
  const irs = new Map(ir.tools.map((t) => [t.name, t]));
  const tools = new Map<string, Tool>();
  const names = ir.tools.map((t) => t.name);
  const find = (name: string): Tool | undefined => {
    const known = tools.get(name);
    if (known !== undefined) return known;
    const tool = irs.get(name);
    if (tool === undefined) return undefined;
    const made = new Tool(tool, table, denotations);
    tools.set(name, made);
    return made;
  };
  return {
    ir,
    table,
    recognize: (type, value) => denotations.of(type).recognize(value),
    generate: (type, source, from) => denotations.of(type).generate(source, from),
    isSubtype: (a, b) => isSubtype(table, a, b),
    example: (type) => denotations.of(type).example(),
    tool: find,
    environment: (key) => {
      const known = facts.open(key);
      const environment: Environment = {
        key,
        facts: known,
        logins: logins.open(key, known),
        call: (name, args) => {
          const tool = find(name);
          if (tool === undefined) return unknownTool(name, names);
          const closed = environment.logins.refuse(tool.ir);
          return closed === null ? tool.call(environment, args) : { ok: false, error: closed };
        },
      };
      return environment;
    },
  };
}

function unknownTool(name: string, names: readonly string[]): CallResult {
  const suggestions = nearest(name, names);
  return { ok: false, error: { code: 'unknown_tool', message: `there is no tool "${name.toWellFormed()}"${meant(suggestions)}`, tool: name.toWellFormed(), ...(suggestions.length === 0 ? {} : { suggestions }) } };
}

interface Parameter {
  readonly name: string;
  readonly type: TypeRef;
  readonly denotation: Denotation;
  readonly fallback: Json | undefined;
}

/** Used by one draw at a time. */
const labels = new LabelWriter();
const stream = new Stream(new Uint8Array(32));

class Tool implements CompiledTool {
  readonly #params: readonly Parameter[];
  readonly #names: readonly string[];
  /** Places of the parameters in the order of their names, each with `"name":` ready for canonical JSON. */
  readonly #canonical: readonly { readonly place: number; readonly open: string }[];
  readonly #result: Denotation;
  /** The labels that come before the arguments where results are drawn. */
  readonly #prefix: Uint8Array;
  readonly #returns: Compiled | undefined;
  readonly #requires: readonly { readonly condition: Compiled; readonly message: TextIR }[];

  constructor(
    readonly ir: ToolIR,
    private readonly table: TypeTable,
    denotations: Denotations,
  ) {
    const atBound = (type: TypeRef): TypeRef => substitute(type, (name) => ir.typeParams.find((p) => p.name === name)?.bound ?? undefined);
    this.#params = ir.params.map((p) => {
      const type = atBound(p.type);
      return { name: p.name, type, denotation: denotations.of(type), fallback: p.default };
    });
    this.#names = ir.params.map((p) => p.name);
    this.#prefix = labels.restart().add('call').add(ir.name).encoded();
    this.#canonical = this.#names
      .map((name, place) => ({ name, place }))
      .sort((a, b) => compareCodeUnits(a.name, b.name))
      .map(({ name, place }, i) => ({ place, open: `${i === 0 ? '' : ','}${canonicalJson(name)}:` }));
    this.#result = denotations.of(atBound(ir.result));
    this.#returns = ir.returns === null ? undefined : compileExpr(ir.returns, this.#names);
    this.#requires = ir.requires.map((r) => ({ condition: compileExpr(r.condition, this.#names), message: r.message }));
  }

  /** A call as an agent makes it. Names are checked first: missing ones, then ones too many, then values in parameter order. */
  call(environment: Environment, args: { readonly [parameter: string]: unknown }): CallResult {
    const values: (Json | undefined)[] = [];
    for (const p of this.#params) {
      const given = Object.hasOwn(args, p.name) ? args[p.name] : undefined;
      if (given === undefined && p.fallback === undefined) return this.#refuse('missing_argument', `the argument "${p.name}" is missing: it is ${this.#wanted(p)}`, p);
      if (given !== undefined && !isJson(given)) return this.#bad(p, null);
      values.push(given);
    }
    for (const name of Object.keys(args)) {
      if (this.#names.includes(name)) continue;
      const suggestions = nearest(name, this.#names);
      const takes = this.#names.length === 0 ? 'it takes none' : `it takes ${this.#names.map((n) => `"${n}"`).join(', ')}`;
      return this.#fail({ code: 'extra_argument', message: `${this.ir.name}: there is no parameter "${name.toWellFormed()}"${meant(suggestions)}; ${takes}`, tool: this.ir.name, parameter: name.toWellFormed(), ...(suggestions.length === 0 ? {} : { suggestions }) });
    }
    return this.invoke(environment, values);
  }

  invoke(environment: Environment, args: readonly (Json | undefined)[]): CallResult {
    const params = this.#params;
    const values: Json[] = [];
    for (let i = 0; i < params.length; i++) {
      const p = params[i]!;
      const given = args[i];
      // A default has been checked by the compiler.
      if (given === undefined) values.push(copyJson(p.fallback ?? null));
      else if (p.denotation.recognize(given)) values.push(given);
      else return this.#bad(p, given);
    }
    try {
      const { facts } = environment;
      facts.meter.reset();
      for (const { condition, message } of this.#requires) {
        if (condition(values, facts) !== true) return this.#refuse('unmet_requirement', this.#fill(message, values));
      }
      if (this.ir.access !== undefined) return { ok: true, value: environment.logins.answer(this.ir, values) };
      if (this.#returns === undefined) return this.#draw(environment, values);
      const value = this.#returns(values, facts);
      if (this.#result.recognize(value)) return { ok: true, value };
      return this.#refuse('failed_computation', `the result ${show(value)} is not ${this.#typed(this.ir.result)}`);
    } catch (error) {
      if (error instanceof ComputationError) return this.#refuse('failed_computation', error.message);
      throw error;
    }
  }

  /** The keyed draw of a sampled tool: a function of the environment, the tool's name and the canonical arguments. */
  #draw(environment: Environment, values: readonly Json[]): CallResult {
    labels.restart(this.#prefix).begin().text('{');
    for (const { place, open } of this.#canonical) labels.text(open).json(values[place] ?? null);
    labels.text('}').end();
    const value = this.#result.generate(stream.restartWith(environment.key, labels), environment.facts);
    return value === undefined ? this.#refuse('failed_computation', 'the result type has no values') : { ok: true, value };
  }

  #bad(p: Parameter, got: Json): CallResult {
    return this.#refuse('bad_argument', `the argument "${p.name}" must be ${this.#wanted(p)}, and not ${show(got)}`, p, got);
  }

  #refuse(code: ToolError['code'], message: string, p?: Parameter, got?: Json): CallResult {
    const error: ToolError = { code, message: `${this.ir.name}: ${message}`, tool: this.ir.name };
    if (p === undefined) return this.#fail(error);
    const example = p.denotation.example();
    const expected = { type: typeKey(p.type), description: this.#described(p.type), ...(example === undefined ? {} : { example }) };
    return this.#fail({ ...error, parameter: p.name, expected, ...(got === undefined ? {} : { got }) });
  }

  #fail(error: ToolError): CallResult {
    return { ok: false, error };
  }

  #wanted(p: Parameter): string {
    const example = p.denotation.example();
    return `${this.#typed(p.type)}${example === undefined ? '' : `, such as ${show(example)}`}`;
  }

  /** The type in words, with its article. */
  #typed(type: TypeRef): string {
    switch (type.kind) {
      case 'named': {
        const noun = this.table.get(type.name)?.noun ?? BASE_NOUNS.get(type.name) ?? type.name;
        return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
      }
      case 'var':
        return 'any value';
      case 'list':
        return `a list of ${this.#plural(type.element)}${type.max === null ? '' : type.min === type.max ? ` (${type.min} of them)` : ` (${type.min} to ${type.max} of them)`}`;
      case 'dict':
        return `an object from ${this.#plural(type.key)} to ${this.#plural(type.value)}`;
      case 'union':
        return type.members.map((m) => this.#typed(m.type)).join(' or ');
      case 'optional':
        return `${this.#typed(type.of)} or null`;
      case 'record':
        return `an object with ${type.fields.map((f) => `"${f.name}"`).join(', ')}`;
    }
  }

  #plural(type: TypeRef): string {
    return type.kind === 'named' ? (this.table.get(type.name)?.plural ?? BASE_PLURALS.get(type.name) ?? type.name) : 'values';
  }

  #described(type: TypeRef): string {
    return type.kind === 'named' ? (this.table.get(type.name)?.description ?? '') : '';
  }

  #fill(message: TextIR, values: readonly Json[]): string {
    return message
      .map((part) => {
        if (typeof part === 'string') return part;
        const value = values[this.#names.indexOf(part.hole)];
        return typeof value === 'string' ? value : show(value ?? null);
      })
      .join('');
  }
}

const BASE_NOUNS: ReadonlyMap<string, string> = new Map([
  ['str', 'text'],
  ['int', 'whole number'],
  ['float', 'number'],
  ['bool', 'truth value'],
]);

const BASE_PLURALS: ReadonlyMap<string, string> = new Map([
  ['str', 'texts'],
  ['int', 'whole numbers'],
  ['float', 'numbers'],
  ['bool', 'truth values'],
]);
