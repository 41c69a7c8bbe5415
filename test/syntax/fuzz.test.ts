/** The parser is total: whatever the text, there is a module, and every report lies inside the file. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { renderGithub } from '../../src/diagnostics/render/github.js';
import { renderJson } from '../../src/diagnostics/render/json.js';
import { renderPretty } from '../../src/diagnostics/render/pretty.js';
import { renderSarif } from '../../src/diagnostics/render/sarif.js';
import { SourceFile, type Span } from '../../src/source/source.js';
import { parse } from '../../src/syntax/parse.js';
import { mutate, seeded } from '../support/mutations.js';
import { readSpec, specFiles } from '../support/spec-files.js';

const MUTATIONS = 600;

function inside(span: Span, length: number): boolean {
  return Number.isInteger(span.start) && Number.isInteger(span.end) && 0 <= span.start && span.start <= span.end && span.end <= length;
}

/** Parses, and looks at every span of the tree and of the reports. */
function readWhole(text: string): readonly Diagnostic[] {
  const { module, diagnostics } = parse(new SourceFile('fuzz.rworld', text));
  expect(module.kind).toBe('module');
  const check = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof SourceFile) return;
    if ('span' in value && isSpan(value.span) && !inside(value.span, text.length)) throw new Error(`a span outside: ${JSON.stringify(value.span)} of ${text.length}`);
    for (const member of Object.values(value)) check(member);
  };
  check(module);
  for (const d of diagnostics) for (const place of [d.location, ...d.related.map((r) => r.location)]) if (place !== null) expect(inside(place.span, text.length)).toBe(true);
  return diagnostics;
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'start' in value && typeof value.start === 'number' && 'end' in value && typeof value.end === 'number';
}

function renderAll(diagnostics: readonly Diagnostic[]): void {
  for (const width of [1, 40, 100]) for (const color of [true, false]) expect(typeof renderPretty(diagnostics, { color, width })).toBe('string');
  expect(() => JSON.parse(renderJson(diagnostics)) as unknown).not.toThrow();
  expect(() => JSON.parse(renderSarif(diagnostics, { version: '1.0.0' })) as unknown).not.toThrow();
  const lines = renderGithub(diagnostics).split('\n').slice(0, -1);
  expect(lines).toHaveLength(diagnostics.length);
}

describe('the parser', () => {
  it('reads every world of the project without a report', () => {
    for (const path of specFiles()) expect(readWhole(readSpec(path)), path).toEqual([]);
  });

  it('survives mutations of every world of the project', () => {
    const texts = specFiles().map(readSpec);
    const random = seeded(20_260_101);
    for (let i = 0; i < MUTATIONS; i++) renderAll(readWhole(mutate(texts[i % texts.length] ?? '', random)));
  }, 60_000);

  it('says something of whatever is not the language', () => {
    for (const text of ['!', 'type', 'tool f(', '"', '/*', 'x', 'type a = ;', '}', 'world', 'import']) expect(readWhole(text), text).not.toEqual([]);
  });

  it('is total on any text, and so are the renderers', () => {
    const words = fc.constantFrom('type ', 'tool ', 'a', ' <: ', '= ', '"x"', '{', '}', '(', ')', '[', ']', '|', '..', '1', '/a/', '->', '\n', '/// d\n', 'returns ', 'tasks ', 'constraint ', 'never ', '<', '>', ',', ':', '?', '@', '#', 'if ', 'for ', 'in ');
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 80 }), fc.array(words, { maxLength: 40 }).map((w) => w.join('')), fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)));
    fc.assert(fc.property(texts, (text) => renderAll(readWhole(text))), { numRuns: 1500 });
  }, 60_000);
});

it('reads `accepts` as a name where an operand must come, and as a clause elsewhere', () => {
  const tool = (returns: string): string => `tool f(accepts: int, x: int, y: int) -> float { requires accepts / x / y > 0 else "no" returns ${returns} }`;
  for (const text of [tool('accepts / x / y'), tool('1 + accepts / x / (accepts / x / y)'), tool('if true then accepts / x / y else [accepts / x / y][0]')]) expect(readWhole(text)).toEqual([]);
  for (const text of ['type t <: str accepts /[ab]/ /* / */', 'type t <: str = /a/ accepts /b/', 'type returns accepts /b/', 'type t <: str = ("a") accepts /b/']) expect(readWhole(text)).toEqual([]);
});
