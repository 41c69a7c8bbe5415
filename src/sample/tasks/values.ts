<<<<<<< HEAD
/** Skeletons with their tools looked up, and the values that flow through them. */
import type { Json } from '../../ir/ir.js';
=======
/**
 * A skeleton brought to life: inputs drawn, every call made in the run time that ships.
 *
 * Calls here go through the same compiled tools as an agent's do, so a value that some tool would refuse is found
 * now, and the instance is drawn again.
 */
import type { Json, TypeRef } from '../../ir/ir.js';
import { canonicalJson } from '../../runtime/canonical.js';
import { Stream } from '../../runtime/random.js';
>>>>>>> 66b2d46 (Tasks: one key a draw, other skeletons before other values, calls proved to matter by the spread of what lies between)
import type { CompiledTool, Environment, Runtime } from '../../runtime/runtime.js';
import type { ArgumentSource, Skeleton } from '../skeleton.js';

/** A skeleton with its tools looked up and its arguments laid out as `CompiledTool.invoke` takes them. */
export interface Program {
  readonly skeleton: Skeleton;
  readonly steps: readonly Step[];
  /** The tools that are called, each once. */
  readonly gold: readonly string[];
}

export interface Step {
  readonly tool: CompiledTool;
  /** One a parameter of the tool; undefined where the parameter's default stands in. */
  readonly sources: readonly (ArgumentSource | undefined)[];
}

export interface Instance {
  readonly environment: Environment;
  readonly inputs: readonly Json[];
  readonly results: readonly Json[];
}

interface Layout {
  readonly tool: CompiledTool;
  /** For each parameter the place of its source in a skeleton's call, or -1; null where they are one and the same list. */
  readonly places: readonly number[] | null;
}

/** Lays out arguments, by tool. */
export class ProgramBuilder {
  readonly #layouts = new Map<string, Layout>();

  constructor(private readonly runtime: Runtime) {}

  build(skeleton: Skeleton): Program {
    const steps: Step[] = [];
    const gold: string[] = [];
    for (const { tool: name, args } of skeleton.calls) {
      const { tool, places } = this.#layout(name);
      // Mostly no parameter has a default, and the sources are the call's as they stand.
      steps.push({ tool, sources: places === null ? args : places.map((p) => (p < 0 ? undefined : args[p])) });
      if (!gold.includes(name)) gold.push(name);
    }
    return { skeleton, steps, gold };
  }

  #layout(name: string): Layout {
    const known = this.#layouts.get(name);
    if (known !== undefined) return known;
    const tool = this.runtime.tool(name);
    if (tool === undefined) throw new Error(`a skeleton names the tool "${name}", which the world does not have`);
    let next = 0;
    const places = tool.ir.params.map((p) => (p.default === undefined ? next++ : -1));
    const layout = { tool, places: places.includes(-1) ? places : null };
    this.#layouts.set(name, layout);
    return layout;
  }
}

<<<<<<< HEAD
=======
/**
 * One draw per input, all different from one another: equal values could not be told apart in a sentence.
 * Undefined where a type has too few values for that.
 */
export function drawInputs(runtime: Runtime, skeleton: Skeleton, environment: Environment): Json[] | undefined {
  const values: Json[] = [];
  for (let i = 0; i < skeleton.inputs.length; i++) {
    const type = skeleton.inputs[i]?.type;
    const value = type === undefined ? undefined : drawOther(runtime, type, environment, stream.restart(environment.key, 'input', i), values);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** Used by one input at a time. */
const stream = new Stream(new Uint8Array(32));

/** How often a value is drawn that another input has already. */
const REDRAWS = 12;

function drawOther(runtime: Runtime, type: TypeRef, environment: Environment, source: Stream, others: readonly Json[]): Json | undefined {
  for (let attempt = 0; attempt < REDRAWS; attempt++) {
    const value = runtime.generate(type, source, environment.facts);
    if (value === undefined || !others.some((other) => sameValue(value, other))) return value;
  }
  return undefined;
}

/** Whether two values are one JSON value. */
export function sameValue(a: Json, b: Json): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && canonicalJson(a) === canonicalJson(b));
}

/** Runs every call. Undefined where one is refused. */
export function run(program: Program, environment: Environment, inputs: readonly Json[]): Json[] | undefined {
  const results: Json[] = [];
  for (const step of program.steps) {
    const outcome = step.tool.invoke(environment, gather(step, inputs, results));
    if (!outcome.ok) return undefined;
    results.push(outcome.value);
  }
  return results;
}

>>>>>>> 66b2d46 (Tasks: one key a draw, other skeletons before other values, calls proved to matter by the spread of what lies between)
/** The values of a step's arguments in parameter order. */
export function gather(step: Step, inputs: readonly Json[], results: readonly Json[]): (Json | undefined)[] {
  const args: (Json | undefined)[] = [];
  for (const source of step.sources) args.push(source === undefined ? undefined : valueOf(source, inputs, results));
  return args;
}

export function valueOf(source: ArgumentSource, inputs: readonly Json[], results: readonly Json[]): Json | undefined {
  return source.kind === 'input' ? inputs[source.input] : follow(results[source.call], source.path);
}

/** The field of a record result that a path names. */
export function follow(value: Json | undefined, path: readonly string[]): Json | undefined {
  let at = value;
  for (const name of path) {
    if (at === undefined || at === null || typeof at !== 'object' || Array.isArray(at) || !Object.hasOwn(at, name)) return undefined;
    at = (at as { readonly [key: string]: Json })[name];
  }
  return at;
}
