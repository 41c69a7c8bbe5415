/** The tools of a world as MCP lists them, made from the declarations that the run time recognizes by. */
import type { ToolIR, WorldIR } from '../../ir/ir.js';
import { FunctionShelf } from '../formats/tools.js';
import { RESULT, objectSchema, saysItself, type ObjectSchema, type ToolDefinition } from './server/world.js';

/** In the order of the IR, which is by name. */
export function toolDefinitions(ir: WorldIR): ToolDefinition[] {
  const shelf = new FunctionShelf(ir);
  return ir.tools.map((tool) => {
    const { name, description, parameters } = shelf.function(tool.name);
    // A login opens an app for the session; every other tool is a function.
    const reads = tool.access !== 'login';
    return {
      name,
      description,
      inputSchema: { ...parameters, additionalProperties: false },
      outputSchema: outputSchema(shelf, tool),
      annotations: { readOnlyHint: reads, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    };
  });
}

function outputSchema(shelf: FunctionShelf, tool: ToolIR): ObjectSchema {
  const schema = shelf.schema(tool, tool.result);
  return saysItself(tool) ? { ...schema, type: 'object' } : objectSchema([[RESULT, schema]], [RESULT]);
}
