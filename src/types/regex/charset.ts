/**
 * Sets of Unicode code points without surrogates, as sorted, disjoint, non-adjacent inclusive ranges in one flat
 * array: first, last, first, last … Two equal sets are equal arrays.
 */
export type CharSet = readonly number[];

export const MAX_POINT = 0x10ffff;
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** Every code point that may occur in a well-formed string. */
export const EVERYTHING: CharSet = [0, FIRST_SURROGATE - 1, LAST_SURROGATE + 1, MAX_POINT];

export const DIGIT: CharSet = [0x30, 0x39];
export const WORD: CharSet = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
/** Tab, LF, VT, FF, CR and space. */
export const SPACE: CharSet = [0x09, 0x0d, 0x20, 0x20];
const LINE_END: CharSet = [0x0a, 0x0a, 0x0d, 0x0d, 0x2028, 0x2029];

export function isSurrogate(point: number): boolean {
  return point >= FIRST_SURROGATE && point <= LAST_SURROGATE;
}

/** The set of the given ranges, in any order, overlapping or not; surrogates are left out. */
export function charSet(ranges: readonly (readonly [first: number, last: number])[]): CharSet {
  const cut: [number, number][] = [];
  for (const [first, last] of ranges) {
    if (first < FIRST_SURROGATE) cut.push([first, Math.min(last, FIRST_SURROGATE - 1)]);
    if (last > LAST_SURROGATE) cut.push([Math.max(first, LAST_SURROGATE + 1), last]);
  }
  cut.sort((a, b) => a[0] - b[0]);
  const flat: number[] = [];
  for (const [first, last] of cut) {
    const end = flat[flat.length - 1];
    if (end !== undefined && first <= end + 1) flat[flat.length - 1] = Math.max(end, last);
    else flat.push(first, last);
  }
  return flat;
}

export function rangesOf(set: CharSet): [first: number, last: number][] {
  const ranges: [number, number][] = [];
  for (let i = 0; i + 1 < set.length; i += 2) ranges.push([set[i] ?? 0, set[i + 1] ?? 0]);
  return ranges;
}

/** All code points but those of the set, and but surrogates. */
export function complement(set: CharSet): CharSet {
  const gaps: [number, number][] = [];
  let from = 0;
  for (const [first, last] of rangesOf(set)) {
    if (first > from) gaps.push([from, first - 1]);
    from = last + 1;
  }
  if (from <= MAX_POINT) gaps.push([from, MAX_POINT]);
  return charSet(gaps);
}

/** What `.` matches: any code point but LF, CR, U+2028 and U+2029. */
export const DOT: CharSet = complement(LINE_END);

/**
 * A partition of the code points into the coarsest blocks ("atoms") that no given set cuts. Automata run on atoms,
 * of which there are few, rather than on code points.
 */
export interface Alphabet {
  /** The ranges of each atom. */
  readonly atoms: readonly CharSet[];
  /** For each given set, the atoms that make it up, ascending. */
  readonly members: readonly Int32Array[];
}

export function makeAlphabet(sets: readonly CharSet[]): Alphabet {
  const starts = new Set<number>([0]);
  for (const set of sets) {
    for (const [first, last] of rangesOf(set)) {
      starts.add(first);
      starts.add(last + 1);
    }
  }
  const bounds = [...starts].sort((a, b) => a - b);
  const indexOf = new Map(bounds.map((b, i) => [b, i]));
  // Pieces between neighbouring bounds, each in a block; every set splits the blocks that it cuts.
  const block = new Int32Array(bounds.length);
  let blocks = 1;
  const spans = sets.map((set) => rangesOf(set).map(([first, last]) => [indexOf.get(first) ?? 0, indexOf.get(last + 1) ?? bounds.length] as const));
  for (const pieces of spans) {
    const inside = new Map<number, number>();
    for (const [from, to] of pieces) {
      for (let i = from; i < to; i++) {
        const old = block[i] ?? 0;
        let fresh = inside.get(old);
        if (fresh === undefined) inside.set(old, (fresh = blocks++));
        block[i] = fresh;
      }
    }
  }
  const atomOf = new Map<number, number>();
  const ranges: [number, number][][] = [];
  const used = new Uint8Array(bounds.length);
  for (const pieces of spans) for (const [from, to] of pieces) used.fill(1, from, to);
  for (let i = 0; i < bounds.length; i++) {
    if (used[i] === 0) continue;
    let atom = atomOf.get(block[i] ?? 0);
    if (atom === undefined) {
      atom = ranges.length;
      atomOf.set(block[i] ?? 0, atom);
      ranges.push([]);
    }
    ranges[atom]?.push([bounds[i] ?? 0, (bounds[i + 1] ?? MAX_POINT + 1) - 1]);
  }
  const members = spans.map((pieces) => {
    const found = new Set<number>();
    for (const [from, to] of pieces) for (let i = from; i < to; i++) found.add(atomOf.get(block[i] ?? 0) ?? 0);
    return Int32Array.from(found).sort();
  });
  return { atoms: ranges.map(charSet), members };
}
