/**
 * Diff and replay on edited worlds: what diff calls harmless to data replays whole, and it tells nothing exactly where the
 * hashes are equal. `EDITS=5000 npx vitest run --dir test test/diff/replays.test.ts` tries more.
 */
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { diffWorlds } from '../../src/diff/diff.js';
import { Replay } from '../../src/diff/replay.js';
import { memoryHost } from '../../src/host/memory.js';
import { nodeHost } from '../../src/host/node.js';
import { edit } from '../support/edits.js';
import { seeded } from '../support/mutations.js';
import { sampleLines, worldOf } from '../support/sampled.js';
import { SPECS, readSpec } from '../support/spec-files.js';

const RUNS = Number(process.env['EDITS'] ?? 150);
const TASKS = 40;

describe('edited worlds', () => {
  const world = worldOf(`${SPECS}markets`);
  const lines = [...sampleLines(world, TASKS), ...sampleLines(world, TASKS, 'test')];
  const base = nodeHost(SPECS);

  it('replay whole where diff says that data is safe', () => {
    const text = readSpec('markets/world.rworld');
    const seen = { compiled: 0, equal: 0, harmless: 0, harmful: 0, broken: 0 };
    const wrong: string[] = [];
    for (let run = 0; run < RUNS; run++) {
      const edited = edit(text, seeded(run + 1));
      const { ir } = compileWorld(memoryHost({ [`${SPECS}markets/world.rworld`]: edited }, { base }), `${SPECS}markets`);
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
    expect(wrong).toEqual([]);
    // The worlds that count are there: a third compiles, and of each kind there are some.
    expect(seen.compiled).toBeGreaterThan(RUNS / 3);
    expect(Math.min(seen.equal, seen.harmless, seen.harmful, seen.broken)).toBeGreaterThan(RUNS / 50);
    if (process.env['EDITS'] !== undefined) console.log(seen);
  }, 3_600_000);
});
