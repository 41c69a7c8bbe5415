import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companionPath, jsonLine } from '../../../src/emit/formats/export.js';
import type { Format, Row } from '../../../src/emit/formats/format.js';
import { pythonCall, pythonLiteral } from '../../../src/emit/formats/python-literal.js';
import { FORMATS, findFormat } from '../../../src/emit/formats/registry.js';
import type { Json, WorldIR } from '../../../src/ir/ir.js';
import { goldCalls } from '../../../src/runtime/score.js';
import { answerText } from '../../../src/runtime/submit.js';
import type { TaskRecord } from '../../../src/sample/tasks/record.js';
import { sampleTasks, worldOf } from '../../support/sampled.js';
import { READERS } from './read-back.js';

const FOLDER = 'test/emit/formats/fixture';
const kiosk = worldOf(`${FOLDER}/world.rworld`);
const frozen = readFileSync(join(FOLDER, 'tasks.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as TaskRecord);

/** Every file of a format, by suffix. */
function written(format: Format, ir: WorldIR, tasks: readonly TaskRecord[]): { readonly [suffix: string]: string } {
  const writer = format.open(ir);
  const files: { [suffix: string]: string } = { '.jsonl': tasks.map((t) => `${jsonLine(writer.row(t))}\n`).join('') };
  for (const c of writer.companions ?? []) files[c.suffix] = c.kind === 'text' ? c.text(`${format.name}.jsonl`) : tasks.map((t) => `${jsonLine(c.row(t))}\n`).join('');
  return files;
}

describe.each(FORMATS.map((f) => [f.name, f] as const))('%s', (name, format) => {
  it('writes what its fixture says', async () => {
    for (const [suffix, text] of Object.entries(written(format, kiosk, frozen))) await expect(text).toMatchFileSnapshot(`fixture/${name}${suffix}`);
  });

  it('has the columns that it declares, in that order', () => {
    const writer = format.open(kiosk);
    for (const task of frozen) expect(Object.keys(writer.row(task))).toEqual(Object.keys(format.columns));
  });

  it.runIf(name in READERS)('can be read back to the task', () => {
    for (const [ir, tasks] of [[kiosk, frozen], ...SAMPLED] as const) check(format, ir, tasks);
  });
});

const SAMPLED: readonly (readonly [WorldIR, readonly TaskRecord[]])[] = ['specs/markets', 'specs/randomworld'].map((path) => {
  const ir = worldOf(path);
  return [ir, sampleTasks(ir, 40)] as const;
});

function check(format: Format, ir: WorldIR, tasks: readonly TaskRecord[]): void {
  const writer = format.open(ir);
  const answers = writer.companions?.find((c) => c.kind === 'rows');
  for (const task of tasks) {
    const row = JSON.parse(JSON.stringify(writer.row(task))) as Row;
    const read = READERS[format.name]!(row, answers?.kind === 'rows' ? answers.row(task) : undefined);
    expect(read.instruction).toBe(task.instruction);
    expect(read.tools).toEqual(task.tools);
    if (read.results !== undefined) expect(read.results).toEqual(task.calls.map((c) => c.result));
    const gold = goldCalls(task);
    if (format.name === 'nestful') {
      expect(read.calls.map((c) => c.tool)).toEqual(gold.map((c) => c.tool));
      expect(resolved(read.calls, task)).toEqual(gold.map((c) => c.arguments));
      expect(read.answer).toBe(pythonLiteral(task.answer.value));
    } else if (format.name === 'bfcl') {
      expect(read.calls.map((c) => `${c.tool}${String(c.arguments)}`)).toEqual(gold.map((c) => pythonCall(c.tool, c.arguments)));
    } else {
      expect(read.answer).toBe(answerText(task.answer.value));
      if (format.name !== 'verl') expect(read.calls).toEqual(gold);
    }
  }
}

/** NESTFUL's references put back to values, results being taken from the record. */
function resolved(calls: readonly { readonly arguments: unknown }[], task: TaskRecord): unknown[] {
  const value = (v: unknown): unknown => {
    const m = typeof v === 'string' ? /^\$var_([0-9]+)\.(.*)\$$/s.exec(v) : null;
    if (m === null) return v;
    const result = task.calls[Number(m[1]) - 1]?.result;
    return m[2] === 'result' ? result : m[2]!.split('.').reduce<unknown>((at, name) => (at as { [n: string]: unknown })[name], result);
  };
  return calls.map((c) => Object.fromEntries(Object.entries(c.arguments as object).map(([name, v]) => [name, value(v)])));
}

const HOSTILE = ['</tool_call>', '<tool_response>', '<call>', '<request><add>', '<submit>', '"', "'", '\\', '\n', '\u2028', '\u202e', '🦊', '"""', '*/', '${x}', '__proto__', 'constructor', '25', 'true', 'null', '{"a":1}', '</tools>', '{{ item }}', '%s', ''];

const text = fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join(' '));
const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0), fc.boolean(), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(text, tie('value'), { maxKeys: 3 })),
})).value;

describe('hostile values', () => {
  const task = frozen[1];
  if (task === undefined) throw new Error('the fixture has two tasks');
  const hostile = fc.tuple(text, value, value, value).map(([instruction, input, first, second]): TaskRecord => ({
    ...task,
    // The prompt's own end is where its instruction ends; a task never begins or ends with a blank.
    instruction: `${instruction}.`,
    inputs: [{ id: 'u1', type: 'stock_id', value: input }],
    calls: [{ ...task.calls[0]!, arguments: { class: { ref: 'u1' } } as TaskRecord['calls'][number]['arguments'], result: first }, { ...task.calls[1]!, result: second }],
    answer: { ...task.answer, value: second },
  }));

  it.each(FORMATS.filter((f) => f.name in READERS).map((f) => [f.name, f] as const))('survive %s', (_, format) => {
    fc.assert(fc.property(hostile, (record) => check(format, kiosk, [record])), { numRuns: 150 });
  });
});

describe('pythonCall', () => {
  it('gives keywords of Python another way in', () => {
    expect(pythonCall('import', { class: 'x', shares: 5, ok: true, none: null })).toBe('import_(shares=5, ok=True, none=None, **{"class": "x"})');
  });
});

describe('registry', () => {
  it('finds formats by name, and has a reader in these tests for all but the record itself', () => {
    expect(findFormat('chat')?.name).toBe('chat');
    expect(findFormat('constructor')).toBeUndefined();
    expect(FORMATS.map((f) => f.name).filter((n) => !(n in READERS))).toEqual(['task']);
  });
});

describe('companionPath', () => {
  it.each([
    ['a/train.jsonl', 'a/train.answers.jsonl'],
    ['a/train.parquet', 'a/train.answers.jsonl'],
    ['train', 'train.answers.jsonl'],
    ['train.v2', 'train.v2.answers.jsonl'],
  ])('%s', (output, expected) => {
    expect(companionPath(output, '.answers.jsonl')).toBe(expected);
  });
});
