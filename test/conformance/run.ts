/**
 * `npm run test:conformance`: random calls of every world in `specs/`, TypeScript against Python, byte for byte. An argument
 * is the number of calls a world (default 50,000); further ones are paths of worlds.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readdirSync, existsSync } from 'node:fs';
import { sampleTasks, worldOf } from '../support/sampled.js';
import { SPECS } from '../support/spec-files.js';
import { linesOf } from './lines.js';
import { ROOT, SOURCES, findPython, runLines } from './python.js';

const calls = Number(process.argv[2] ?? 50_000);
const asked = process.argv.slice(3);
const python = findPython();
if (python === null) throw new Error('the conformance suite needs a Python of 3.11 or later');
const worlds = asked.length > 0 ? asked : [...readdirSync(SPECS).filter((name) => existsSync(`${SPECS}${name}/world.rworld`)).map((name) => `${SPECS}${name}`), `${ROOT}test/conformance/everything`];
const folder = mkdtempSync(join(tmpdir(), 'rworld-conformance-'));
let wrong = 0;
try {
  for (const path of worlds) {
    const ir = worldOf(path);
    const file = join(folder, 'world.ir.json');
    writeFileSync(file, JSON.stringify(ir));
    const tasks = ir.taskSets.flatMap((set) => sampleTasks(ir, Math.min(100, set.count), set.name));
    const verdict = await runLines(python, SOURCES, file, linesOf(ir, { calls, tasks, draws: 50, facts: 5, seed: ir.world.name }));
    const total = Object.values(verdict.agreed).reduce((sum, n) => sum + n, 0);
    console.log(`${ir.world.name}: ${total} lines agree, ${verdict.different} differ (${verdict.seconds.toFixed(1)} s in Python)`);
    for (const [kind, n] of Object.entries(verdict.agreed)) console.log(`  ${String(n).padStart(8)}  ${kind}`);
    for (const each of verdict.first) console.log(`\n${each.line}\n  TypeScript: ${each.expect}\n  Python:     ${each.got}`);
    wrong += verdict.different;
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = wrong === 0 ? 0 : 1;
