/** What is told at once after a keystroke is what the whole check tells of the same text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween, moveThrough } from '../../src/editor/change.js';
import { diagnosticsNow, diagnosticsOf, type FileDiagnostic } from '../../src/editor/diagnostics.js';
import { longFile } from '../bench/editor.js';
import { open } from './support.js';

const TYPED = ['x', ' ', '\n', '(', ')', '{', '}', '"', 'limit', 'i.price', '+ 1', '1', '/// z\n', '#', '-> int', 'requires', ', ', '.'];

const shown = (all: readonly FileDiagnostic[]): string[] => all.map((d) => `${d.code} ${d.span.start}..${d.span.end} ${d.message}`).sort();

describe('diagnostics at once', () => {
  it('are those of the whole check, for keystrokes inside of tools', () => {
    const start = longFile(150).replace('limit > 0', 'limit > nothing');
    let quick = 0;
    let whole = 0;
    fc.assert(
      fc.property(fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(4), put: fc.constantFrom(...TYPED) }), { minLength: 1, maxLength: 6 }), (edits) => {
        let text = start;
        const { workspace, path } = open(text);
        diagnosticsOf(workspace, path);
        for (const { at, cut, put } of edits) {
          const from = text.indexOf('tool ');
          const offset = from + Math.floor(at * (text.length - from));
          text = text.slice(0, offset) + put + text.slice(offset + cut);
          workspace.set(path, text);
          const now = diagnosticsNow(workspace, path);
          if (now.settled) {
            whole++;
            continue;
          }
          quick++;
          expect(shown(now.diagnostics)).toEqual(shown(diagnosticsOf(workspace, path)));
        }
      }),
      { numRuns: 80 },
    );
    expect(quick).toBeGreaterThan(20);
    expect(whole).toBeGreaterThan(0);
  }, 30_000);

  it('come only of a change that reaches no further', () => {
    const world = 'world w "1.0.0"\ntype t <: str = "a"\ntool f(a: t) -> t { phrase "{a}" }\ntasks s { count 1 length 1..1 }\n';
    const after = (text: string): boolean => {
      const { workspace, path } = open(world);
      diagnosticsOf(workspace, path);
      workspace.set(path, text);
      return diagnosticsNow(workspace, path).settled;
    };
    expect(after(world.replace('phrase "', 'phrase "the '))).toBe(false);
    expect(after(world.replace('tool f', '// so\n\ntool f'))).toBe(false);
    expect(after(world.replace('tool f', 'tool ff'))).toBe(true);
    expect(after(world.replace('"a"', '"b"'))).toBe(true);
    expect(after(world.replace('count 1', 'count 2'))).toBe(true);
    expect(after(world.replace('tool f', 'type u <: str = "x"\ntool f'))).toBe(true);
  });
});

describe('places through changes', () => {
  it('move with the text behind them, and are lost where it changed', () => {
    const change = changeBetween('abc def ghi', 'abc dxef ghi');
    expect(moveThrough(change, { start: 0, end: 3 })).toEqual({ start: 0, end: 3 });
    expect(moveThrough(change, { start: 8, end: 11 })).toEqual({ start: 9, end: 12 });
    expect(moveThrough(change, { start: 4, end: 7 })).toBeNull();
  });
});
