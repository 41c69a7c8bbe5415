/**
 * `verl`: rows of an RL file for verl's tool agent loop, and the tool file that its rollout reads.
 *
 * A row shows the tools of that file that `extra_info.tool_selection` names, its own. verl's schemas know only `type`,
 * `description` and `enum` of a parameter: the rest is told in the description. The class that answers for the tools is that of
 * the emitted Python package.
 */
import { stringify } from 'yaml';
import type { Json } from '../../ir/ir.js';
import { isList } from '../../runtime/canonical.js';
import { SUBMIT_PARAMETER, answerText } from '../../runtime/submit.js';
import { pythonPackage } from '../python/name.js';
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
    extra_info: { struct: { split: 'string', index: 'int', need_tools_kwargs: 'bool', tools_kwargs: 'json', task: 'string', environment: 'string', tool_selection: { list: 'string' } } },
  },
  open(ir) {
    const shelf = new FunctionShelf(ir);
    const seen = new Set<string>();
    const folder = pythonPackage(ir);
    return {
      row(task) {
        for (const name of task.tools) seen.add(name);
        const create = { create_kwargs: { task: task.id } };
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
            tools_kwargs: Object.fromEntries([...task.tools, shelf.submit.name].map((name) => [name, create] as const)),
            task: task.id,
            environment: task.environment,
            tool_selection: [...task.tools, shelf.submit.name],
          },
        };
      },
      companions: [
        {
          kind: 'text',
          suffix: '.tools.yaml',
          text: () => {
            const functions = [...[...seen].sort().map((name) => shelf.function(name)), shelf.submit];
            const tools = functions.map((f) => ({ class_name: `${folder}.adapters.verl.WorldTool`, config: { type: 'native' }, tool_schema: { type: 'function', function: flat(f, f === shelf.submit) } }));
            return `# The tools of ${ir.world.name} ${ir.world.version}, for actor_rollout_ref.rollout.multi_turn.tool_config_path.\n# class_name is in the Python package of the same build, which has to be installed.\n${stringify({ tools }, { lineWidth: 0 })}`;
          },
        },
      ],
    };
  },
};

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
