/** A world as it is served: its run time, and its tools as the protocol lists them. */
import type { Json, ToolIR, WorldIR } from '../../../ir/ir.js';
import { jsonObject } from '../../../runtime/canonical.js';
import { createRuntime, type Runtime } from '../../../runtime/runtime.js';
import { submitName, SUBMIT_ANSWER_DESCRIPTION, SUBMIT_DESCRIPTION, SUBMIT_PARAMETER } from '../../../runtime/submit.js';
import type { FunctionSchema } from '../../../runtime/task-environment.js';

/** A tool as `tools/list` tells it; both schemas are JSON Schema 2020-12, whole, with an object at their root. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  readonly annotations: { readonly readOnlyHint: boolean; readonly destructiveHint: boolean; readonly idempotentHint: boolean; readonly openWorldHint: boolean };
}

export interface ObjectSchema {
  readonly [keyword: string]: Json;
  readonly type: 'object';
}

/** The member of the structured content that holds a result which is no record. */
export const RESULT = 'result';

export class ServedWorld {
  readonly runtime: Runtime;
  readonly definitions: ReadonlyMap<string, ToolDefinition>;
  /** As a task's environment reads them. */
  readonly functions: ReadonlyMap<string, FunctionSchema>;
  readonly submit: ToolDefinition;
  readonly startTask: ToolDefinition;
  readonly #tools: ReadonlyMap<string, ToolIR>;

  /** @param definitions one for every tool of the world */
  constructor(
    readonly ir: WorldIR,
    definitions: readonly ToolDefinition[],
    sets: readonly string[] = [],
  ) {
    this.runtime = createRuntime(ir);
    this.definitions = new Map(definitions.map((d) => [d.name, d]));
    this.functions = new Map(definitions.map((d) => [d.name, { name: d.name, description: d.description, parameters: d.inputSchema }]));
    this.#tools = new Map(ir.tools.map((tool) => [tool.name, tool]));
    this.submit = submitDefinition(submitName(this.#tools.keys()));
    this.startTask = startDefinition(free('start_task', this.#tools), sets);
  }

  /** The structured content that says a result: a record is it, anything else is its member `result`. */
  structured(tool: string, value: Json): { readonly [name: string]: Json } {
    const ir = this.#tools.get(tool);
    return ir !== undefined && saysItself(ir) && isObject(value) ? value : { [RESULT]: value };
  }
}

/**
 * Whether a tool's result is structured content as it stands: a record, which is always an object with named members. Not one
 * with a member `__proto__`, which the protocol's libraries drop from the outermost object.
 */
export function saysItself(tool: ToolIR): boolean {
  return tool.result.kind === 'record' && tool.result.fields.every((f) => f.name !== '__proto__');
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A name that no tool of the world has. */
function free(name: string, taken: { has(name: string): boolean }): string {
  let own = name;
  while (taken.has(own)) own += '_';
  return own;
}

function submitDefinition(name: string): ToolDefinition {
  return {
    name,
    description: SUBMIT_DESCRIPTION,
    inputSchema: objectSchema([[SUBMIT_PARAMETER, { type: 'string', description: SUBMIT_ANSWER_DESCRIPTION }]], [SUBMIT_PARAMETER]),
    outputSchema: objectSchema([[RESULT, { type: 'string', enum: ['submitted'] }]], [RESULT]),
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  };
}

function startDefinition(name: string, sets: readonly string[]): ToolDefinition {
  return {
    name,
    description: 'Starts a task, from scratch, in place of the one under way: returns what is asked and the names of the tools to solve it with. The list of tools changes.',
    inputSchema: objectSchema(
      [
        ['index', { type: 'integer', minimum: 0, description: 'The number of the task in its set.' }],
        ['set', { type: 'string', ...(sets.length === 0 ? {} : { enum: sets }), description: 'The task set; without it the default one.' }],
      ],
      ['index'],
    ),
    outputSchema: objectSchema(
      [
        ['id', { type: 'string' }],
        ['instruction', { type: 'string' }],
        ['tools', { type: 'array', items: { type: 'string' } }],
      ],
      ['id', 'instruction', 'tools'],
    ),
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  };
}

/** An object with these members and no others. */
export function objectSchema(properties: readonly (readonly [string, Json])[], required: readonly string[]): ObjectSchema {
  return { type: 'object', properties: jsonObject(properties), required, additionalProperties: false };
}
