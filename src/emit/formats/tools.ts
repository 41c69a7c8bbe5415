/** Tools as functions that a model may call: name, description, JSON Schema of the parameters. Made once a tool. */
import type { Json, ToolIR, TypeRef, WorldIR } from '../../ir/ir.js';
import { isList } from '../../runtime/canonical.js';
import { SUBMIT_ANSWER_DESCRIPTION, SUBMIT_DESCRIPTION, SUBMIT_PARAMETER, submitName } from '../../runtime/submit.js';
import { substitute } from '../../runtime/subtype.js';
import { TypeTable } from '../../runtime/type-table.js';
import { schemaOf } from '../../types/schema.js';

export type FunctionSchema = { readonly name: string; readonly description: string; readonly parameters: ObjectSchema };
export type ObjectSchema = { readonly type: 'object'; readonly properties: { readonly [parameter: string]: PropertySchema }; readonly required: readonly string[] };
export type PropertySchema = { readonly [keyword: string]: Json };

/** Longer lists of values would fill a prompt: they are told by their kind and a few examples. */
const ENUM_LIMIT = 24;

/** A type of a tool with the tool's type variables at their bounds: what the run time checks. */
export function typeAtBound(tool: ToolIR, type: TypeRef): TypeRef {
  return substitute(type, (name) => tool.typeParams.find((p) => p.name === name)?.bound ?? undefined);
}

export class FunctionShelf {
  /** The tool that takes the answer. */
  readonly submit: FunctionSchema;
  readonly #table: TypeTable;
  readonly #tools: ReadonlyMap<string, ToolIR>;
  readonly #made = new Map<string, FunctionSchema>();

  constructor(ir: WorldIR) {
    this.#table = new TypeTable(ir.types);
    this.#tools = new Map(ir.tools.map((tool) => [tool.name, tool]));
    this.submit = {
      name: submitName(this.#tools.keys()),
      description: SUBMIT_DESCRIPTION,
      parameters: { type: 'object', properties: { [SUBMIT_PARAMETER]: { type: 'string', description: SUBMIT_ANSWER_DESCRIPTION } }, required: [SUBMIT_PARAMETER] },
    };
  }

  /** @throws RangeError where the world has no such tool: the record is of another world */
  tool(name: string): ToolIR {
    const tool = this.#tools.get(name);
    if (tool === undefined) throw new RangeError(`the world has no tool "${name}"`);
    return tool;
  }

  function(name: string): FunctionSchema {
    let made = this.#made.get(name);
    if (made === undefined) this.#made.set(name, (made = this.#make(this.tool(name))));
    return made;
  }

  /** What a task shows, and then the tool that takes the answer. */
  functions(names: readonly string[]): FunctionSchema[] {
    return [...names.map((name) => this.function(name)), this.submit];
  }

  /** The schema of a type of a tool, its variables at their bounds. */
  schema(tool: ToolIR, type: TypeRef): PropertySchema {
    const atBound = typeAtBound(tool, type);
    return trimmed(schemaOf(atBound, this.#table, { enumLimit: ENUM_LIMIT }));
  }

  #make(tool: ToolIR): FunctionSchema {
    const properties = tool.params.map((param): [string, PropertySchema] => {
      const schema = this.schema(tool, param.type);
      return [
        param.name,
        { ...schema, ...(param.description === '' ? {} : { description: param.description }), ...(param.default === undefined ? {} : { default: param.default }) },
      ];
    });
    return {
      name: tool.name,
      description: tool.description,
      parameters: { type: 'object', properties: Object.fromEntries(properties), required: tool.params.filter((p) => p.default === undefined).map((p) => p.name) },
    };
  }
}

/** Keywords whose value is a schema, or a list of them. */
const WITHIN = new Set(['items', 'anyOf', 'propertyNames', 'additionalProperties']);

/** Without what only costs a model tokens: titles beside descriptions, and the bounds of every whole number. */
function trimmed(schema: PropertySchema): PropertySchema {
  const kept = Object.entries(schema).filter(([keyword, value]) => !(keyword === 'title' && 'description' in schema) && !(keyword === 'minimum' && value === Number.MIN_SAFE_INTEGER) && !(keyword === 'maximum' && value === Number.MAX_SAFE_INTEGER));
  return Object.fromEntries(
    kept.map(([keyword, value]): [string, Json] => {
      if (keyword === 'properties' && isSchema(value)) return [keyword, Object.fromEntries(Object.entries(value).map(([name, of]) => [name, isSchema(of) ? trimmed(of) : of]))];
      if (!WITHIN.has(keyword)) return [keyword, value];
      if (isSchema(value)) return [keyword, trimmed(value)];
      return [keyword, value !== null && typeof value === 'object' && isList(value) ? value.map((item) => (isSchema(item) ? trimmed(item) : item)) : value];
    }),
  );
}

function isSchema(value: Json): value is PropertySchema {
  return value !== null && typeof value === 'object' && !isList(value);
}
