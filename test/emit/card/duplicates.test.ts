import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Duplicates } from '../../../src/emit/card/duplicates.js';

const words = (from: number, count: number): string => Array.from({ length: count }, (_, i) => `word${from + i}`).join(' ');

function figures(...sets: readonly (readonly string[])[]) {
  const duplicates = new Duplicates();
  return sets.map((texts) => {
    const set = duplicates.next();
    for (const text of texts) set.add(text);
    return set.result();
  });
}

describe('duplicates', () => {
  it('counts equal texts, shared runs of twelve words, and near-duplicates', () => {
    const first = words(0, 40);
    // A word changed in the middle leaves two runs of nineteen; of 38 sequences of three words, 35 stay.
    const near = first.replace('word20', 'other');
    const shares = `${words(100, 20)} ${words(5, 12)} ${words(200, 20)}`;
    const eleven = `${words(300, 20)} ${words(5, 11)} ${words(400, 20)}`;
    expect(figures([first, first])).toEqual([{ compared: 2, equal: 1, shared12: 1, near: 1 }]);
    expect(figures([first, near])).toEqual([{ compared: 2, equal: 0, shared12: 1, near: 1 }]);
    expect(figures([first, shares, eleven])).toEqual([{ compared: 3, equal: 0, shared12: 1, near: 0 }]);
  });

  it('tells sets apart', () => {
    expect(figures([words(0, 20)], [words(0, 20), words(50, 20)], [words(50, 20)])).toEqual([
      { compared: 1, equal: 0, shared12: 0, near: 0 },
      { compared: 2, equal: 0, shared12: 0, shared12WithOthers: 1, near: 0 },
      { compared: 1, equal: 0, shared12: 0, shared12WithOthers: 1, near: 0 },
    ]);
  });

  it('takes short texts, and knows case and blanks for nothing', () => {
    expect(figures(['', 'a', 'A  b', ''])[0]).toEqual({ compared: 4, equal: 1, shared12: 0, near: 0 });
    expect(figures([words(0, 12), words(0, 12).toUpperCase().replaceAll(' ', '  ')])[0]).toMatchObject({ equal: 0, shared12: 1, near: 1 });
  });

  it('finds as many shared runs as comparing all runs does', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 10, maxLength: 20 }).map((w) => w.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
        const runs = (t: string): string[] => t.split(' ').flatMap((_, i, all) => (i + 12 <= all.length ? [all.slice(i, i + 12).join(' ')] : []));
        const expected = texts.filter((t, i) => texts.slice(0, i).some((u) => runs(u).some((r) => runs(t).includes(r)))).length;
        expect(figures(texts)[0]?.shared12).toBe(expected);
      }),
    );
  });
});
