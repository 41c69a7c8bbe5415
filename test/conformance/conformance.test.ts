/** A light run of the conformance suite; `npm run test:conformance` is the long one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WorldIR } from '../../src/ir/ir.js';
import { createRuntime, type Environment } from '../../src/runtime/runtime.js';
import { sampleTasks, worldOf } from '../support/sampled.js';
import { callLine } from './cases.js';
import { linesOf, type Amount } from './lines.js';
import { ROOT, SOURCES, findPython, runLines, type Verdict } from './python.js';

const python = findPython();
if (python === null) console.warn('\n  NOT RUN: the conformance suite needs a Python of 3.11 or later, and there is none here.\n');

async function compare(ir: WorldIR, lines: Iterable<string>): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'rworld-conformance-'));
  try {
    const file = join(folder, 'world.ir.json');
    writeFileSync(file, JSON.stringify(ir));
    return await runLines(python ?? '', SOURCES, file, lines);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(python === null)('TypeScript and Python', () => {
  it.each([
    { world: `${ROOT}test/conformance/everything`, calls: 4000 },
    { world: `${ROOT}specs/markets`, calls: 800 },
  ])('answer alike in $world', async ({ world, calls }) => {
    const ir = worldOf(world);
    const amount: Amount = { calls, tasks: sampleTasks(ir, 6), draws: 20, facts: 1, seed: 'light' };
    const verdict = await compare(ir, linesOf(ir, amount));
    expect(verdict.first).toEqual([]);
    expect(Object.values(verdict.agreed).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(calls);
  }, 60_000);

  it('stop at the same one of ten million items', async () => {
    const ir = worldOf(`${ROOT}test/conformance/limit`);
    const runtime = createRuntime(ir);
    const environments = new Map<string, Environment>();
    // The last that goes through, worked out by hand.
    const about: { readonly [tool: string]: number } = { by_lists: 499, by_filters: 999, by_computed: 17, by_membership: 499 };
    const lines = Object.entries(about).flatMap(([tool, last]) =>
      [last, last + 1].map((n) => callLine({ kind: tool, environment: '11'.repeat(32), tool, arguments: [['n', String(n)]] }, runtime, environments)),
    );
    const refused = lines.map((line) => line.includes('this takes too long to compute: it goes through more than 10,000,000 items'));
    expect(refused).toEqual(lines.map((_, i) => i % 2 === 1));
    expect((await compare(ir, lines)).first).toEqual([]);
  }, 60_000);

  it('are found out where they differ', async () => {
    const ir = worldOf(`${ROOT}specs/markets`);
    const lines = [...linesOf(ir, { calls: 30, tasks: [], draws: 1, facts: 0, seed: 'wrong' })];
    const altered = lines.map((line, i) => (i % 2 === 0 ? line.replace(/"expect":"/, '"expect":"!') : line));
    const verdict = await compare(ir, altered);
    expect(verdict.different).toBe(Math.ceil(lines.length / 2));
  });
});
