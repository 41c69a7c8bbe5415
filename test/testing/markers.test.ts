import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkers, writeMarkers } from '../../src/testing/markers.js';

describe('markers', () => {
  it('mark cursors and ranges, one inside another', () => {
    expect(readMarkers('a<|>b<|c<|d|>|>e')).toEqual({ text: 'abcde', cursors: [1], ranges: [{ start: 2, end: 4 }, { start: 3, end: 4 }] });
  });

  it('say what is wrong with them', () => {
    expect(() => readMarkers('a|>')).toThrow('closes no range');
    expect(() => readMarkers('<|a')).toThrow('never closed');
  });

  it('come out as they went in', () => {
    const marked = fc.letrec<{ text: string }>((tie) => ({
      text: fc.oneof({ maxDepth: 4 }, fc.stringMatching(/^[a-z \n]{1,5}$/), fc.tuple(tie('text'), tie('text')).map(([a, b]) => a + b), tie('text').filter((t) => !t.includes('<|>')).map((t) => `<|${t}|>`), fc.constant('<|>x')),
    })).text;
    fc.assert(
      fc.property(marked, (source) => {
        const { text, cursors, ranges } = readMarkers(source);
        const again = readMarkers(writeMarkers(text, ranges, cursors));
        expect(again.text).toBe(text);
        expect(again.cursors).toEqual(cursors);
        expect(again.ranges).toEqual(ranges);
      }),
    );
  });
});
