import { bench, describe } from 'vitest';
import { createNarrator } from '../../src/instruct/narrator.js';
import { everyday } from './everyday.js';
import { RandomSkeletons } from './random.js';
import { stream } from './world.js';

describe('a task of 2 to 8 calls, 12 tools offered', () => {
  const narrator = createNarrator(everyday);
  const source = new RandomSkeletons(everyday);
  const cases = [2, 3, 4, 5, 6, 7, 8].flatMap((length) => Array.from({ length: 40 }, (_, n) => source.draw(length, stream('bench', length, n), 12 - length))).filter((c) => c !== undefined);
  let next = 0;

  bench(
    'compose, reading included',
    () => {
      const at = next++ % cases.length;
      const c = cases[at];
      if (c !== undefined) narrator.compose(c.skeleton, c.inputs, c.tools, stream('words', at), []);
    },
    { time: 4000, warmupTime: 2000 },
  );
});
