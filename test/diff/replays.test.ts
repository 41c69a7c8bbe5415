/**
 * Diff and replay on edited worlds: what diff calls harmless to data replays whole, and it tells nothing exactly where the
 * hashes are equal. `EDITS=5000 npx vitest run --dir test test/diff/replays.test.ts` tries more.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { diffWorlds } from '../../src/diff/diff.js';
import { Replay } from '../../src/diff/replay.js';
import { memoryHost } from '../../src/host/memory.js';
import { nodeHost } from '../../src/host/node.js';
import { edit } from '../support/edits.js';
import { seeded } from '../support/mutations.js';
import { sampleLines, worldOf } from '../support/sampled.js';
import { SPECS } from '../support/spec-files.js';

const RUNS = Number(process.env['EDITS'] ?? 120);
const TASKS = 30;

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));

describe('edited worlds replay whole where diff says that data is safe', () => {
  it.each([
    ['types and tools', `${SPECS}markets`],
    ['facts', `${FIXTURES}facts`],
  ])('%s', (_name, folder) => {
    const world = worldOf(folder);
    const lines = world.taskSets.flatMap((set) => sampleLines(world, TASKS, set.name));
    const base = nodeHost();
    const text = readFileSync(`${folder}/world.rworld`, 'utf8');
    const seen = { compiled: 0, equal: 0, harmless: 0, harmful: 0, broken: 0 };
    const wrong: string[] = [];
    for (let run = 0; run < RUNS; run++) {
      const edited = edit(text, seeded(run + 1));
      const { ir } = compileWorld(memoryHost({ [`${folder}/world.rworld`]: edited }, { base }), folder);
      if (ir === null) continue;
      seen.compiled++;
      const { changes } = diffWorlds(world, ir);
      expect(changes.length === 0, `run ${run}: ${changes.map((c) => c.message).join('; ')}`).toBe(ir.hash === world.hash);
      if (changes.length === 0) seen.equal++;
      expect(changes.map((c) => c.rule.name)).not.toContain('changed-otherwise');
      const harmless = changes.every((c) => c.breaks.data === undefined);
      const replay = new Replay(world, ir);
      for (const line of lines) replay.line(line);
      seen[harmless ? 'harmless' : 'harmful']++;
      if (replay.broken === 0) continue;
      seen.broken++;
      if (harmless) wrong.push(`run ${run}: ${changes.map((c) => c.rule.name).join(', ')}: ${replay.examples[0]?.message ?? ''}`);
    }
    if (process.env['EDITS'] !== undefined) console.log(folder.slice(-7), seen);
    expect(wrong).toEqual([]);
    // The worlds that count are there: a third compiles, and of each kind there are some.
    expect(seen.compiled).toBeGreaterThan(RUNS / 3);
    expect(Math.min(seen.equal, seen.harmless, seen.harmful, seen.broken)).toBeGreaterThan(RUNS / 50);
  }, 3_600_000);
});
