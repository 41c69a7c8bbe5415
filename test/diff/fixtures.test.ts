/**
 * A pair of worlds for each rule of diff, `test/fixtures/diff/RULE/{old,new}/world.rworld` (a variant after `--`), with the report
 * beside them. `UPDATE=1 npx vitest run --dir test test/diff/fixtures.test.ts` writes what is found.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { renderPretty } from '../../src/diagnostics/render/pretty.js';
import { ALL_RULES, diffWorlds } from '../../src/diff/diff.js';
import { DIFF_CATALOG, reportDifference } from '../../src/diff/report.js';
import { CONTRACTS } from '../../src/diff/rule.js';
import { nodeHost } from '../../src/host/node.js';
import type { WorldIR } from '../../src/ir/ir.js';
import { loadModules } from '../../src/resolve/modules.js';

const FOLDER = fileURLToPath(new URL('../fixtures/diff/', import.meta.url));
const UPDATE = process.env['UPDATE'] === '1';

/** Rules that no pair of sources shows: test/diff/documents.test.ts has them. */
const ELSEWHERE = /^(?:changed-otherwise|app-.*|tool-app-changed)$/;
/** Fixtures that are about no one rule. */
const OTHERS: ReadonlySet<string> = new Set(['ignored', 'nothing', 'version-step', 'version-step--below-one']);

function compile(path: string): WorldIR {
  const { ir, diagnostics } = compileWorld(nodeHost(FOLDER), path);
  if (ir === null) throw new Error(renderPretty(diagnostics, { color: false, width: 100 }));
  return ir;
}

describe('every rule of diff', () => {
  const seen = new Set<string>();
  for (const name of readdirSync(FOLDER).sort()) {
    it(name, () => {
      const difference = diffWorlds(compile(`${name}/old`), compile(`${name}/new`));
      const graph = loadModules(nodeHost(FOLDER), `${name}/new`, () => {});
      const report = reportDifference(difference, { contracts: CONTRACTS, levels: new Map(), graph, replay: null });
      const path = `${FOLDER}${name}/expected.txt`;
      const text = renderPretty(report.diagnostics, { color: false, width: 100 });
      if (UPDATE) writeFileSync(path, text);
      else expect(text, `run with UPDATE=1 to accept what changed in ${path}`).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
      const rules = difference.changes.map((c) => c.rule.name);
      rules.forEach((r) => seen.add(r));
      if (!OTHERS.has(name)) expect(rules).toContain(name.replace(/--.*$/, ''));
      expect(rules).not.toContain('changed-otherwise');
      expect(rules.length === 0).toBe(difference.old.hash === difference.now.hash);
    });
  }

  it('has a pair', () => {
    const missing = ALL_RULES.map((r) => r.name).filter((r) => !seen.has(r) && !ELSEWHERE.test(r));
    expect(missing).toEqual([]);
  });

  it('has a name of its own, a title, and a page', () => {
    expect(new Set(ALL_RULES.map((r) => r.name)).size).toBe(ALL_RULES.length);
    for (const { name, title, explain } of ALL_RULES) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(explain.trim().length, name).toBeGreaterThan(30);
      expect(DIFF_CATALOG.has(name)).toBe(true);
    }
  });
});
