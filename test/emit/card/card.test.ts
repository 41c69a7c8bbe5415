/** A small build: its card, figures, Croissant metadata and manifest, and that they are one function of the source. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { build, type Manifest } from '../../../src/emit/build.js';
import { missingFromCroissant } from '../../../src/emit/card/croissant.js';
import { barChart, frequencyChart } from '../../../src/emit/card/figures.js';
import { sizeCategory } from '../../../src/emit/card/front-matter.js';
import { compileWorldText } from '../../support/compile-text.js';
import { worldOf } from '../../support/sampled.js';

const METADATA = { license: 'apache-2.0', url: 'https://example.org/x', creator: 'A "Person"', published: '2026-11-25' };
let folder: string;
let manifest: Manifest;
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rworld-'));
  const built = await build(worldOf('specs/markets'), folder, { metadata: METADATA });
  if (!built.ok) throw new Error(built.refused);
  manifest = built.manifest;
});

describe('manifest', () => {
  it('vouches for every file', () => {
    expect(manifest.files.map((f) => f.path)).toEqual(['world.ir.json', 'tasks/test.jsonl', 'tasks/train.jsonl', 'figures/length.svg', 'figures/depth.svg', 'figures/tools.svg', 'croissant.json', 'README.md']);
    for (const file of manifest.files) expect([file.path, createHash('sha256').update(read(file.path)).digest('hex')]).toEqual([file.path, file.sha256]);
    expect(JSON.parse(read('manifest.json'))).toEqual(JSON.parse(JSON.stringify(manifest)));
  });

  it('is the same the next time', async () => {
    const again = await build(worldOf('specs/markets'), mkdtempSync(join(tmpdir(), 'rworld-')), { metadata: METADATA, workers: 2 });
    expect(again.ok && again.manifest).toEqual(manifest);
  });
});

describe('card', () => {
  it('counts the tools of a set, and not those that come with a login', async () => {
    const { ir } = compileWorldText(`world logins "1.0.0"
type show <: str = "Dark" | "Heat"
app netflix {
  login
  /// Rates a show.
  tool stars(show) -> int { phrase "the stars of {show}" }
}
tasks train { count 1 length 1 passwords given 0 }`);
    const built = await build(ir, mkdtempSync(join(tmpdir(), 'rworld-')));
    if (!built.ok) throw new Error(built.refused);
    expect(built.manifest.taskSets.map((set) => [set.tools, set.statistics.toolsUsed, set.statistics.callsPerTool.mostFrequent])).toEqual([[1, 1, 'stars']]);
  });

  it('has front matter that names splits, features and sizes', () => {
    const head = parseYaml(read('README.md').split('---\n')[1] ?? '') as Record<string, unknown>;
    expect(head['license']).toBe('apache-2.0');
    expect(head['size_categories']).toEqual(['n<1K']);
    expect(head['configs']).toEqual([{ config_name: 'default', data_files: [{ split: 'test', path: 'tasks/test.jsonl' }, { split: 'train', path: 'tasks/train.jsonl' }] }]);
    const info = head['dataset_info'] as { features: { name: string }[]; splits: { name: string; num_bytes: number; num_examples: number }[] };
    const first = JSON.parse(read('tasks/train.jsonl').split('\n')[0] ?? '') as object;
    expect(info.features.map((f) => f.name)).toEqual(Object.keys(first));
    for (const split of info.splits) {
      // The hub's rule for names of splits has no hyphens.
      expect(split.name).toMatch(/^\w+(\.\w+)*$/);
      const text = read(`tasks/${split.name}.jsonl`);
      expect([split.num_bytes, split.num_examples]).toEqual([Buffer.byteLength(text), text.trimEnd().split('\n').length]);
    }
  });

  it('points at files that are there', () => {
    for (const [, path] of read('README.md').matchAll(/\]\((figures\/[^)]*)\)/g)) expect(manifest.files.map((f) => f.path)).toContain(path);
    expect(read('README.md')).not.toMatch(/undefined|NaN|\n\n\n/);
  });
});

describe('croissant', () => {
  it('has what the specification requires, and says of each field where it comes from', () => {
    const doc = JSON.parse(read('croissant.json')) as Record<string, unknown>;
    for (const name of ['@context', '@type', 'conformsTo', 'name', 'description', 'license', 'url', 'creator', 'datePublished', 'version', 'distribution', 'recordSet']) expect(doc[name], name).toBeTruthy();
    expect(doc['@type']).toBe('sc:Dataset');
    expect(doc['conformsTo']).toBe('http://mlcommons.org/croissant/1.0');
    const files = doc['distribution'] as Record<string, unknown>[];
    for (const file of files) {
      for (const name of ['@id', 'name', 'contentUrl', 'encodingFormat', 'sha256']) expect(file[name], name).toBeTruthy();
      expect(file['sha256']).toBe(createHash('sha256').update(read(String(file['contentUrl']))).digest('hex'));
    }
    const ids = new Set(files.map((f) => f['@id']));
    for (const set of doc['recordSet'] as { '@id': string; key: { '@id': string }; field: { '@id': string; dataType: string; source: { fileObject: { '@id': string }; extract: { column: string } } }[] }[]) {
      expect(set.field.map((f) => f['@id'])).toContain(set.key['@id']);
      const first = JSON.parse(read(`tasks/${set['@id']}.jsonl`).split('\n')[0] ?? '') as object;
      for (const field of set.field) {
        expect(ids).toContain(field.source.fileObject['@id']);
        expect(Object.keys(first)).toContain(field.source.extract.column);
        expect(field['@id'].startsWith(`${set['@id']}/`)).toBe(true);
      }
    }
  });

  it('knows what only a publisher can say', () => {
    expect(missingFromCroissant(METADATA)).toEqual([]);
    expect(missingFromCroissant({})).toEqual(['license', 'url', 'creator', 'datePublished']);
  });
});

describe('figures', () => {
  const bars = (svg: string): { height: number; title: string }[] => {
    const doc = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(svg) as { svg: { rect: Record<string, unknown>[] } };
    return doc.svg.rect.filter((r) => r['title'] !== undefined).map((r) => ({ height: Number(r['height']), title: String(r['title']) }));
  };

  it('are well-formed, with a bar for each value in proportion', () => {
    for (const file of manifest.files.filter((f) => f.path.endsWith('.svg'))) expect(XMLValidator.validate(read(file.path))).toBe(true);
    const svg = barChart('A & B <"x">', 'axis', [{ name: 'a<b', counts: { 2: 10, 4: 30 } }, { name: 'none', counts: {} }]);
    expect(XMLValidator.validate(svg)).toBe(true);
    const [low, high] = bars(svg);
    expect(bars(svg)).toHaveLength(2);
    expect((high?.height ?? 0) / (low?.height ?? 1)).toBeCloseTo(3, 2);
    expect(low?.title).toContain('2: 25%');
  });

  it('are made of nothing and of very much, too', () => {
    for (const svg of [barChart('t', 'x', []), barChart('t', 'x', [{ name: 'one', counts: { 5: 1 } }]), barChart('t', 'x', Array.from({ length: 9 }, (_, i) => ({ name: `set ${i}`, counts: { 1: 1, 60: 2 } }))), frequencyChart('t', []), frequencyChart('t', [{ name: 'a', calls: [0, 0] }, { name: 'b', calls: Array.from({ length: 10_000 }, (_, i) => 10_000 - i) }])]) {
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(svg.length).toBeLessThan(40_000);
    }
  });
});

describe('sizeCategory', () => {
  it.each([
    [0, 'n<1K'],
    [999, 'n<1K'],
    [1000, '1K<n<10K'],
    [12_276, '10K<n<100K'],
    [1_000_000, '1M<n<10M'],
  ])('%d', (n, expected) => {
    expect(sizeCategory(n)).toBe(expected);
  });
});
