/** Random patterns of the dialect, with strings that have a fair chance to match them. */
import fc from 'fast-check';

/** A pattern and a few strings that it matches, made together. */
interface Grown {
  readonly pattern: string;
  readonly samples: readonly string[];
}

const leaf: fc.Arbitrary<Grown> = fc.constantFrom<Grown>(
  { pattern: 'a', samples: ['a'] },
  { pattern: 'b', samples: ['b'] },
  { pattern: '\\.', samples: ['.'] },
  { pattern: '[ab]', samples: ['a', 'b'] },
  { pattern: '[a-c]', samples: ['a', 'c'] },
  { pattern: '[^a]', samples: ['b', 'é', '\n', '😀'] },
  { pattern: '[^a-z0]', samples: ['1', 'A'] },
  { pattern: '\\d', samples: ['0', '7'] },
  { pattern: '\\D', samples: ['a', ' '] },
  { pattern: '\\w', samples: ['a', '_', '0'] },
  { pattern: '\\W', samples: ['-', '😀'] },
  { pattern: '[\\d_-]', samples: ['-', '5', '_'] },
  { pattern: '.', samples: ['a', '😀', '\t'] },
  { pattern: '😀', samples: ['😀'] },
  { pattern: '[α-ω]', samples: ['β', 'ω'] },
  { pattern: '\\x41', samples: ['A'] },
  { pattern: '(?:)', samples: [''] },
);

const grown: fc.Arbitrary<Grown> = fc.letrec<{ node: Grown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => ({ pattern: a.pattern + b.pattern, samples: a.samples.slice(0, 3).flatMap((x) => b.samples.slice(0, 3).map((y) => x + y)) })),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => ({ pattern: `(${a.pattern}|${b.pattern})`, samples: [...a.samples.slice(0, 4), ...b.samples.slice(0, 4)] })),
    fc.tuple(tie('node'), fc.constantFrom('?', '*', '+', '{2}', '{1,3}', '{2,}', '{0,2}')).map(([a, q]) => ({
      pattern: `(?:${a.pattern})${q}`,
      samples: ['', ...a.samples.slice(0, 3), ...a.samples.slice(0, 3).map((x) => x + x), ...a.samples.slice(0, 2).map((x) => x + x + x)],
    })),
  ),
})).node;

export const pattern: fc.Arbitrary<string> = grown.map((g) => g.pattern);

const alphabet = fc.constantFrom('a', 'b', 'c', '0', 'A', '.', '-', '_', '\n', 'é', '😀', 'β', ' ');
const word = fc.array(alphabet, { maxLength: 6 }).map((cs) => cs.join(''));

export const patternAndText: fc.Arbitrary<{ pattern: string; texts: string[] }> = fc
  .tuple(grown, fc.array(word, { minLength: 3, maxLength: 8 }), word)
  .map(([g, words, extra]) => ({ pattern: g.pattern, texts: [...words, ...g.samples.slice(0, 6), ...g.samples.slice(0, 3).map((s) => s + extra), ''] }));
