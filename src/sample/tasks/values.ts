/** Skeletons with their tools looked up, and the values that flow through them. */
import type { Json } from '../../ir/ir.js';
import { canonicalJson } from '../../runtime/canonical.js';
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

/** Whether two values are one JSON value. */
export function sameValue(a: Json, b: Json): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && canonicalJson(a) === canonicalJson(b));
}
