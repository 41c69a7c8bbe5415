import { describe, expect, it } from 'vitest';
import { deriveKey } from '../../../src/runtime/random.js';
import { ToolShelf } from '../../../src/sample/tasks/distractors.js';

const names = Array.from({ length: 60 }, (_, i) => `tool_${i}`);
const key = (i: number): Uint8Array => deriveKey(null, 'shelf', i);

describe('ToolShelf', () => {
  it('lists the gold tools and as many others as asked for, none twice', () => {
    const list = new ToolShelf(names).list(['tool_3', 'tool_7'], 5, key(1));
    expect(list).toHaveLength(7);
    expect(new Set(list).size).toBe(7);
    expect(list).toEqual(expect.arrayContaining(['tool_3', 'tool_7']));
  });

  it('lists what there is where more is asked for', () => {
    expect(new ToolShelf(['a', 'b', 'c']).list(['b'], 9, key(1)).sort()).toEqual(['a', 'b', 'c']);
    expect(new ToolShelf(['a']).list(['a'], 0, key(1))).toEqual(['a']);
  });

  it('does not depend on the order of names', () => {
    expect(new ToolShelf([...names].reverse()).list(['tool_1'], 4, key(2))).toEqual(new ToolShelf(names).list(['tool_1'], 4, key(2)));
  });

  it('changes few lists when a tool is added', () => {
    const before = new ToolShelf(names);
    const after = new ToolShelf([...names, 'a_new_one']);
    let changed = 0;
    for (let i = 0; i < 400; i++) {
      const a = before.list(['tool_1'], 4, key(i));
      const b = after.list(['tool_1'], 4, key(i));
      if (b.includes('a_new_one')) changed++;
      else expect(b).toEqual(a);
    }
    expect(changed).toBeGreaterThan(5);
    expect(changed).toBeLessThan(70);
  });

  it('puts gold tools anywhere in the list', () => {
    const shelf = new ToolShelf(names);
    const places = [0, 0, 0, 0];
    for (let i = 0; i < 400; i++) places[shelf.list(['tool_1'], 3, key(i)).indexOf('tool_1')]!++;
    for (const n of places) expect(n).toBeGreaterThan(60);
  });
});
