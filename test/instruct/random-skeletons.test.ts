import { describe, expect, it } from 'vitest';
import { createNarrator } from '../../src/instruct/narrator.js';
import { canonicalKey } from '../../src/sample/canonical.js';
import { everyday } from './everyday.js';
import { RandomSkeletons } from './random.js';
import { stream } from './world.js';

describe('random skeletons', () => {
  const narrator = createNarrator(everyday);
  const source = new RandomSkeletons(everyday);

  it('reads back every instruction that it composes, and composes nearly all', () => {
    let nulls = 0;
    let all = 0;
    for (const length of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20]) {
      for (let n = 0; n < 60; n++) {
        const draw = source.draw(length, stream('draw', length, n), Math.max(3, length));
        if (draw === undefined) continue;
        all++;
        const text = narrator.compose(draw.skeleton, draw.inputs, draw.tools, stream('words', length, n), []);
        if (text === null) {
          nulls++;
          continue;
        }
        const given = draw.skeleton.inputs.map((input, i) => ({ type: input.type, value: draw.inputs[i] ?? null }));
        const read = narrator.read(text, given, draw.tools, 5);
        expect(read.map(canonicalKey), text).toEqual([canonicalKey(draw.skeleton)]);
      }
    }
    if (process.env['SHOW'] !== undefined) console.log(`${all} skeletons, ${nulls} without an instruction`);
    expect(all).toBeGreaterThan(600);
    expect(nulls / all).toBeLessThan(0.02);
  }, 30_000);
});
