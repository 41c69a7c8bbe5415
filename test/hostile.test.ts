/**
 * Sources that mean harm, or were made by a program gone wild: each ends soon, in a clear report. The limits of time are
 * wide, for slow and busy machines; what they catch is time that grows with the square or the power of a size.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileWorld, type CompileResult } from '../src/compile.js';
import { renderGithub } from '../src/diagnostics/render/github.js';
import { renderJson } from '../src/diagnostics/render/json.js';
import { renderPretty } from '../src/diagnostics/render/pretty.js';
import { renderSarif } from '../src/diagnostics/render/sarif.js';
import { memoryHost } from '../src/host/memory.js';
import { nodeHost } from '../src/host/node.js';

const SECONDS = 1000;
const HEAD = 'world hostile "1.0.0"\n';

function compile(text: string, files: Readonly<Record<string, string>> = {}): CompileResult {
  return compileWorld(memoryHost({ '/w/world.rworld': HEAD + text, ...files }), '/w/world.rworld');
}

/** The codes of a world in memory, each once; every renderer must manage its reports. */
function codesOf({ diagnostics }: CompileResult): string[] {
  expect(renderPretty(diagnostics, { color: true, width: 100 }).length + renderJson(diagnostics).length + renderSarif(diagnostics, { version: '1.0.0' }).length + renderGithub(diagnostics).length).toBeGreaterThan(0);
  return [...new Set(diagnostics.map((d) => d.code))].sort();
}

const codes = (text: string, files?: Readonly<Record<string, string>>): string[] => codesOf(compile(text, files));

describe('nesting', () => {
  const DEEP = 10_000;
  const tool = (returns: string, params = 'n: int'): string => `/// D.\ntool f(${params}) -> int {\n  phrase "f of {n}"\n  returns ${returns}\n}\n`;
  const nested = (open: string, middle: string, close: string, n = DEEP): string => open.repeat(n) + middle + close.repeat(n);
  const cases: readonly [string, string][] = [
    ['lists', `type t = ${nested('list<', 'int', '>')}`],
    ['dicts', `type t = ${nested('dict<str, ', 'int', '>')}`],
    ['records', `type t = ${nested('{ a: ', 'int', ' }')}`],
    ['types in parentheses', `type t = ${nested('(', 'int', ')')}`],
    ['optional types', `type t = int${'?'.repeat(DEEP)}`],
    ['expressions in parentheses', tool(nested('(', 'n', ')'))],
    ['lists of expressions', tool(nested('[', 'n', ']'))],
    ['records of expressions', tool(nested('{ a: ', 'n', ' }'))],
    ['calls', tool(nested('abs(', 'n', ')'))],
    ['negations', tool(`${'- '.repeat(DEEP)}n`)],
    ['not', tool(`${'not '.repeat(DEEP)}true`)],
    ['if', tool(`${'if true then 1 else '.repeat(DEEP)}n`)],
    ['if in conditions', tool(nested('if ', 'true', ' then true else false'))],
    ['sums', tool(`n${' + n'.repeat(DEEP)}`)],
    ['comparisons', tool(`n${' and n == n'.repeat(DEEP)}`)],
    ['fields', tool(`n${'.a'.repeat(DEEP)}`)],
    ['indexes', tool(`n${'[0]'.repeat(DEEP)}`)],
    ['comprehensions', tool(nested('[x for x in ', '[n]', ']'))],
    ['apps', nested('app a { ', '', ' }')],
    ['templates', nested('template a<T: type> { ', '', ' }')],
    ['type parameters', `tool f${nested('<T <: list<', 'int', '>>')}() -> int`],
    ['open brackets', `type t = ${'('.repeat(DEEP)}`],
    ['closing brackets', `type t = int ${')'.repeat(DEEP)}`],
    ['all brackets', `type t = ${'([{<'.repeat(DEEP)}`],
  ];
  for (const [what, text] of cases) {
    it(`10,000 deep: ${what}`, () => {
      const found = compile(text);
      expect(codesOf(found)).not.toEqual([]);
      expect(found.ir).toBeNull();
      expect(found.diagnostics.length).toBeLessThan(20);
      expect(found.diagnostics.every((d) => /^RW(1|3062|4)/.test(d.code))).toBe(true);
    }, 20 * SECONDS);
  }

  it('is fine to 64 brackets, and not beyond', () => {
    expect(codes(`type t = ${nested('list<', 'int', '>[1]', 64)}`)).toEqual([]);
    expect(codes(`type t = ${nested('list<', 'int', '>[1]', 65)}`)).toEqual(['RW1007']);
    expect(codes(tool(nested('(', 'n', ')', 60)))).toEqual([]);
  });

  it('is counted through aliases, too', () => {
    const chain = Array.from({ length: 400 }, (_, i) => `type t${i + 1} = list<t${i}>`).join('\n');
    const found = codes(`type t0 <: int = 1..2\n${chain}\n/// D.\ntool f() -> t400 { phrase "f" }`);
    expect(found.every((c) => c.startsWith('RW'))).toBe(true);
  }, 20 * SECONDS);
});

