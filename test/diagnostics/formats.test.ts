/** Every format against the schema, or the rules, of those who read it; on findings of check, lint and diff, and on hostile ones. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { diffWorlds } from '../../src/diff/diff.js';
import { DIFF_CATALOG, reportDifference } from '../../src/diff/report.js';
import { CONTRACTS } from '../../src/diff/rule.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { FORMATS, render, type Format, type Report } from '../../src/diagnostics/render/formats.js';
import { memoryHost } from '../../src/host/memory.js';
import { LINT_CATALOG, lintWorld } from '../../src/lint/lint.js';
import { loadModules } from '../../src/resolve/modules.js';
import { SourceFile } from '../../src/source/source.js';

const WORLD = `/// A shop.
world shop "1.0.0"

/// The name of a product.
type product <: str = "lamp" | "chair" | "table"

/// A price.
type price <: float = 1.00..9.00 step 0.01

/// Returns the price of a product
tool price_of(product) -> price {
  phrase "The price of the the {product}."
}

tasks train { count 1  length 1 }
`;

const host = memoryHost({ '/w/world.rworld': WORLD, '/n/world.rworld': WORLD.replace('1.00..9.00', '1.00..8.00').replace('A price.', 'A sum.'), '/b/world.rworld': WORLD.replace('-> price', '-> prise').replace('"lamp"', '"lamp" @ 0') });

function diffReport(): readonly Diagnostic[] {
  const [old, now] = ['/w', '/n'].map((p) => compileWorld(host, p).ir);
  if (old === null || now === null || old === undefined || now === undefined) throw new Error('the worlds do not compile');
  return reportDifference(diffWorlds(old, now), { contracts: CONTRACTS, levels: new Map(), graph: loadModules(host, '/n', () => {}), replay: null }).diagnostics;
}

/** Texts that break formats that are put together carelessly. */
const HOSTILE = ['a\nb\r\nc', '::error::x', '100% %0A', '</failure>]]><x>&amp;"\'', '\0\u0001\u202e\ufffe', '\ud83d\ude00 é', '`__proto__`', '```md', '{{x}} ${y}'];
const hostile: Diagnostic[] = HOSTILE.flatMap((text, i) => {
  const file = new SourceFile(`a b#${i}?%20/ä"<>&,:.rworld`, `line\n${'x'.repeat(30)}\n`);
  const location = { file, span: { start: 5, end: 9 } };
  const base = { code: 'RW2013', message: text, help: text, properties: { breaks: [text], about: text } };
  return [
    { ...base, severity: 'error', location, related: [{ message: text, location }], fixes: [{ title: text, edits: [{ location, newText: text }] }] },
    { ...base, severity: 'info', location: null, related: [], fixes: [] },
  ] satisfies Diagnostic[];
});

const REPORTS: readonly Report[] = [
  { command: 'check', diagnostics: compileWorld(host, '/b').diagnostics, version: '1.2.3' },
  { command: 'check', diagnostics: compileWorld(host, '/nowhere').diagnostics, version: '1.2.3' },
  { command: 'check', diagnostics: [], version: '1.2.3' },
  { command: 'lint', diagnostics: lintWorld(host, '/w').diagnostics, catalog: LINT_CATALOG, version: '1.2.3' },
  { command: 'diff', diagnostics: diffReport(), catalog: DIFF_CATALOG, version: '1.2.3' },
  { command: 'check', diagnostics: hostile, version: '1.2.3' },
];
const inFormat = (format: Format): [string, Report, string][] => REPORTS.map((r, i) => [`${r.command} ${i}`, r, render(r, format, { color: false, width: 80 })]);

it('there is something of each to tell', () => {
  expect(REPORTS.map((r) => r.diagnostics.length > 0)).toEqual([true, true, false, true, true, true]);
  expect(REPORTS[3]?.diagnostics.some((d) => d.fixes.length > 0)).toBe(true);
});

it.each(FORMATS)('%s is the same again', (format) => {
  expect(inFormat(format).map(([, , text]) => text)).toEqual(inFormat(format).map(([, , text]) => text));
});

