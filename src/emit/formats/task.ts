/** `task`: the record itself, as the sampler writes it. */
import type { Columns } from './columns.js';
import type { Format } from './format.js';

/**
 * Objects whose members differ from row to row are JSON as wholes and not member by member: `datasets` takes a text in
 * a JSON column for JSON where it can, and an ID such as `"357421"` would come back as a number.
 */
const columns: Columns = {
  id: 'string',
  world: 'string',
  ir: 'string',
  set: 'string',
  index: 'int',
  seed: 'int',
  environment: 'string',
  instruction: 'string',
  tools: { list: 'string' },
  inputs: { list: 'json' },
  calls: { list: 'json' },
  answer: 'json',
  shape: { struct: { length: 'int', depth: 'int', inputs: 'int', joins: 'int', shared: 'int' } },
  skeleton: 'string',
};

export const task: Format = {
  name: 'task',
  summary: 'the task record: instruction, tools, inputs, gold calls, answer',
  columns,
  open: () => ({
    row: (record) => ({
      ...record,
      calls: record.calls.map((call) => ({ ...call, arguments: Object.fromEntries(Object.entries(call.arguments).map(([name, source]) => [name, { ...source }])) })),
      answer: { ...record.answer },
      shape: { ...record.shape },
    }),
  }),
};
