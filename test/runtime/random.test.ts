import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Stream, blake2s, deriveKey } from '../../src/runtime/random.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('blake2s', () => {
  it('gives the digest of RFC 7693, appendix B', () => {
    expect(hex(blake2s(Buffer.from('abc')))).toBe('508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982');
  });

  it('gives the first and later entries of the reference implementation\'s keyed vectors', () => {
    const key = Uint8Array.from({ length: 32 }, (_, i) => i);
    expect(hex(blake2s(new Uint8Array(0), key))).toBe('48a8997da407876b3d79c0d92325ad3b89cbb754d86ab71aee047ad345fd2c49');
    expect(hex(blake2s(Uint8Array.of(0), key))).toBe('40d15fee7c328830166ac3f918650f807e7e01e177258cdc0a39b11f598066f1');
  });

  it('agrees with Python on every length around the block size', () => {
    const python = has('python3');
    if (!python) return;
    const lengths = [0, 1, 31, 32, 63, 64, 65, 127, 128, 129, 200];
    const script = `import hashlib\nfor n in ${JSON.stringify(lengths)}:\n  d=bytes(i*7%256 for i in range(n))\n  print(hashlib.blake2s(d).hexdigest(), hashlib.blake2s(d,key=bytes(range(32))).hexdigest())`;
    const key = Uint8Array.from({ length: 32 }, (_, i) => i);
    const ours = lengths.map((n) => {
      const data = Uint8Array.from({ length: n }, (_, i) => (i * 7) % 256);
      return `${hex(blake2s(data))} ${hex(blake2s(data, key))}`;
    });
    expect(execFileSync('python3', ['-c', script], { encoding: 'utf8' }).trim().split('\n')).toEqual(ours);
  });
});

describe('Stream', () => {
  it('is its key, then BLAKE2s of a counter under it', () => {
    const key = deriveKey(null, 'stream');
    const stream = new Stream(key);
    const words = Array.from({ length: 24 }, () => stream.u32());
    const bytes = Buffer.alloc(96);
    words.forEach((w, i) => bytes.writeUInt32LE(w, i * 4));
    expect(hex(bytes)).toBe(hex(key) + hex(blake2s(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0), key)) + hex(blake2s(Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0), key)));
  });

  it('is what the README says in Python', () => {
    if (!has('python3')) return;
    const readme = readFileSync(new URL('../../src/runtime/README.md', import.meta.url), 'utf8');
    const python = /```python\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const script = `${python}\nkey = derive_key(derive_key(b"", "a", 1), "é", "x" * 100, -7)\nprint(*itertools.islice(stream(key), 20))`;
    const stream = new Stream(deriveKey(deriveKey(null, 'a', 1), 'é', 'x'.repeat(100), -7));
    expect(execFileSync('python3', ['-c', script], { encoding: 'utf8' }).trim()).toBe(Array.from({ length: 20 }, () => stream.u32()).join(' '));
  });

  it('can be started again under another key', () => {
    const parent = deriveKey(null, 'parent');
    const stream = new Stream(deriveKey(null, 'other'));
    for (let i = 0; i < 11; i++) stream.u32();
    for (const labels of [['a'], ['a', 2], ['b'.repeat(200)]]) {
      const fresh = new Stream(deriveKey(parent, ...labels));
      stream.restart(parent, ...labels);
      for (let i = 0; i < 20; i++) expect(stream.u32()).toBe(fresh.u32());
    }
  });

  it('draws whole numbers in range, evenly', () => {
    const stream = new Stream(deriveKey(null, 'even'));
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[stream.below(7)]!++;
    for (const n of counts) expect(Math.abs(n - 10_000)).toBeLessThan(500);
  });

  it('stays in range up to 2^53', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), fc.integer(), (n, seed) => {
        const x = new Stream(deriveKey(null, seed)).below(n);
        expect(Number.isSafeInteger(x) && x >= 0 && x < n).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it('refuses what is no count', () => {
    const stream = new Stream(deriveKey(null));
    for (const n of [0, -1, 1.5, NaN, Infinity]) expect(() => stream.below(n)).toThrow(RangeError);
  });

  it('picks by weight', () => {
    const stream = new Stream(deriveKey(null, 'weights'));
    const counts = [0, 0, 0];
    for (let i = 0; i < 10_000; i++) counts[stream.weighted([8, 10, 11])]!++;
    expect(counts[0]! / 10_000).toBeCloseTo(8 / 11, 1);
    expect(counts[2]! / 10_000).toBeCloseTo(1 / 11, 1);
  });
});

describe('deriveKey', () => {
  it('tells every list of labels from every other', () => {
    const lists: (string | number)[][] = [[], [''], ['', ''], ['a', 'b'], ['ab'], ['a\u0000b'], [1], ['1'], [1, 2], [12], ['é'], ['e\u0301'], ['__proto__']];
    expect(new Set(lists.map((l) => hex(deriveKey(null, ...l)))).size).toBe(lists.length);
    expect(hex(deriveKey(deriveKey(null, 'a'), 'b'))).not.toBe(hex(deriveKey(null, 'a', 'b')));
  });

  it('takes labels longer than its buffer', () => {
    expect(hex(deriveKey(null, 'x'.repeat(100_000)))).toHaveLength(64);
  });
});

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