describe('patterns', () => {
  it.each([
    ['/(a+)+$/', 'RW3011'],
    ['/(a{1000}){1000}/', 'RW3010'],
    ['/((((a{50}){50}){50}){50}){50}/', 'RW3010'],
    ['/.{0,40}a.{14}/', 'RW3010'],
    ['/(x|y|z|xy|yz|zx){500}/', 'RW3010'],
    ['/[a-z]{1001}/', 'RW3010'],
    [`/${'('.repeat(5000)}a${')'.repeat(5000)}/`, 'RW3010'],
    [`/${'(a|'.repeat(60)}b${')'.repeat(60)}/`, ''],
    [`/${'a?'.repeat(900)}${'a'.repeat(90)}/`, ''],
    [`/${'a'.repeat(20_000)}/`, 'RW3010'],
    ['/(a?){1000}/', ''],
    ['/(a|a)*b/', 'RW3011'],
  ])('%.40s', (pattern, code) => {
    expect(codes(`type t <: str = ${pattern}`)).toEqual(code === '' ? [] : [code]);
  }, 30 * SECONDS);

  it('that are recognised only', () => {
    expect(codes('type t <: str = "a" accepts /(a+)+/')).toEqual([]);
  });

  it('that are compared', () => {
    const found = codes('type a <: str = /(.{0,12}x.{8}|[0-9]{0,20})/\ntype b <: a = /(.{0,11}x.{8}|[0-9]{0,19})/');
    expect(found.filter((c) => c !== 'RW3031' && c !== 'RW3010')).toEqual([]);
  }, 30 * SECONDS);
});

