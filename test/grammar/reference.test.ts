/** The manual's examples are the language: every block is read, and those that are worlds compile. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { memoryHost } from '../../src/host/memory.js';
import { BUILT_INS } from '../../src/runtime/functions/table.js';
import { REGISTRY } from '../../src/diagnostics/registry.js';
import { SourceFile } from '../../src/source/source.js';
import { parse } from '../../src/syntax/parse.js';

const MANUAL = readFileSync(fileURLToPath(new URL('../../grammar/REFERENCE.md', import.meta.url)), 'utf8');

interface Block {
  readonly line: number;
  readonly text: string;
}

function blocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```rworld\n([^]*?)^```$/gm)].map((m) => ({ line: markdown.slice(0, m.index).split('\n').length + 1, text: m[1] ?? '' }));
}

function syntaxMistakes(text: string): string[] {
  return parse(new SourceFile('block.rworld', text)).diagnostics.map((d) => `${d.code} ${d.message}`);
}

describe('the manual', () => {
  const all = blocks(MANUAL);

  it('has examples', () => expect(all.length).toBeGreaterThan(9));

  for (const { line, text } of all) it(`line ${line} is read without a report`, () => expect(syntaxMistakes(text)).toEqual([]));

  // Blocks that import, name a data file, or stand for themselves as rules or as what is to come, are not whole.
  for (const { line, text } of all.filter((b) => !/^(?:import|app|template|constraint) |column\(|lines\(/m.test(b.text))) {
    it(`line ${line} compiles`, () => {
      const world = text.includes('world ') ? text : `world manual "1.0.0"\n${text}`;
      const { diagnostics } = compileWorld(memoryHost({ '/w/world.rworld': world }), '/w/world.rworld');
      expect(diagnostics.filter((d) => d.severity === 'error').map((d) => `${d.code} ${d.message}`)).toEqual([]);
    });
  }

  it('names every function', () => {
    for (const name of BUILT_INS.keys()) expect(MANUAL).toContain(`\`${name}(`);
  });

  it('links to headings that exist', () => {
    const headings = new Set([...MANUAL.matchAll(/^#+ (.*)$/gm)].map((m) => (m[1] ?? '').toLowerCase().replace(/[^a-z0-9 -]/g, '').replaceAll(' ', '-')));
    expect([...MANUAL.matchAll(/\]\(#([^)]+)\)/g)].map((m) => m[1] ?? '').filter((target) => !headings.has(target))).toEqual([]);
  });
});

describe('the pages of diagnostics', () => {
  const CLAUSE = /^(?:phrase|returns|action|requires)\b/;

  /** What a page shows as right: all after a line that says so, or the lines that are not called wrong. */
  function rightPart(block: string): string {
    const [, ...right] = block.split(/^\/\/ right.*$|^.*\/\* right \*\/$/m);
    const text = (right.length > 0 ? right.join('\n') : block.split('\n').filter((line) => !line.includes('// wrong')).join('\n')).trim();
    return CLAUSE.test(text) ? `tool f(a: int) -> int {\n${text}\n}` : text;
  }

  it.each([...REGISTRY.values()].map((c) => [c.code, c.explain] as const))('%s: what it calls right is read without a report', (_code, explain) => {
    expect(explain.trim()).not.toBe('');
    for (const { text } of blocks(explain)) expect(syntaxMistakes(rightPart(text))).toEqual([]);
  });
});
