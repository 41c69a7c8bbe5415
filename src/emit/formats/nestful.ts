/**
 * `nestful`: the record of the benchmark NESTFUL, version 2 (Basu et al., arXiv 2409.03797). Every column is a string;
 * calls refer to earlier results by label, `"$var_1.result$"`, and `gold_answer` is a Python literal, as its scorer evaluates it.
 * There is no `submit`: the last call's result is the answer.
 */
import type { Json, WorldIR } from '../../ir/ir.js';
import type { Source } from '../../runtime/score.js';
import type { TaskRecord } from '../../sample/tasks/record.js';
import type { Format } from './format.js';
import { pythonLiteral } from './python-literal.js';
import { jsonTypes, type JsonType } from './schema-types.js';
import { FunctionShelf, type PropertySchema } from './tools.js';
import { stepsOf, type Step } from './transcript.js';

export const nestful: Format = {
  name: 'nestful',
  summary: 'NESTFUL v2: nested calls with $var labels, all columns strings',
  columns: { sample_id: 'string', input: 'string', output: 'string', tools: 'string', gold_answer: 'string' },
  open(ir) {
    const tools = new Tools(ir);
    return {
      row: (task) => ({
        sample_id: task.id,
        input: task.instruction,
        output: JSON.stringify(output(task)),
        tools: JSON.stringify(task.tools.map((name) => tools.of(name))),
        gold_answer: pythonLiteral(task.answer.value),
      }),
    };
  },
};

function output(task: TaskRecord): Json {
  const labels = new Map(task.calls.map((call, i) => [call.id, `$var_${i + 1}`]));
  return stepsOf(task).map((step, i) => {
    const sources: { readonly [parameter: string]: Source } = task.calls[i]?.arguments ?? {};
    return {
      name: step.tool,
      label: labels.get(step.id) ?? '',
      arguments: Object.fromEntries(Object.keys(step.arguments).map((name) => [name, argument(sources[name], labels, step, name)])),
    };
  });
}

function argument(source: Source | undefined, labels: ReadonlyMap<string, string>, step: Step, name: string): Json {
  const label = source !== undefined && 'ref' in source ? labels.get(source.ref) : undefined;
  if (label === undefined || source === undefined || !('ref' in source)) return step.arguments[name] ?? null;
  return `${[label, ...(source.path ?? ['result'])].join('.')}$`;
}

class Tools {
  readonly #shelf: FunctionShelf;
  readonly #made = new Map<string, Json>();

  constructor(ir: WorldIR) {
    this.#shelf = new FunctionShelf(ir);
  }

  of(name: string): Json {
    let made = this.#made.get(name);
    if (made === undefined) this.#made.set(name, (made = this.#make(name)));
    return made;
  }

  #make(name: string): Json {
    const tool = this.#shelf.tool(name);
    const { properties } = this.#shelf.function(name).parameters;
    const outputs: { name: string; schema: PropertySchema; description: string }[] =
      tool.result.kind === 'record'
        ? tool.result.fields.map((field) => ({ name: field.name, schema: this.#shelf.schema(tool, field.type), description: field.description }))
        : [{ name: 'result', schema: this.#shelf.schema(tool, tool.result), description: '' }];
    return {
      name,
      description: tool.description,
      parameters: Object.fromEntries(Object.entries(properties).map(([param, schema]) => [param, { ...described(schema, ''), ...('default' in schema ? { default: schema['default'] ?? null } : {}) }])),
      output_parameter: Object.fromEntries(outputs.map((output) => [output.name, described(output.schema, output.description)])),
    };
  }
}

function described(schema: PropertySchema, own: string): { description: string; type: string } {
  const given = schema['description'];
  return { description: own !== '' ? own : typeof given === 'string' ? given : '', type: typeText(schema) };
}

const PYTHON: { readonly [T in JsonType]: string } = { string: 'str', integer: 'int', number: 'int or float', boolean: 'bool', array: 'list', object: 'dict', null: 'None' };

/** Types as NESTFUL writes them: Python's, joined by `or`. */
function typeText(schema: PropertySchema): string {
  const types = jsonTypes(schema);
  return types.length === 6 ? 'any' : types.map((type) => PYTHON[type]).join(' or ');
}
