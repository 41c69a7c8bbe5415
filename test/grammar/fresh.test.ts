/** What is generated from the grammar is as `npm run grammar` would write it now, and the grammar itself is sound. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderDiagrams } from '../../grammar/diagrams.js';
import { renderEbnf } from '../../grammar/ebnf.js';
import { mentions, readGrammar } from '../../grammar/model.js';
import { RworldParser } from '../../grammar/parser.js';
import { refreshReference } from '../../grammar/tables.js';
import { renderTextMate } from '../../grammar/textmate.js';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../../grammar/${name}`, import.meta.url)), 'utf8');

describe('the grammar', () => {
  it('has no ambiguity and no left recursion', () => {
    expect(() => new RworldParser({ validate: true })).not.toThrow();
  });

  it('reaches every rule from the file, and has every rule that it mentions', () => {
    const rules = readGrammar();
    const names = new Set(rules.map((r) => r.name));
    const used = new Set(rules.flatMap((r) => mentions(r.node)));
    expect([...used].filter((name) => !names.has(name))).toEqual([]);
    expect([...names].filter((name) => !used.has(name))).toEqual(['file']);
  });
});

describe('run `npm run grammar` to refresh', () => {
  it('rworld.ebnf', () => expect(read('rworld.ebnf')).toBe(renderEbnf()));
  it('diagrams.html', () => expect(read('diagrams.html') === renderDiagrams()).toBe(true));
  it('rworld.tmLanguage.json', () => expect(read('rworld.tmLanguage.json')).toBe(renderTextMate()));
  it('REFERENCE.md', () => {
    const text = read('REFERENCE.md');
    expect(refreshReference(text)).toBe(text);
  });
});

describe('the page of diagrams', () => {
  const page = renderDiagrams();

  it('needs nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|https?:/);
  });

  it('links to sections that exist, and draws without gaps in its numbers', () => {
    const ids = new Set([...page.matchAll(/ id="(\w+)"/g)].map((m) => m[1]));
    expect([...page.matchAll(/href="#(\w+)"/g)].filter((m) => !ids.has(m[1]))).toEqual([]);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});
