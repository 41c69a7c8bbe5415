/**
 * A skeleton brought to life, call by call: the inputs that a call is the first to need are drawn, and drawn again until the
 * run time accepts the call and has something to say. So a precondition or a filter costs a few draws of its own
 * arguments, and not of the whole task.
 */
import type { Json, TypeRef } from '../../ir/ir.js';
import { canonicalJson } from '../../runtime/canonical.js';
import { Stream, deriveKey } from '../../runtime/random.js';
import type { Environment, Runtime } from '../../runtime/runtime.js';
import type { ArgumentSource } from '../skeleton.js';
import { gather, type Instance, type Program, type Step } from './values.js';
import { readOff, witnessesOf, type Witness } from './witness.js';

/** How often the inputs of one call are drawn. */
const DRAWS_A_CALL = 8;
/** From this draw on, arguments that bound a filter are read off a row that passes it. */
const EASY = 3;
/** How often one input is drawn until it differs from the others. */
const DRAWS_AN_INPUT = 12;

/** Why a skeleton could not be brought to life: no inputs that differ, a call refused, or a list with nothing in it. */
export type Stillbirth = 'drawable' | 'runs' | 'empty';

export class Instantiator {
  readonly #witnesses = new Map<string, readonly Witness[]>();

  constructor(private readonly runtime: Runtime) {}

  /** @param key decides the inputs; the environment has its own */
  instantiate(program: Program, environment: Environment, key: Uint8Array): Instance | Stillbirth {
    const { skeleton, steps } = program;
    const inputs: Json[] = new Array<Json>(skeleton.inputs.length);
    const results: Json[] = [];
    const drawn = new Set<number>();
    const seen = new Set<string>();
    for (const [c, step] of steps.entries()) {
      const fresh = freshInputs(step, drawn);
      if (fresh.length === 0) {
        const outcome = step.tool.invoke(environment, gather(step, inputs, results));
        if (!outcome.ok) return 'runs';
        if (saysNothing(outcome.value, step.tool.ir.result)) return 'empty';
        results.push(outcome.value);
        continue;
      }
      let failure: Stillbirth = 'drawable';
      const draws = new CallDraws(this, program, environment, c, fresh, key);
      let accepted = false;
      for (let attempt = 0; attempt < DRAWS_A_CALL && !accepted; attempt++) {
        const texts = draws.into(inputs, results, seen, attempt);
        if (texts === null) {
          failure = 'drawable';
          break;
        }
        const outcome = step.tool.invoke(environment, gather(step, inputs, results));
        if (!outcome.ok) failure = 'runs';
        else if (saysNothing(outcome.value, step.tool.ir.result)) failure = 'empty';
        else {
          accepted = true;
          results.push(outcome.value);
          for (const text of texts) seen.add(text);
        }
      }
      if (!accepted) return failure;
      for (const { input } of fresh) drawn.add(input);
    }
    return { environment, inputs, results };
  }

  generate(type: TypeRef, stream: Stream, environment: Environment): Json | undefined {
    return this.runtime.generate(type, stream, environment.facts);
  }

  recognize(type: TypeRef, value: Json): boolean {
    return this.runtime.recognize(type, value);
  }

  witnessesOf(step: Step): readonly Witness[] {
    const { ir } = step.tool;
    let known = this.#witnesses.get(ir.name);
    if (known === undefined) this.#witnesses.set(ir.name, (known = witnessesOf(ir)));
    return known;
  }
}

interface Fresh {
  readonly input: number;
  readonly param: string;
}

/** The draws of one call's inputs; what one attempt used up, the next goes on from. */
class CallDraws {
  readonly #streams: readonly Stream[];
  readonly #witnesses: readonly Witness[];
  readonly #wanted: ReadonlySet<string>;
  #rows: Stream | undefined;

  constructor(
    private readonly owner: Instantiator,
    private readonly program: Program,
    private readonly environment: Environment,
    private readonly call: number,
    private readonly fresh: readonly Fresh[],
    private readonly key: Uint8Array,
  ) {
    this.#streams = fresh.map(({ input }) => new Stream(deriveKey(key, 'input', input)));
    this.#wanted = new Set(fresh.map((f) => f.param));
    const step = program.steps[call];
    this.#witnesses = step === undefined ? [] : owner.witnessesOf(step).filter((w) => w.clues.some((c) => this.#wanted.has(c.param)));
  }

  /** Draws every fresh input into its place. The texts of the values; null where they cannot be told apart from others. */
  into(inputs: Json[], results: readonly Json[], seen: ReadonlySet<string>, attempt: number): string[] | null {
    const read = this.#readOff(inputs, results, attempt);
    const texts: string[] = [];
    for (const [i, { input, param }] of this.fresh.entries()) {
      const type = this.program.skeleton.inputs[input]?.type;
      const stream = this.#streams[i];
      if (type === undefined || stream === undefined) return null;
      const fits = (value: Json): string | null => {
        const text = canonicalJson(value);
        return seen.has(text) || texts.includes(text) ? null : text;
      };
      const offered = read.get(param);
      let value = offered !== undefined && this.owner.recognize(type, offered) ? offered : undefined;
      let text = value === undefined ? null : fits(value);
      for (let n = 0; text === null && n < DRAWS_AN_INPUT; n++) {
        value = this.owner.generate(type, stream, this.environment);
        if (value === undefined) return null;
        text = fits(value);
      }
      if (text === null || value === undefined) return null;
      inputs[input] = value;
      texts.push(text);
    }
    return texts;
  }

  #readOff(inputs: readonly Json[], results: readonly Json[], attempt: number): Map<string, Json> {
    const all = new Map<string, Json>();
    const step = this.program.steps[this.call];
    if (step === undefined || this.#witnesses.length === 0) return all;
    const args = gather(step, inputs, results);
    const known = new Map<string, Json>();
    for (const [i, p] of step.tool.ir.params.entries()) {
      const value = args[i] ?? p.default;
      if (value !== undefined && !this.#wanted.has(p.name)) known.set(p.name, value);
    }
    this.#rows ??= new Stream(deriveKey(this.key, 'row', this.call));
    for (const witness of this.#witnesses) {
      const read = readOff(witness, this.environment.facts, new Map([...known, ...all]), this.#wanted, attempt >= EASY, this.#rows);
      for (const [param, value] of read ?? []) if (!all.has(param)) all.set(param, value);
    }
    return all;
  }
}

/** The inputs that no earlier call has used, each once, with the parameter that they are given to. */
function freshInputs(step: Step, drawn: ReadonlySet<number>): Fresh[] {
  const fresh: Fresh[] = [];
  for (const [i, source] of step.sources.entries()) {
    const param = step.tool.ir.params[i]?.name;
    if (isInput(source) && param !== undefined && !drawn.has(source.input) && !fresh.some((f) => f.input === source.input)) fresh.push({ input: source.input, param });
  }
  return fresh;
}

function isInput(source: ArgumentSource | undefined): source is Extract<ArgumentSource, { kind: 'input' }> {
  return source?.kind === 'input';
}

/** A list without items, where the author did not write that it may have none (`list<T>[0..9]`). */
function saysNothing(value: Json, type: TypeRef): boolean {
  switch (type.kind) {
    case 'list':
    case 'dict':
      return type.max === null && typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    case 'record':
      return type.fields.some((f) => typeof value === 'object' && value !== null && !Array.isArray(value) && saysNothing((value as { readonly [key: string]: Json })[f.name] ?? null, f.type));
    default:
      return false;
  }
}
