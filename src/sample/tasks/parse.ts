/** A line of a task file, read with suspicion: the shape by JSON Schema, the references one by one. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { ArgumentSource } from '../skeleton.js';
import type { Reference, TaskRecord } from './record.js';

const reference = {
  type: 'object',
  required: ['ref'],
  properties: { ref: { type: 'string', pattern: '^[ucl][1-9][0-9]{0,5}$' }, path: { type: 'array', items: { type: 'string' }, minItems: 1 } },
} as const;

const count = { type: 'integer', minimum: 0 } as const;

/** JSON Schema 2020-12 of a task record. Members it does not name are allowed, so that later versions can add some. */
export const taskSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rworld task',
  type: 'object',
  required: ['id', 'world', 'ir', 'set', 'index', 'seed', 'environment', 'instruction', 'tools', 'inputs', 'calls', 'answer', 'shape', 'skeleton'],
  properties: {
    id: { type: 'string' },
    world: { type: 'string' },
    ir: { type: 'string', pattern: '^sha256-[0-9a-f]{64}$' },
    set: { type: 'string' },
    index: count,
    seed: { type: 'integer' },
    environment: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    instruction: { type: 'string', minLength: 1 },
    tools: { type: 'array', items: { type: 'string' }, uniqueItems: true },
    inputs: {
      type: 'array',
      items: { type: 'object', required: ['id', 'type', 'value'], properties: { id: { type: 'string' }, type: { type: 'string' } } },
    },
    calls: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['id', 'tool', 'arguments', 'result'],
        properties: { id: { type: 'string' }, tool: { type: 'string' }, arguments: { type: 'object', additionalProperties: { anyOf: [reference, { type: 'object', required: ['value'] }] } } },
      },
    },
    answer: { allOf: [reference, { type: 'object', required: ['type', 'value'], properties: { type: { type: 'string' } } }] },
    shape: {
      type: 'object',
      required: ['length', 'depth', 'inputs', 'joins', 'shared'],
      properties: { length: count, depth: count, inputs: count, joins: count, shared: count },
    },
    skeleton: { type: 'string', pattern: '^[0-9a-f]+$' },
  },
} as const;

let validate: ValidateFunction<TaskRecord> | undefined;

export type ParsedTask = { readonly ok: true; readonly task: TaskRecord } | { readonly ok: false; readonly problem: string };

export function parseTask(line: string): ParsedTask {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { ok: false, problem: `is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  validate ??= new Ajv2020({ allErrors: false, strict: false }).compile<TaskRecord>(taskSchema);
  if (validate(value)) return { ok: true, task: value };
  const first = validate.errors?.[0];
  return { ok: false, problem: `is not a task record: ${first?.instancePath === '' ? 'it' : (first?.instancePath ?? 'it')} ${first?.message ?? 'has another shape'}` };
}

/** The source that a reference names; undefined where it names nothing that comes before call number `before` (from 0). */
export function sourceOf(ref: Reference, inputs: number, before: number): ArgumentSource | undefined {
  const number = Number(ref.ref.slice(1)) - 1;
  if (ref.ref.startsWith('u')) return number < inputs && ref.path === undefined ? { kind: 'input', input: number } : undefined;
  return ref.ref.startsWith('c') && number < before ? { kind: 'call', call: number, path: ref.path ?? [] } : undefined;
}
