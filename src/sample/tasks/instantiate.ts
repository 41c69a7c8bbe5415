/**
 * A skeleton brought to life, call by call: the inputs that a call is the first to need are drawn, and drawn again until the
 * run time accepts the call and has something to say. So a precondition or a filter costs a few draws of its own
 * arguments, and not of the whole task.
 */
import type { Json, TypeRef } from '../../ir/ir.js';
import { Stream, deriveKey } from '../../runtime/random.js';
import type { Environment, Runtime } from '../../runtime/runtime.js';
import type { ArgumentSource } from '../skeleton.js';
import { gather, sameValue, type Instance, type Program, type Step } from './values.js';
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
  readonly #streams: Stream[] = [];

  constructor(private readonly runtime: Runtime) {}

  /** The environment's key decides the inputs, too. */
  instantiate(program: Program, environment: Environment): Instance | Stillbirth {
    const { skeleton, steps } = program;
    const inputs: Json[] = new Array<Json>(skeleton.inputs.length);
    const results: Json[] = [];
    /** The inputs that are drawn. */
    const drawn: number[] = [];
    for (let c = 0; c < steps.length; c++) {
      const step = steps[c]!;
      const fresh = freshInputs(step, drawn);
      if (fresh.length === 0) {
        const outcome = step.tool.invoke(environment, gather(step, inputs, results));
        if (!outcome.ok) return 'runs';
        if (saysNothing(outcome.value, step.tool.ir.result)) return 'empty';
        results.push(outcome.value);
        continue;
      }
      let failure: Stillbirth = 'drawable';
      const draws = new CallDraws(this, program, environment, c, fresh, drawn);
      let accepted = false;
      for (let attempt = 0; attempt < DRAWS_A_CALL && !accepted; attempt++) {
        if (!draws.into(inputs, results, attempt)) {
          failure = 'drawable';
          break;
        }
        const outcome = step.tool.invoke(environment, gather(step, inputs, results));
        if (!outcome.ok) {
          failure = 'runs';
          // What computes too much on one row of arguments seldom computes less on the next.
          if (environment.facts.meter.exhausted) break;
        } else if (saysNothing(outcome.value, step.tool.ir.result)) {
          failure = 'empty';
        } else {
          accepted = true;
          results.push(outcome.value);
        }
      }
      if (!accepted) return failure;
      for (const { input } of fresh) drawn.push(input);
    }
    return { environment, inputs, results };
  }

  /** Used by one call at a time. */
  stream(place: number): Stream {
    return (this.#streams[place] ??= new Stream(new Uint8Array(32)));
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

const NO_FRESH: readonly Fresh[] = [];
const NONE: readonly Witness[] = [];

/** The draws of one call's inputs; what one attempt used up, the next goes on from. */
class CallDraws {
  readonly #streams: readonly Stream[];
  readonly #witnesses: readonly Witness[];
  #rows: Stream | undefined;

  constructor(
    private readonly owner: Instantiator,
    private readonly program: Program,
    private readonly environment: Environment,
    private readonly call: number,
    private readonly fresh: readonly Fresh[],
    private readonly drawn: readonly number[],
  ) {
    this.#streams = fresh.map(({ input }, k) => owner.stream(k).restart(environment.key, 'input', input));
    const step = program.steps[call];
    this.#witnesses = step === undefined ? NONE : owner.witnessesOf(step);
    if (this.#witnesses.length > 0) this.#witnesses = this.#witnesses.filter((w) => w.clues.some((c) => fresh.some((f) => f.param === c.param)));
  }

  /** Draws every fresh input into its place; false where they cannot be told apart from others. */
  into(inputs: Json[], results: readonly Json[], attempt: number): boolean {
    const read = this.#witnesses.length === 0 ? undefined : this.#readOff(inputs, results, attempt);
    for (let i = 0; i < this.fresh.length; i++) {
      const { input, param } = this.fresh[i]!;
      const type = this.program.skeleton.inputs[input]?.type;
      if (type === undefined) return false;
      const offered = read?.get(param);
      let value = offered !== undefined && this.owner.recognize(type, offered) && this.#isNew(offered, inputs, i) ? offered : undefined;
      for (let n = 0; value === undefined && n < DRAWS_AN_INPUT; n++) {
        const drawn = this.owner.generate(type, this.#streams[i]!, this.environment);
        if (drawn === undefined) return false;
        if (this.#isNew(drawn, inputs, i)) value = drawn;
      }
      if (value === undefined) return false;
      inputs[input] = value;
    }
    return true;
  }

  /** Whether no input has the value: none that is drawn, and none of the first `fresh` of this call. */
  #isNew(value: Json, inputs: readonly Json[], fresh: number): boolean {
    for (const input of this.drawn) if (sameValue(inputs[input]!, value)) return false;
    for (let i = 0; i < fresh; i++) if (sameValue(inputs[this.fresh[i]!.input]!, value)) return false;
    return true;
  }

  #readOff(inputs: readonly Json[], results: readonly Json[], attempt: number): Map<string, Json> {
    const all = new Map<string, Json>();
    const step = this.program.steps[this.call];
    if (step === undefined) return all;
    const wanted = new Set(this.fresh.map((f) => f.param));
    const args = gather(step, inputs, results);
    const known = new Map<string, Json>();
    for (const [i, p] of step.tool.ir.params.entries()) {
      const value = args[i] ?? p.default;
      if (value !== undefined && !wanted.has(p.name)) known.set(p.name, value);
    }
    this.#rows ??= new Stream(deriveKey(this.environment.key, 'row', this.call));
    for (const witness of this.#witnesses) {
      const read = readOff(witness, this.environment.facts, new Map([...known, ...all]), wanted, attempt >= EASY, this.#rows);
      for (const [param, value] of read ?? []) if (!all.has(param)) all.set(param, value);
    }
    return all;
  }
}

/** The inputs that no earlier call has used, each once, with the parameter that they are given to. */
function freshInputs(step: Step, drawn: readonly number[]): readonly Fresh[] {
  let fresh: Fresh[] | undefined;
  for (let i = 0; i < step.sources.length; i++) {
    const source = step.sources[i];
    const param = step.tool.ir.params[i]?.name;
    if (isInput(source) && param !== undefined && !drawn.includes(source.input) && fresh?.some((f) => f.input === source.input) !== true) (fresh ??= []).push({ input: source.input, param });
  }
  return fresh ?? NO_FRESH;
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
