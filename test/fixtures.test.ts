/**
 * Worlds with the diagnostics that an author sees for them, beside them. `UPDATE=1 npx vitest run
 * test/fixtures.test.ts` writes what is found; what changed is then read in the diff.
 *
 * `invalid/RW3001-….rworld`, or a folder of that name with a `world.rworld`: reports RW3001 and nothing else.
 * `valid/….rworld`: reports nothing; its IR is kept.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../src/compile.js';
import { REGISTRY } from '../src/diagnostics/registry.js';
import { renderPretty } from '../src/diagnostics/render/pretty.js';
import { nodeHost } from '../src/host/node.js';
import { compactIR } from './support/compact-ir.js';

const FOLDER = fileURLToPath(new URL('fixtures/', import.meta.url));
const UPDATE = process.env['UPDATE'] === '1';

/** Codes that no file can show, and why; each is tested in code. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['RW1008', 'the file would be 8 MB: test/hostile.test.ts'],
  ['RW1015', 'it takes two hundred mistakes: test/hostile.test.ts'],
  ['RW2008', 'it takes more than 4,096 files: test/hostile.test.ts'],
  ['RW3020', 'a value of 10,001 characters: test/hostile.test.ts'],
  ['RW3021', 'only where faker is not installed: test/hostile.test.ts'],
]);

/** Fixtures whose one mistake is rightly seen from two sides. */
const WITH_OTHERS: ReadonlyMap<string, readonly string[]> = new Map();

interface Fixture {
  readonly name: string;
  readonly path: string;
}

function fixtures(kind: 'invalid' | 'valid'): Fixture[] {
  return readdirSync(`${FOLDER}${kind}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.name.endsWith('.rworld'))
    .map((entry) => ({ name: entry.name.replace(/\.rworld$/, ''), path: `${FOLDER}${kind}/${entry.name}` }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Compares with the file beside the fixture, or writes it. */
function expectFile(path: string, text: string): void {
  if (UPDATE) writeFileSync(path, text);
  else expect(text, `run with UPDATE=1 to accept what changed in ${path}`).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
}

describe('worlds with mistakes', () => {
  const host = nodeHost(FOLDER);
  const seen = new Set<string>();
  for (const { name, path } of fixtures('invalid')) {
    it(name, () => {
      const { ir, diagnostics } = compileWorld(host, path.slice(FOLDER.length));
      expectFile(`${FOLDER}invalid/${name}.txt`, renderPretty(diagnostics, { color: false, width: 100 }));
      const codes = new Set(diagnostics.map((d) => d.code));
      codes.forEach((code) => seen.add(code));
      expect([...codes].sort()).toEqual([name.slice(0, 6), ...(WITH_OTHERS.get(name) ?? [])].sort());
      expect(ir === null).toBe(diagnostics.some((d) => d.severity === 'error'));
    });
  }

  it('show every code', () => {
    const missing = [...REGISTRY.keys()].filter((code) => !seen.has(code) && !ELSEWHERE.has(code));
    expect(missing).toEqual([]);
    expect([...ELSEWHERE.keys()].filter((code) => seen.has(code) || !REGISTRY.has(code))).toEqual([]);
  });
});

describe('worlds without mistakes', () => {
  const host = nodeHost(FOLDER);
  for (const { name, path } of fixtures('valid')) {
    it(name, () => {
      const { ir, diagnostics } = compileWorld(host, path.slice(FOLDER.length));
      expect(renderPretty(diagnostics, { color: false, width: 100 })).toBe('');
      if (ir !== null) expectFile(`${FOLDER}valid/${name}.ir.txt`, compactIR(ir));
    });
  }
});
