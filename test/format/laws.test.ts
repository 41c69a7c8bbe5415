/** The laws on random programs, damaged worlds and odd texts. `node dist/test/fuzz/format.js 10000` runs many more. */
import { describe, expect, it } from 'vitest';
import { SourceFile } from '../../src/source/source.js';
import { parse } from '../../src/syntax/parse.js';
import { format } from '../../src/format/format.js';
import { mutate, seeded } from '../support/mutations.js';
import { randomProgram } from '../support/random-programs.js';
import { readSpec, specFiles } from '../support/spec-files.js';
import { brokenLaw, brokenRangeLaw } from './laws.js';

const PROGRAMS = 200;
const MUTATIONS = 100;

describe('the formatter', () => {
  it('keeps its laws on random programs with comments anywhere', () => {
    for (let i = 0; i < PROGRAMS; i++) {
      const random = seeded(i);
      const text = randomProgram(random, [0, 0.03, 0.15, 0.5][i % 4] ?? 0);
      expect(brokenLaw(text), `program ${i}: ${text}`).toBeNull();
      const start = Math.floor(random() * text.length);
      expect(brokenRangeLaw(text, start, start + Math.floor(random() * 100)), `program ${i}: ${text}`).toBeNull();
    }
  }, 60_000);

  it('keeps its laws on damaged worlds, and refuses what cannot be read', () => {
    const texts = specFiles().map(readSpec);
    let refused = 0;
    for (let i = 0; i < MUTATIONS; i++) {
      const text = mutate(texts[i % texts.length] ?? '', seeded(i));
      expect(brokenLaw(text), `mutation ${i}`).toBeNull();
      if (!format(text).ok) refused++;
    }
    expect(refused).toBeGreaterThan(MUTATIONS / 10);
    expect(refused).toBeLessThan(MUTATIONS);
  }, 60_000);

  it('meets every kind of declaration, clause, rule, type and expression in the random programs', () => {
    const seen = new Set<string>();
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null || value instanceof SourceFile) return;
      if ('kind' in value && typeof value.kind === 'string') seen.add(value.kind);
      if ('operator' in value && typeof value.operator === 'string') seen.add(value.operator);
      for (const member of Object.values(value)) visit(member);
    };
    for (let i = 0; i < PROGRAMS; i++) visit(parse(new SourceFile('a.rworld', randomProgram(seeded(i), 0))).module);
    const kinds = [
      'world', 'import', 'type', 'tool', 'entity', 'app', 'template', 'constraint', 'tasks',
      'named-type', 'list-type', 'dict-type', 'union-type', 'optional-type', 'record-type', 'literal-type', 'range-type', 'regex-type', 'call-type',
      'phrase', 'returns', 'requires', 'tags',
      'literal', 'name', 'field', 'index', 'call', 'unary', 'binary', 'if', 'list', 'record', 'comprehension',
      'measure', 'each-tool', 'quota', 'never', 'source', 'goal', 'from-user',
      'count', 'seed', 'distractors', 'sharing', 'passwords', 'obey', 'hold-out', 'mix', 'cover', 'weight', 'uniform', 'ask',
      '+', '-', '*', '/', '%', '++', '==', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in', 'not',
    ];
    expect(kinds.filter((kind) => !seen.has(kind))).toEqual([]);
  }, 60_000);
});
