/** Entities, templates and files of rows that mean harm: each ends soon, in a clear report; and so does every call. */
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../src/compile.js';
import { memoryHost } from '../src/host/memory.js';
import { createRuntime, type CallResult } from '../src/runtime/runtime.js';
import { compileWorldText } from './support/compile-text.js';

const HEAD = 'world hostile "1.0.0"\n';
const SECONDS = 1000;

function codes(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  return [...new Set(compileWorld(memoryHost({ '/w/world.rworld': HEAD + text, ...files }), '/w/world.rworld').diagnostics.map((d) => d.code))].sort();
}

function call(text: string, tool: string, args: Record<string, unknown>): CallResult {
  return createRuntime(compileWorldText(HEAD + text).ir).environment(new Uint8Array(32)).call(tool, args);
}

const entities = (n: number, fields: (i: number) => string): string => Array.from({ length: n }, (_, i) => `type k${i} <: str = /k${i}_[a-z]{3}/\nentity E${i}[5] {\n  id${i}: k${i} key\n${fields(i)}\n}`).join('\n');

describe('entities', () => {
  it('of a million rows, fifty fields and references in a circle are opened at once', () => {
    const fields = Array.from({ length: 50 }, (_, i) => `  f${i}: int`).join('\n');
    const world = `type k <: str = /[a-z]{8}/\ntype l <: str = /[A-Z]{8}/\nentity E[1000000] {\n  id: k key\n${fields}\n  other: F\n}\nentity F[1000000] {\n  name: l key\n  back: E\n}\n/// D.\ntool round_trip(e: E) -> bool { phrase "whether {e} comes back" returns E[e].other.back.other == E[e].other }\n`;
    expect(codes(`${world}tasks t { count 1 length 1 }`)).toEqual([]);
  }, 30 * SECONDS);

  it('computed from each other through references', () => {
    const ring = (n: number, last: string): string => entities(n, (i) => `  next${i}: E${(i + 1) % n}\n  v${i}: int${i === n - 1 ? last : ` = next${i}.v${(i + 1) % n} + 1`}`);
    expect(codes(ring(2, ' = next1.v0 + 1'))).toContain('RW4307');
    expect(codes(ring(1000, ' = next999.v0 + 1'))).toContain('RW4307');
    expect(codes(ring(33, ''))).toEqual([]);
    expect(codes(ring(34, ''))).toEqual(['RW4310']);
    expect(codes(ring(1000, ''))).toEqual(['RW4310']);
  }, 60 * SECONDS);

  it('computed in a long row', () => {
    const fields = (n: number): string => Array.from({ length: n }, (_, i) => `  d${i + 1}: int = d${i} + 1`).join('\n');
    expect(codes(entities(1, () => `  d0: int\n${fields(32)}`))).toEqual([]);
    expect(codes(entities(1, () => `  d0: int\n${fields(33)}`))).toEqual(['RW4310']);
  });

  it('with names of prototypes', () => {
    const world = `type k <: str = "x" | "y"\nentity E[2] { id: k key  constructor: int  valueOf: int }\n`;
    expect(codes(world)).toContain('RW2017');
    expect(codes('type k <: str = "x" | "y"\nentity E[2] { id: k key  __proto__: int }')).toEqual(['RW2017']);
    const named = `type k <: str = "x" | "y"\nentity E[2] { id: k key  constructor: int }\n/// D.\ntool get(e: E) -> { constructor: int } { phrase "the constructor of {e}" returns { constructor: E[e].constructor } }\n`;
    const result = call(named, 'get', { e: 'x' });
    expect(result.ok && Object.keys(result.value as object)).toEqual(['constructor']);
    expect(call(named, 'get', JSON.parse('{"__proto__": "x"}') as Record<string, unknown>)).toMatchObject({ ok: false, error: { code: 'missing_argument' } });
  });
});

