/** Whole files: lines and Parquet, companions, and what becomes of bad input. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Columns, ColumnType } from '../../../src/emit/formats/columns.js';
import { featuresYaml, parquetValue } from '../../../src/emit/formats/columns.js';
import { ExportError, FormatSink } from '../../../src/emit/formats/export.js';
import { jsonColumnText } from '../../../src/emit/formats/json-column.js';
import { FORMATS } from '../../../src/emit/formats/registry.js';
import { readLines } from '../../../src/host/lines.js';
import type { Json, WorldIR } from '../../../src/ir/ir.js';
import { sampleLines, worldOf } from '../../support/sampled.js';

let ir: WorldIR;
let lines: string[];
let folder: string;
beforeAll(() => {
  ir = worldOf('test/emit/formats/fixture/world.rworld');
  lines = sampleLines(ir, 12);
  folder = mkdtempSync(join(tmpdir(), 'rworld-'));
});

/** What a reader that knows the columns makes of a Parquet row: JSON text read, numbers as numbers. */
function read(value: unknown, type: ColumnType): unknown {
  if (type === 'json') return JSON.parse(typeof value === 'string' ? value : new TextDecoder().decode(value as Uint8Array));
  if (type === 'int') return Number(value);
  if (typeof type === 'string') return value;
  if ('list' in type) return (value as unknown[]).map((item) => read(item, type.list));
  return readAll(value as Record<string, unknown>, type.struct);
}

function readAll(row: Record<string, unknown>, columns: Columns): Record<string, unknown> {
  return Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, read(row[name], type)]));
}

describe.each(FORMATS.map((f) => [f.name, f] as const))('%s', (name, format) => {
  it('is the same in lines and in Parquet', async () => {
    const files = ['jsonl', 'parquet'].map((ending) => join(folder, `${name}.${ending}`));
    for (const output of files) {
      const sink = new FormatSink(ir, format, { output, parquet: output.endsWith('.parquet') });
      for (const line of lines) sink.line(line);
      const { tasks, files: beside } = sink.finish();
      expect(tasks).toBe(lines.length);
      for (const file of beside) expect(existsSync(file)).toBe(true);
    }
    const text = readFileSync(files[0] ?? '', 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
    const buffer = await asyncBufferFromFile(files[1] ?? '');
    const rows = await parquetReadObjects({ file: buffer });
    expect(rows.map((row) => readAll(row, format.columns))).toEqual(text);
    const metadata = await parquetMetadataAsync(buffer);
    expect(metadata.key_value_metadata?.map((m) => m.key)).toContain('huggingface');
    // Nothing can be null: every column is required.
    expect(metadata.schema.slice(1).filter((e) => e.repetition_type === 'OPTIONAL')).toEqual([]);
  });
});

describe('FormatSink', () => {
  const chat = FORMATS.find((f) => f.name === 'chat');
  const verl = FORMATS.find((f) => f.name === 'verl');
  if (chat === undefined || verl === undefined) throw new Error('formats have other names');

  it('writes row groups of a thousand, in blocks as workers hand them over', async () => {
    const output = join(folder, 'many.parquet');
    const sink = new FormatSink(ir, chat, { output, parquet: true });
    const block = new TextEncoder().encode(`${lines.slice(0, 10).join('\n')}\n`);
    for (let i = 0; i < 230; i++) sink.bytes(block);
    expect(sink.finish().tasks).toBe(2300);
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(output));
    expect(metadata.row_groups.map((g) => Number(g.num_rows))).toEqual([1000, 1000, 300]);
    expect(await parquetReadObjects({ file: await asyncBufferFromFile(output), rowStart: 2290 })).toHaveLength(10);
  });

  it('makes a file without rows', async () => {
    const output = join(folder, 'none.parquet');
    new FormatSink(ir, chat, { output, parquet: true }).finish();
    expect(await parquetReadObjects({ file: await asyncBufferFromFile(output) })).toEqual([]);
  });

  it('leaves nothing behind when it is given up', () => {
    const before = readdirSync(folder);
    const sink = new FormatSink(ir, verl, { output: join(folder, 'gone.jsonl'), parquet: false });
    sink.line(lines[0] ?? '');
    expect(() => sink.line('{}')).toThrow(ExportError);
    expect(() => sink.line((lines[0] ?? '').replace(ir.hash, `sha256-${'0'.repeat(64)}`))).toThrow(/line 2, kiosk\/train\/0, was made from another version of the world/);
    sink.abort();
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('jsonColumnText', () => {
  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(jsonColumnText(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    fc.assert(fc.property(fc.integer({ min: -500_000, max: 500_000 }), fc.constantFrom(10, 100, 1000), (n, scale) => JSON.parse(jsonColumnText(n / scale)) === n / scale + 0));
  });

  it('spells out what careless readers get wrong', () => {
    expect(jsonColumnText([0.3, 1.7, 0.35, -0.6, 25, 1e21, 2.4, -0])).toBe('[0.30,1.700000,0.350000,-0.60,25,1e+21,2.4,0]');
    expect(jsonColumnText(JSON.parse('{"__proto__":[0.3,"0.3"]}') as Json)).toBe('{"__proto__":[0.30,"0.3"]}');
  });
});

describe('columns', () => {
  it('refuse what they cannot hold', () => {
    expect(() => parquetValue(null, 'json', 'x')).toThrow('the column x cannot hold null');
    expect(() => parquetValue({ a: 1 }, { struct: { b: 'string' } }, 'x')).toThrow('x.b');
    expect(() => parquetValue(1.5, 'int', 'x')).toThrow(TypeError);
  });

  it('are told in YAML as a data card has them', () => {
    const columns: Columns = { a: 'string', b: { list: 'json' }, c: { struct: { d: 'int', e: { list: { list: 'string' } } } }, f: { list: { struct: { g: 'bool' } } } };
    expect(featuresYaml(columns, 2)).toEqual(
      ['- name: a', '  dtype: string', '- name: b', '  list: json', '- name: c', '  struct:', '  - name: d', '    dtype: int64', '  - name: e', '    list:', '      list: string', '- name: f', '  list:', '  - name: g', '    dtype: bool'].map((l) => `  ${l}`),
    );
  });
});

describe('readLines', () => {
  const of = async (bytes: Uint8Array): Promise<string[]> => {
    const path = join(folder, 'lines.txt');
    writeFileSync(path, bytes);
    const found: string[] = [];
    for await (const line of readLines(path)) found.push(line);
    return found;
  };

  it('breaks at line feeds alone', async () => {
    expect(await of(Buffer.from('a\u2028b\r\n\nc\rd\u0085'))).toEqual(['a\u2028b', '', 'c\rd\u0085']);
    const long = 'é'.repeat(400_000);
    expect(await of(Buffer.from(`${long}\n${long}`))).toEqual([long, long]);
    expect(await of(Buffer.from(''))).toEqual([]);
  });

  it('says which line is not UTF-8', async () => {
    await expect(of(Uint8Array.from([0x61, 0x0a, 0xff, 0x0a]))).rejects.toThrow(/lines\.txt:2: it is not UTF-8 text/);
  });
});