describe('sarif', () => {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif').replace(/lib\/index\.js$/, 'lib/schemas/sarif-2.1.0-rtm.5.json');
  // The schema is of draft 4, whose "id" is "$id" since draft 6; nothing else in it has changed since.
  const { $schema: _, id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as { $schema: string; id: string };
  const validate = new Ajv({ strict: false, unicodeRegExp: false, formats: { uri: true, 'uri-reference': /^[^\s<>"#?]*$/, 'date-time': true } }).compile({ $id: id, ...schema });

  it.each(inFormat('sarif'))('%s', (_name, report, text) => {
    const log: unknown = JSON.parse(text);
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    const [run] = (log as { runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number; fixes?: unknown[] }[] }[] }).runs;
    expect(run?.results.length).toBe(report.diagnostics.length);
    for (const [i, result] of (run?.results ?? []).entries()) {
      expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(result.fixes?.length ?? 0).toBe(report.diagnostics[i]?.fixes.length);
    }
    // Every rule has its page.
    for (const rule of run?.tool.driver.rules ?? []) expect(rule).toHaveProperty('help.markdown');
  });
});

describe('gitlab', () => {
  const validate = new Ajv({ allErrors: true }).compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: { path: { type: 'string', pattern: '^(?!\\./)(?!/)' }, lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer', minimum: 1 } } } },
        },
      },
    },
  });

  it.each(inFormat('gitlab'))('%s', (_name, report, text) => {
    const issues = JSON.parse(text) as { fingerprint: string }[];
    expect(validate(issues), JSON.stringify(validate.errors)).toBe(true);
    expect(new Set(issues.map((i) => i.fingerprint)).size).toBe(report.diagnostics.length);
  });

  it('knows a finding again that moved down', () => {
    const prints = (text: string): string[] => {
      const { diagnostics } = lintWorld(memoryHost({ '/w/world.rworld': text }), '/w');
      return (JSON.parse(render({ command: 'lint', diagnostics, version: '' }, 'gitlab', { color: false, width: 80 })) as { fingerprint: string }[]).map((i) => i.fingerprint);
    };
    expect(prints(`// One line more.\n${WORLD}`)).toEqual(prints(WORLD));
  });
});

describe('junit', () => {
  it.each(inFormat('junit'))('%s', (_name, report, text) => {
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/);
    interface Suite {
      readonly tests: string;
      readonly failures: string;
      readonly testcase: { readonly name: string; readonly failure?: { readonly message: string } }[];
    }
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray: (name) => name === 'testsuite' || name === 'testcase', parseTagValue: false, parseAttributeValue: false });
    const { testsuites } = parser.parse(text) as { testsuites: { tests: string; failures: string; testsuite: Suite[] } };
    const cases = testsuites.testsuite.flatMap((s) => s.testcase);
    expect(cases.length).toBe(Math.max(1, report.diagnostics.length));
    expect(Number(testsuites.tests)).toBe(cases.length);
    expect(cases.filter((c) => c.failure !== undefined).length).toBe(report.diagnostics.filter((d) => d.severity === 'error').length);
    expect(testsuites.testsuite.reduce((n, s) => n + Number(s.failures), 0)).toBe(Number(testsuites.failures));
  });
});

describe('github', () => {
  it.each(inFormat('github'))('%s', (_name, report, text) => {
    const lines = text === '' ? [] : text.slice(0, -1).split('\n');
    // One command a line, whatever the message: a line end in it would begin another command.
    expect(lines.length).toBe(report.diagnostics.length);
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) (?:[a-zA-Z]+=[^:,\r\n]*,?)+::[^\r\n]*$/);
  });
});

describe('json', () => {
  it.each(inFormat('json'))('%s', (_name, report, text) => {
    const all = JSON.parse(text) as { code: string; severity: string; location: { start: { line: number } } | null; fixes: unknown[] }[];
    expect(all.map((d) => [d.code, d.severity, d.fixes.length])).toEqual(report.diagnostics.map((d) => [d.code, d.severity, d.fixes.length]));
  });
});