describe('templates', () => {
  it('that explode', () => {
    const many = entities(60, (i) => `  a${i}: int\n  b${i}: int`);
    expect(codes(`${many}\ntemplate t<E: entity, A: field of E, B: field of E, C: entity, D: field of C> {\n/// D.\ntool "{E}_{A}_{B}_{C}_{D}"(x: E.key) -> int { phrase "{A} {B} {C} {D} of {x}" returns 1 }\n}`)).toContain('RW4406');
    expect(codes(`${many}\ntemplate t<A: entity, B: entity, C: entity, D: entity, F: entity> where A == B and B == C {\n/// D.\ntool "{A}_{B}_{C}_{D}_{F}"(x: A.key) -> int { phrase "{B} {C} {D} {F} of {x}" returns 1 }\n}`)).toContain('RW4406');
  }, 60 * SECONDS);

  it('whose instances clash', () => {
    expect(codes(`${entities(60, () => '')}\ntemplate t<E: entity, C: entity> {\n/// D.\ntool "{E}_x"(x: E.key) -> int { phrase "x of {x}" returns 1 }\n}`)).toEqual(['RW4405']);
  }, 30 * SECONDS);
});

describe('rows from files', () => {
  const entity = (file: string): string => `type k <: str = /[a-z0-9]{1,9}/\nentity E from "${file}" { id: k key  n: int }`;
  it.each([
    ['with NUL', 'rows.csv', 'id,n\na\0b,1\n'],
    ['of one long line', 'rows.csv', `id,n,${'x'.repeat(10_000_000)}`],
    ['of one long cell', 'rows.csv', `id,n\n"${'x'.repeat(10_000_000)}",1\n`],
    ['with an open quote', 'rows.csv', 'id,n\n"a,1\n'],
    ['nested 10,000 deep', 'rows.json', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['of records nested 10,000 deep', 'rows.json', `[${'{"id":'.repeat(10_000)}1${'}'.repeat(10_000)}]`],
    ['of no rows', 'rows.json', '[]'],
    ['that are no records', 'rows.json', '[1, null, "a"]'],
    ['with a prototype', 'rows.json', '[{"__proto__": {"id": "a", "n": 1}}]'],
    ['that is cut', 'rows.json', '[{"id": "a", "n": 1}'],
  ])('%s', (_what, file, text) => {
    const found = codes(entity(file), { [`/w/${file}`]: text });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((c) => /^RW(3016|3018|4302|4306|3019|3020)$/.test(c))).toBe(true);
  }, 30 * SECONDS);
});

describe('calls', () => {
  const TOO_LONG = { ok: false, error: { code: 'failed_computation', message: 'slow: this takes too long to compute: it goes through more than 10,000,000 items' } };
  const slow = (expr: string, more = ''): string => `${more}/// D.\ntool slow(m: int) -> int { phrase "slow {m}" returns ${expr} }\n`;

  it('that would take for ever end in an error', () => {
    expect(call(slow('sum([sum([sum([x + y + z for x in range(1, 10000)]) for y in range(1, 10000)]) for z in range(1, 10000)])'), 'slow', { m: 1 })).toMatchObject(TOO_LONG);
    expect(call(slow('len([x for x in range(1, 10000) if m in range(2, 10000)])'), 'slow', { m: 1 })).toMatchObject(TOO_LONG);
    const rows = 'type k <: str = /[a-z]{6}/\nentity E[4000] { id: k key  n: int }\n';
    expect(call(slow('len([a for a in E if len([b for b in E if b.n == a.n]) > 1])', rows), 'slow', { m: 1 })).toMatchObject(TOO_LONG);
  }, 60 * SECONDS);

  it('a default is computed within the same bound', () => {
    expect(codes('/// D.\ntool f(m: int = len([x for x in range(1, 10000) if len([y for y in range(1, 10000) if y > x]) > 3])) -> int { phrase "f" returns m }')).toEqual(['RW4007']);
  }, 30 * SECONDS);

  it('cost the same whether cells are remembered or not', () => {
    // Each cell takes 4,000 items and more; 4,000 of them are more than a call may take, 1,000 are not.
    const rows = 'type k <: int = 1..4000\nentity E[4000] { id: k key  n: int = len([x for x in range(1, 2000) if x > id]) }\n';
    const world = `${rows}/// D.\ntool some(m: int) -> int { phrase "some {m}" returns len([e for e in E if e.id <= 1000 and e.n >= 0]) }\n${slow('len([e for e in E if e.n >= 0])')}`;
    const environment = createRuntime(compileWorldText(HEAD + world).ir).environment(new Uint8Array(32));
    for (let round = 0; round < 2; round++) {
      expect(environment.call('some', { m: 1 })).toEqual({ ok: true, value: 1000 });
      expect(environment.call('slow', { m: 1 })).toMatchObject(TOO_LONG);
    }
  }, 30 * SECONDS);
});
