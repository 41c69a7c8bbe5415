/** Automata over code points: recognition in one pass, and drawing by length, then uniformly (contract: IR `DfaIR`). */
import type { DfaIR } from '../ir/ir.js';
import type { RandomSource } from './random.js';

const ASCII = 128;

/** Lengths beyond this are never drawn. */
const MAX_LENGTH = 4096;

/** The strings that would be drawn, numbered: by length, then in the order of the edges. */
export interface Words {
  readonly size: bigint;
  at(rank: bigint): string;
  /** -1 where the text is none of them. */
  rankOf(text: string): bigint;
}

interface Edge {
  readonly first: number;
  readonly last: number;
  readonly to: number;
}

export class Automaton {
  readonly #edges: readonly (readonly Edge[])[];
  /** For drawing: the edges cut down to printable ASCII wherever a wide edge has any. */
  readonly #drawn: readonly (readonly Edge[])[];
  readonly #accept: Uint8Array;
  /** Where an ASCII character leads from a state, -1 for nowhere: for the states that have been asked. */
  readonly #ascii: (Int32Array | undefined)[];
  /** `#share[n][s]`: strings of length n from state s to acceptance, divided by the largest count of that length. */
  #share: Float64Array[] | undefined;
  #lengths: number[] | undefined;

  constructor(dfa: DfaIR) {
    const edges: Edge[][] = Array.from({ length: dfa.states }, () => []);
    for (let i = 0; i + 3 < dfa.edges.length; i += 4) {
      edges[dfa.edges[i]!]?.push({ first: dfa.edges[i + 1]!, last: dfa.edges[i + 2]!, to: dfa.edges[i + 3]! });
    }
    this.#edges = edges;
    this.#ascii = new Array<Int32Array | undefined>(dfa.states);
    this.#drawn = edges.map((list) => list.flatMap(printable));
    this.#accept = new Uint8Array(dfa.states);
    for (const state of dfa.accept) this.#accept[state] = 1;
  }

  /** Whether the whole text is in the language. Lone surrogates never are. */
  matches(text: string): boolean {
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < ASCII) {
        state = (this.#ascii[state] ?? this.#tabulate(state))[unit]!;
      } else {
        const point = text.codePointAt(i) ?? 0;
        if (point > 0xffff) i++;
        state = follow(this.#edges[state] ?? [], point);
      }
      if (state < 0) return false;
    }
    return this.#accept[state] === 1;
  }

  #tabulate(state: number): Int32Array {
    return (this.#ascii[state] = Int32Array.from({ length: ASCII }, (_, point) => follow(this.#edges[state] ?? [], point)));
  }

  /** A string: every length that exists is equally likely, and every string of that length. Undefined where the language is empty. */
  draw(stream: RandomSource): string | undefined {
    const lengths = this.#prepare();
    if (lengths.length === 0) return undefined;
    const share = this.#share ?? [];
    let left = stream.pick(lengths);
    let state = 0;
    let text = '';
    for (; left > 0; left--) {
      const ahead = share[left - 1] ?? new Float64Array(0);
      const list = this.#drawn[state] ?? [];
      let total = 0;
      for (const e of list) total += (e.last - e.first + 1) * (ahead[e.to] ?? 0);
      let at = stream.unit() * total;
      let chosen: Edge | undefined;
      for (const e of list) {
        const weight = (e.last - e.first + 1) * (ahead[e.to] ?? 0);
        if (weight === 0) continue;
        chosen = e;
        if (at < weight) break;
        at -= weight;
      }
      if (chosen === undefined) return undefined;
      text += String.fromCodePoint(chosen.first + stream.below(chosen.last - chosen.first + 1));
      state = chosen.to;
    }
    return text;
  }

