/**
 * A world for each rule of lint, `test/fixtures/lint/RULE/world.rworld`, with what an author sees beside it, and the source that
 * `--fix` makes where it makes one. `UPDATE=1 npx vitest run --dir test test/lint` writes what is found.
 */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.js';
import { DIFF_CATALOG } from '../../src/diff/report.js';
import { renderPretty } from '../../src/diagnostics/render/pretty.js';
import { memoryHost } from '../../src/host/memory.js';
import { nodeHost } from '../../src/host/node.js';
import { fixWorld } from '../../src/lint/fix.js';
import { isSafelyFixed, LINT_CATALOG, lintWorld, type LintOptions } from '../../src/lint/lint.js';
import { entryToLint } from '../../src/lint/library.js';
import { LINT_RULES } from '../../src/lint/rules/index.js';
import { SPECS } from '../support/spec-files.js';

const FOLDER = fileURLToPath(new URL('../fixtures/lint/', import.meta.url));
const UPDATE = process.env['UPDATE'] === '1';
const OTHERS: ReadonlySet<string> = new Set(['clean', 'ignored', 'settings', 'does-not-compile']);

function expectFile(path: string, text: string | null): void {
  if (UPDATE && text === null) rmSync(path, { force: true });
  else if (UPDATE) writeFileSync(path, text ?? '');
  else expect(text, `run with UPDATE=1 to accept what changed in ${path}`).toBe(existsSync(path) ? readFileSync(path, 'utf8') : null);
}

describe('every rule of lint', () => {
  const host = nodeHost(FOLDER);
  const seen = new Set<string>();
  for (const name of readdirSync(FOLDER).sort()) {
    it(name, () => {
      const settings = readConfig(host, name, { lint: LINT_CATALOG.keys(), diff: [], contracts: [] });
      if (!settings.ok) throw new Error(settings.problem);
      const options: LintOptions = { levels: settings.config.lint, otherRules: new Set(DIFF_CATALOG.keys()) };
      const { diagnostics } = lintWorld(host, name, options);
      expectFile(`${FOLDER}${name}/expected.txt`, renderPretty(diagnostics, { color: false, width: 100 }));
      diagnostics.forEach((d) => seen.add(d.code));
      if (!OTHERS.has(name)) expect([...new Set(diagnostics.map((d) => d.code))]).toContain(name);
      const fixed = fixWorld(host, name, options);
      expect(fixed.refused).toBeNull();
      expectFile(`${FOLDER}${name}/fixed.txt`, [...fixed.texts.values()][0] ?? null);
      expect(fixed.texts.size > 0).toBe(diagnostics.some(isSafelyFixed));
      // Nothing that is safe is left, and what comes out is as clean as it is told.
      expect(fixed.result.diagnostics.filter(isSafelyFixed)).toEqual([]);
      expect(lintWorld(memoryHost(fixed.texts, { base: host }), name, options).diagnostics.map((d) => d.message)).toEqual(fixed.result.diagnostics.map((d) => d.message));
    });
  }

  it('has a world', () => {
    expect([...LINT_CATALOG.keys()].filter((rule) => !seen.has(rule))).toEqual([]);
  });

  it('has a name that no rule of diff has, a title, and a page with examples', () => {
    for (const { name, title, explain } of LINT_RULES) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(DIFF_CATALOG.has(name)).toBe(false);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(explain.trim().length, name).toBeGreaterThan(60);
    }
  });
});

describe('the worlds of the project', () => {
  it.each(['markets', 'std', 'randomworld'])('%s: nothing that is an error, and little to say', (name) => {
    const { host, path } = entryToLint(nodeHost(), `${SPECS}${name}`);
    const { diagnostics, compiles } = lintWorld(host, path);
    expect(compiles).toBe(true);
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    expect(diagnostics.filter((d) => d.severity === 'warning').length).toBeLessThan(5);
  });
});
