/**
 * `verl`: rows of an RL file for verl's tool agent loop, and the tool file that its rollout reads.
 *
 * verl shows the tools of that file to every row, whatever the row's own tools are (they are kept in `extra_info.tools`),
 * and its schemas know only `type`, `description` and `enum` of a parameter: the rest is told in the description.
 */
import { stringify } from 'yaml';
import type { Json } from '../../ir/ir.js';
import { isList } from '../../runtime/canonical.js';
import { SUBMIT_PARAMETER, answerText } from '../../runtime/submit.js';
import type { Format } from './format.js';
import { jsonTypes } from './schema-types.js';
import { FunctionShelf, type FunctionSchema, type PropertySchema } from './tools.js';

const message = { struct: { role: 'string', content: 'string' } } as const;

export const verl: Format = {
  name: 'verl',
  summary: 'verl: RL columns for the tool agent loop, and the tool YAML beside them',
  columns: {
    data_source: 'string',
    agent_name: 'string',
    prompt: { list: message },
    ability: 'string',
    reward_model: { struct: { style: 'string', ground_truth: 'string' } },
    extra_info: { struct: { split: 'string', index: 'int', need_tools_kwargs: 'bool', tools_kwargs: 'json', task: 'string', environment: 'string', tools: { list: 'string' } } },
  },
  open(ir) {
    const shelf = new FunctionShelf(ir);
    const seen = new Set<string>();
    return {
      row(task) {
        for (const name of task.tools) seen.add(name);
        const create = { create_kwargs: { task: task.id, environment: task.environment } };
        const withTruth = { create_kwargs: { ...create.create_kwargs, ground_truth: answerText(task.answer.value) } };
        return {
          data_source: `rworld/${ir.world.name}`,
          agent_name: 'tool_agent',
          prompt: [{ role: 'user', content: task.instruction }],
          ability: 'tool_use',
          reward_model: { style: 'rule', ground_truth: answerText(task.answer.value) },
          extra_info: {
            split: task.set,
            index: task.index,
            need_tools_kwargs: true,
            tools_kwargs: Object.fromEntries([...task.tools.map((name) => [name, create] as const), [shelf.submit.name, withTruth] as const]),
            task: task.id,
            environment: task.environment,
            tools: [...task.tools],
          },
        };
      },
      companions: [
        {
          kind: 'text',
          suffix: '.tools.yaml',
          text: () => {
            const functions = [...[...seen].sort().map((name) => shelf.function(name)), shelf.submit];
            const tools = functions.map((f) => ({ class_name: CLASS, config: { type: 'native' }, tool_schema: { type: 'function', function: flat(f, f === shelf.submit) } }));
            return `# The tools of ${ir.world.name} ${ir.world.version}, for actor_rollout_ref.rollout.multi_turn.tool_config_path.\n# class_name is the BaseTool of yours that answers for them: it gets the environment's key in create_kwargs.\n${stringify({ tools }, { lineWidth: 0 })}`;
          },
        },
      ],
    };
  },
};

/** What the file names until its reader puts a class of theirs in its place. */
const CLASS = 'rworld_tools.WorldTool';

function flat(f: FunctionSchema, submit: boolean): Json {
  const properties = Object.entries(f.parameters.properties).map(([name, schema]): [string, Json] => [name, submit && name === SUBMIT_PARAMETER ? schema : property(schema)]);
  return { name: f.name, description: f.description, parameters: { type: 'object', properties: Object.fromEntries(properties), required: f.parameters.required } };
}

function property(schema: PropertySchema): Json {
  const [type = 'string'] = jsonTypes(schema);
  const { description, enum: values, examples, pattern } = schema;
  const said = typeof description === 'string' ? description : '';
  const more = [
    ...(examples !== undefined && examples !== null && typeof examples === 'object' && isList(examples) ? [`For example ${examples.slice(0, 3).map((e) => JSON.stringify(e)).join(', ')}.`] : []),
    ...(typeof pattern === 'string' && pattern.length <= 80 ? [`It matches ${pattern}.`] : []),
  ];
  return { type, description: [said, ...more].filter((text) => text !== '').join(' '), ...(values === undefined ? {} : { enum: values }) };
}
