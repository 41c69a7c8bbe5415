/**
 * `bfcl`: the question and answer files of the Berkeley Function-Calling Leaderboard, version 4. Later calls need what
 * earlier ones return, so tasks take its multi-turn form, with one turn: its checker runs the gold calls, written as
 * Python, and compares what comes back; its single-turn forms compare arguments that the model could not yet know.
 * `initial_config` names the environment that the class of the tools is to be set up with. There is no `submit`.
 */
import type { Json, WorldIR } from '../../ir/ir.js';
import { isList } from '../../runtime/canonical.js';
import type { TaskRecord } from '../../sample/tasks/record.js';
import type { Format } from './format.js';
import { pythonCall, pythonName } from './python-literal.js';
import { jsonTypes, type JsonType } from './schema-types.js';
import { FunctionShelf, type PropertySchema } from './tools.js';
import { stepsOf } from './transcript.js';

const message = { struct: { role: 'string', content: 'string' } } as const;

export const bfcl: Format = {
  name: 'bfcl',
  summary: 'BFCL v4, multi-turn form: a question file, and an answer file beside it',
  columns: { id: 'string', question: { list: { list: message } }, function: { list: 'json' }, initial_config: 'json', path: { list: 'string' }, involved_classes: { list: 'string' } },
  open(ir) {
    const shelf = new FunctionShelf(ir);
    const made = new Map<string, Json>();
    const doc = (name: string): Json => {
      let known = made.get(name);
      if (known === undefined) made.set(name, (known = describe(shelf, name)));
      return known;
    };
    const className = bfclClass(ir);
    return {
      row: (task) => ({
        id: idOf(task),
        question: [[{ role: 'user', content: task.instruction }]],
        function: task.tools.map(doc),
        initial_config: { [className]: { task: task.id, environment: task.environment } },
        path: task.calls.map((call) => `${className}.${pythonName(call.tool)}`),
        involved_classes: [className],
      }),
      companions: [
        {
          kind: 'rows',
          suffix: '.answers.jsonl',
          row: (task) => ({ id: idOf(task), ground_truth: [stepsOf(task).map((step) => pythonCall(step.tool, step.arguments))] }),
        },
      ],
    };
  },
};

/** The leaderboard reads the category from the id: all before the last underscore. */
function idOf(task: TaskRecord): string {
  return `multi_turn_base_${task.index}`;
}

/** The class that its rows name: `markets` → `Markets`, `my_world` → `MyWorld`. */
export function bfclClass(ir: WorldIR): string {
  return ir.world.name
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

const TYPES: { readonly [T in JsonType]: string } = { string: 'string', integer: 'integer', number: 'float', boolean: 'boolean', array: 'array', object: 'dict', null: 'any' };

function describe(shelf: FunctionShelf, name: string): Json {
  const { description, parameters } = shelf.function(name);
  return {
    name: pythonName(name),
    description,
    parameters: { type: 'dict', properties: Object.fromEntries(Object.entries(parameters.properties).map(([param, schema]) => [param, property(schema)])), required: parameters.required },
  };
}

/** BFCL's own types in place of JSON Schema's; what takes several types is `any`. */
function property(schema: PropertySchema): Json {
  const types = jsonTypes(schema);
  const only = types[0];
  const { description, enum: values, items, default: fallback } = schema;
  return {
    type: types.length === 1 && only !== undefined ? TYPES[only] : 'any',
    ...(description === undefined ? {} : { description }),
    ...(values === undefined ? {} : { enum: values }),
    ...(items !== undefined && items !== null && typeof items === 'object' && !isList(items) ? { items: property(items) } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}
