/** The reward under mutation, on a few hundred trajectories; `node dist/test/bench/score-mutations.js` runs thousands. */
import { describe, expect, it } from 'vitest';
import { mutationReport } from '../bench/score-mutations.js';
import { worldOf } from '../support/sampled.js';

describe.each(['specs/markets', 'specs/randomworld'])('rewards on %s', (path) => {
  const report = mutationReport(worldOf(path), 60);

  it('rewards no broken trajectory that does not compute the answer', () => {
    expect(report.wrongly.rewarded).toEqual([]);
    expect(report.broken).toBeGreaterThan(500);
    expect(report.lost / report.broken).toBeGreaterThan(0.9);
  });

  it('punishes no harmless change', () => {
    expect(report.wrongly.punished).toEqual([]);
    expect(report.harmless).toBeGreaterThan(300);
  });
});
