/** Tools as functions that a model may call: name, description, JSON Schema of the parameters. */
import type { Json, WorldIR } from '../ir/ir.js';
import { jsonObject } from '../runtime/canonical.js';
import { substitute } from '../runtime/subtype.js';
import type { FunctionSchema } from '../runtime/task-environment.js';
import { TypeTable } from '../runtime/type-table.js';
import { schemaOf } from '../types/schema.js';

/** Longer lists of values would fill a prompt: they are told by their kind and a few examples. */
const ENUM_LIMIT = 24;

/** In the order of the IR. */
export function functionSchemas(ir: WorldIR): FunctionSchema[] {
  const table = new TypeTable(ir.types);
  return ir.tools.map((tool) => {
    const properties = tool.params.map((param): [string, Json] => {
      const type = substitute(param.type, (name) => tool.typeParams.find((p) => p.name === name)?.bound ?? undefined);
      const schema = schemaOf(type, table, { enumLimit: ENUM_LIMIT });
      return [
        param.name,
        { ...schema, ...(param.description === '' ? {} : { description: param.description }), ...(param.default === undefined ? {} : { default: param.default }) },
      ];
    });
    return {
      name: tool.name,
      description: tool.description,
      parameters: { type: 'object', properties: jsonObject(properties), required: tool.params.filter((p) => p.default === undefined).map((p) => p.name) },
    };
  });
}