  /** Null where the language is endless. */
  words(): Words | null {
    const states = this.#drawn.length;
    /** `counts[n][s]`: strings of length n from state s to acceptance. */
    const counts: bigint[][] = [];
    let row = Array.from(this.#accept, (a) => BigInt(a));
    while (row.some((x) => x > 0n)) {
      if (counts.length > MAX_LENGTH) return null;
      counts.push(row);
      const before = row;
      row = Array.from({ length: states }, (_, s) => (this.#drawn[s] ?? []).reduce((sum, e) => sum + BigInt(e.last - e.first + 1) * (before[e.to] ?? 0n), 0n));
    }
    const size = counts.reduce((sum, of) => sum + (of[0] ?? 0n), 0n);
    return {
      size,
      at: (rank) => this.#wordAt(counts, rank),
      rankOf: (text) => this.#rankOf(counts, text),
    };
  }

  #wordAt(counts: readonly (readonly bigint[])[], rank: bigint): string {
    let left = 0;
    let at = rank;
    for (let of = counts[0]?.[0] ?? 0n; at >= of && left + 1 < counts.length; of = counts[left]?.[0] ?? 0n) {
      at -= of;
      left++;
    }
    let state = 0;
    let text = '';
    for (; left > 0; left--) {
      const ahead = counts[left - 1] ?? [];
      for (const e of this.#drawn[state] ?? []) {
        const each = ahead[e.to] ?? 0n;
        const all = BigInt(e.last - e.first + 1) * each;
        if (at >= all) {
          at -= all;
          continue;
        }
        text += String.fromCodePoint(e.first + Number(at / each));
        at %= each;
        state = e.to;
        break;
      }
    }
    return text;
  }

  #rankOf(counts: readonly (readonly bigint[])[], text: string): bigint {
    const points = Array.from(text, (c) => c.codePointAt(0) ?? 0);
    if (points.length >= counts.length) return -1n;
    let rank = 0n;
    for (let n = 0; n < points.length; n++) rank += counts[n]?.[0] ?? 0n;
    let state = 0;
    for (const [i, point] of points.entries()) {
      const ahead = counts[points.length - i - 1] ?? [];
      let next = -1;
      for (const e of this.#drawn[state] ?? []) {
        const each = ahead[e.to] ?? 0n;
        if (point >= e.first && point <= e.last) {
          rank += BigInt(point - e.first) * each;
          next = e.to;
          break;
        }
        rank += BigInt(e.last - e.first + 1) * each;
      }
      if (next < 0) return -1n;
      state = next;
    }
    return this.#accept[state] === 1 ? rank : -1n;
  }

  /** The shortest string, and the least of those by preference for letters and digits; undefined where there is none. */
  shortest(): string | undefined {
    const seen = new Set([0]);
    let layer: { state: number; text: string }[] = [{ state: 0, text: '' }];
    while (layer.length > 0) {
      const done = layer.find((at) => this.#accept[at.state] === 1);
      if (done !== undefined) return done.text;
      const next: { state: number; text: string }[] = [];
      for (const { state, text } of layer) {
        for (const e of this.#drawn[state] ?? []) {
          if (seen.has(e.to)) continue;
          seen.add(e.to);
          next.push({ state: e.to, text: text + String.fromCodePoint(e.first) });
        }
      }
      layer = next;
    }
    return undefined;
  }

  #prepare(): number[] {
    if (this.#lengths !== undefined) return this.#lengths;
    const states = this.#drawn.length;
    let row = Float64Array.from(this.#accept);
    const share = [row];
    const lengths: number[] = [];
    for (let n = 0; n <= MAX_LENGTH && row.some((x) => x > 0); n++) {
      if (row[0]! > 0) lengths.push(n);
      const next = new Float64Array(states);
      let largest = 0;
      for (let s = 0; s < states; s++) {
        let sum = 0;
        for (const e of this.#drawn[s] ?? []) sum += (e.last - e.first + 1) * row[e.to]!;
        next[s] = sum;
        if (sum > largest) largest = sum;
      }
      // Only ratios within a length matter: scaling keeps long languages inside a double's range.
      if (largest > 0) for (let s = 0; s < states; s++) next[s] = next[s]! / largest;
      share.push(next);
      row = next;
    }
    this.#share = share;
    this.#lengths = lengths;
    return lengths;
  }
}

function follow(edges: readonly Edge[], point: number): number {
  for (const e of edges) {
    if (point < e.first) return -1;
    if (point <= e.last) return e.to;
  }
  return -1;
}

function printable(edge: Edge): Edge[] {
  const first = Math.max(edge.first, 0x20);
  const last = Math.min(edge.last, 0x7e);
  if (first <= last) return [{ first, last, to: edge.to }];
  return [edge];
}