describe('values', () => {
  it('of ranges without end, or nearly', () => {
    expect(codes('type t <: int = 1..1e15')).toEqual([]);
    expect(codes('type t <: float = 0.0..1e15 step 0.000001')).toEqual(['RW3005']);
    expect(codes('type t <: int = 1..1e300')).toEqual(['RW3005']);
    expect(codes('type t <: int = -9007199254740991..9007199254740991')).toEqual(['RW3005']);
    expect(codes('type t <: int = 1e999..2')).toEqual(['RW1014']);
    expect(codes(`type t <: float = 0.${'0'.repeat(3000)}1..1.0`)).toEqual(['RW3005']);
  }, 20 * SECONDS);

  it('of large ranges that are compared', () => {
    expect(codes('type a <: int = 0..999999999999999 step 3\ntype b <: a = 0..99999999999996 step 6')).toEqual([]);
    expect(codes('type a <: int = 0..999999999999994 step 7\ntype b <: a = 0..99999999999996 step 6').at(-1)).toBe('RW3030');
  }, 20 * SECONDS);

  it('that are too long, or too many', () => {
    expect(codes(`type t <: str = "${'x'.repeat(10_000)}"`)).toEqual([]);
    expect(codes(`type t <: str = "${'x'.repeat(10_001)}"`)).toEqual(['RW3020']);
    const lines = Array.from({ length: 1_000_001 }, (_, i) => i).join('\n');
    expect(codes('type t <: str = lines("n.txt")', { '/w/n.txt': lines })).toEqual(['RW3020']);
  }, 30 * SECONDS);

  it('in unions that explode', () => {
    const wide = Array.from({ length: 20_000 }, (_, i) => `"v${i}"`).join(' | ');
    expect(codes(`type t <: str = ${wide}`)).toEqual([]);
    const types = Array.from({ length: 300 }, (_, i) => `type t${i} <: str = "v${i}"`).join('\n');
    const doubled = Array.from({ length: 26 }, (_, i) => `type u${i + 1} = u${i} | u${i}`).join('\n');
    const found = codes(`${types}\ntype all = ${Array.from({ length: 300 }, (_, i) => `t${i}`).join(' | ')}\ntype u0 = t0 | t1\n${doubled}\n`);
    expect(found).toEqual(['RW3063']);
  }, 30 * SECONDS);

  it('in records that explode', () => {
    const doubled = Array.from({ length: 40 }, (_, i) => `type r${i + 1} = { a: r${i}, b: r${i} }`).join('\n');
    expect(codes(`type r0 = { a: int }\n${doubled}`)).toEqual(['RW3063']);
  }, 30 * SECONDS);

  it('that are cyclic', () => {
    expect(codes('type a = b\ntype b = list<c>\ntype c = a?')).toEqual(['RW3054']);
    expect(codes('type a <: b\ntype b <: c\ntype c <: a')).toEqual(['RW3054']);
    expect(codes('type a <: a')).toEqual(['RW3054']);
    const ring = Array.from({ length: 3000 }, (_, i) => `type t${i} <: t${(i + 1) % 3000}`).join('\n');
    expect(codes(ring)).toEqual(['RW3054']);
    const aliases = Array.from({ length: 3000 }, (_, i) => `type t${i} = list<t${(i + 1) % 3000}>`).join('\n');
    expect(codes(aliases)).toEqual(['RW3054']);
  }, 30 * SECONDS);

  it('from faker, which is not there', () => {
    expect(codes('type t <: str = faker("person.fullName", 5)')).toEqual(['RW3021']);
  });
});

describe('files', () => {
  it('of one line of seven megabytes', () => {
    expect(codes(`type t <: str = "${'x'.repeat(7_000_000)}"`)).toEqual(['RW3020']);
    expect(codes(`// ${'x'.repeat(7_000_000)}`)).toEqual([]);
    expect(codes('{'.repeat(3_000_000))).not.toEqual([]);
    expect(codes(`type t <: str = ${'"x" | '.repeat(700_000)}"y"`)).toEqual(['RW3008']);
    expect(codes('\u00a7'.repeat(3_000_000))).toEqual(['RW1006']);
    expect(codes('type '.repeat(1_000_000))).toEqual(['RW1001', 'RW1015']);
  }, 120 * SECONDS);

  it('of more than eight megabytes', () => {
    expect(codes(`// ${'x'.repeat(8_100_000)}`)).toEqual(['RW1008']);
    expect(codes(`// ${'x'.repeat(8_500_000)}`)).toEqual(['RW2001']);
  }, 20 * SECONDS);

  it('of thousands of declarations', () => {
    const many = Array.from({ length: 4000 }, (_, i) => `type t${i} <: str = "a" | "b"`).join('\n');
    expect(codes(many)).toEqual([]);
    const wrong = Array.from({ length: 4000 }, (_, i) => `type t${i} <: strr = "a" | "b" ;`).join('\n');
    expect(codes(wrong)).toEqual(['RW1006']);
  }, 60 * SECONDS);

  it('with NUL, with controls of direction, with halves of pairs', () => {
    expect(codes('type t <: str = "a\0"')).toEqual(['RW1009']);
    expect(codes('// \u202e comment\ntype t <: str = "a"')).toEqual(['RW1009']);
    expect(codes('type \u2066t <: str = "a"')).toEqual(['RW1009']);
    expect(codes('type t <: str = "\ud83d"')).toEqual(['RW1009']);
    expect(codes('type t\u0301 <: str = "a"')).toEqual(['RW1006']);
    const shown = renderPretty(compile('type t <: str = "a\u001b[31m\u202e" | 3').diagnostics, { color: false, width: 80 });
    expect(shown).not.toMatch(/[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]/);
  });

  it('more of them than any world needs', () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 4200; i++) files[`/w/f${i}.rworld`] = `import "./f${i + 1}.rworld"\n`;
    files['/w/f4200.rworld'] = '';
    expect(codes('import "./f0.rworld"', files)).toContain('RW2008');
  }, 30 * SECONDS);

  it('that import one another in a circle', () => {
    expect(codes('import "./a.rworld"', { '/w/a.rworld': 'import "./world.rworld"\n' })).toEqual(['RW2009']);
    expect(codes('import "./world.rworld"')).toEqual(['RW2009']);
  });
});

