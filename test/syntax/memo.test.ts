/** What an editor reads with a memory is what anyone reads without one, whatever was typed before. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceFile } from '../../src/source/source.js';
import { ParseMemo } from '../../src/syntax/memo.js';
import { parse } from '../../src/syntax/parse.js';
import { readSpec, specFiles } from '../support/spec-files.js';

const TYPED = ['x', ' ', '\n', '"', '{', '}', '(', '/// doc\n', '// c\n', 'tool ', '/*', '*/', '/', 'type t = 1..2\n', '<', '', '\u202e'];

describe('parsing with a memory', () => {
  const texts = specFiles().map(readSpec).filter((text) => text.length < 20_000);

  it('gives the same trees and reports as without', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(5), put: fc.constantFrom(...TYPED) }), { minLength: 1, maxLength: 12 }), (which, edits) => {
        let text = texts[which % texts.length] ?? '';
        const memo = new ParseMemo();
        parse(new SourceFile('w.rworld', text), memo);
        for (const { at, cut, put } of edits) {
          const offset = Math.floor(at * text.length);
          text = text.slice(0, offset) + put + text.slice(offset + cut);
          const file = new SourceFile('w.rworld', text);
          const fresh = parse(file);
          const kept = parse(file, memo);
          expect(kept.module).toEqual(fresh.module);
          expect(kept.diagnostics).toEqual(fresh.diagnostics);
          expect([...kept.broken].map((d) => d.span)).toEqual([...fresh.broken].map((d) => d.span));
        }
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});