describe('the file system', () => {
  let folder = '';
  const write = (path: string, text: string | Uint8Array): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const compileIn = (path: string): string[] => codesOf(compileWorld(nodeHost(join(folder, 'project')), path));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rworld-hostile-'));
    write('project/package.json', '{ "name": "project" }');
    write('secret.rworld', 'type secret <: str = "s"\n');
    write('secret.txt', 's\n');
    write('project/ok.txt', 'a\nb\n');
    write('project/latin.txt', Uint8Array.from([0x5a, 0xfc, 0x0a]));
    write('project-two/types.rworld', 'type t <: str = "a"\n');
    mkdirSync(join(folder, 'project/folder'));
    symlinkSync(join(folder, 'secret.rworld'), join(folder, 'project/link.rworld'));
    symlinkSync(join(folder, 'secret.txt'), join(folder, 'project/link.txt'));
    symlinkSync(folder, join(folder, 'project/up'));
    symlinkSync(join(folder, 'project/loop.txt'), join(folder, 'project/loop.txt'));
    symlinkSync('ok.txt', join(folder, 'project/inside.txt'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const world = (name: string, text: string): string => {
    write(`project/${name}.rworld`, HEAD + text);
    return `${name}.rworld`;
  };

  it.each([
    ['missing', 'gone.txt'],
    ['a folder', 'folder'],
    ['not UTF-8', 'latin.txt'],
    ['outside', '../secret.txt'],
    ['outside by an absolute path', '/etc/passwd'],
    ['outside by a link', 'link.txt'],
    ['outside through a linked folder', 'up/secret.txt'],
    ['a link to itself', 'loop.txt'],
    ['a device', '/dev/zero'],
    ['a strange name', 'a\\u{0}b'],
    ['nothing', ''],
  ])('data that is %s', (_what, name) => {
    expect(compileIn(world('data', `type t <: str = lines("${name}")\n`))).toEqual(['RW3018']);
  });

  it('data in a named pipe', () => {
    execFileSync('mkfifo', [join(folder, 'project/pipe.txt')]);
    expect(compileIn(world('pipe', 'type t <: str = lines("pipe.txt")\n'))).toEqual(['RW3018']);
  }, 20 * SECONDS);

  it('a source in a named pipe', () => {
    execFileSync('mkfifo', [join(folder, 'project/source-pipe.rworld')]);
    expect(compileIn('source-pipe.rworld')).toEqual(['RW2001']);
    expect(compileIn(world('from_pipe', 'import { t } from "./source-pipe.rworld"\n'))).toEqual(['RW2007']);
  }, 20 * SECONDS);

  it('a link that stays inside is fine', () => {
    expect(compileIn(world('inside', 'type t <: str = lines("inside.txt")\n'))).toEqual([]);
  });

  it.each([
    ['../secret.rworld', 'RW2003'],
    ['./folder/../../secret.rworld', 'RW2003'],
    ['../project-two/types.rworld', 'RW2003'],
    ['./link.rworld', 'RW2003'],
    ['./up/secret.rworld', 'RW2003'],
    ['./folder', 'RW2007'],
    ['./gone.rworld', 'RW2004'],
    ['std/../../package.json', 'RW2005'],
    ['/etc/passwd', 'RW2002'],
    ['../../../../../../../../etc/passwd', 'RW2003'],
    ['left-pad-which-is-not-there', 'RW2006'],
    ['', 'RW2002'],
  ])('an import of "%s"', (source, code) => {
    expect(compileIn(world('importing', `import "${source}"\n`))).toEqual([code]);
  });
});
