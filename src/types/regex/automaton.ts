/** Questions about one automaton: membership, finiteness, how many strings, which is the shortest, all of them in order. */
import type { DfaIR } from '../../ir/ir.js';

export interface Edge {
  readonly first: number;
  readonly last: number;
  readonly to: number;
}

/** An automaton with its edges listed by state. Cheap to make, meant to be kept. */
export class Dfa {
  readonly edges: readonly (readonly Edge[])[];
  readonly #accept: Uint8Array;

  constructor(readonly ir: DfaIR) {
    const rows: Edge[][] = Array.from({ length: ir.states }, () => []);
    for (let i = 0; i + 3 < ir.edges.length; i += 4) {
      rows[ir.edges[i] ?? 0]?.push({ first: ir.edges[i + 1] ?? 0, last: ir.edges[i + 2] ?? 0, to: ir.edges[i + 3] ?? 0 });
    }
    this.edges = rows;
    this.#accept = new Uint8Array(ir.states);
    for (const s of ir.accept) this.#accept[s] = 1;
  }

  accepts(state: number): boolean {
    return this.#accept[state] === 1;
  }

  /** The state after one code point, or -1. */
  step(state: number, point: number): number {
    const row = this.edges[state] ?? [];
    let low = 0;
    let high = row.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const edge = row[middle];
      if (edge === undefined) return -1;
      if (point < edge.first) high = middle - 1;
      else if (point > edge.last) low = middle + 1;
      else return edge.to;
    }
    return -1;
  }

  /** Whether the whole text is in the language; text with half a surrogate pair never is. */
  matches(text: string): boolean {
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      const point = text.codePointAt(i) ?? 0;
      if (point > 0xffff) i++;
      state = this.step(state, point);
      if (state === -1) return false;
    }
    return this.accepts(state);
  }

  isEmpty(): boolean {
    return this.ir.accept.length === 0;
  }

  /** How many strings there are: Infinity for infinitely many, and for more than a double holds. */
  count(): number {
    const order = this.#topological();
    if (order === null) return Infinity;
    const counts = new Float64Array(this.ir.states);
    for (const s of order) {
      let sum = this.accepts(s) ? 1 : 0;
      for (const e of this.edges[s] ?? []) sum += (e.last - e.first + 1) * (counts[e.to] ?? 0);
      counts[s] = sum;
    }
    return counts[0] ?? 0;
  }

  isFinite(): boolean {
    return this.#topological() !== null;
  }

  /** Length in code points of the longest string; Infinity where there is none longest, -1 where there is no string. */
  longestLength(): number {
    const order = this.#topological();
    if (order === null) return Infinity;
    const longest = new Int32Array(this.ir.states).fill(-1);
    for (const s of order) {
      let best = this.accepts(s) ? 0 : -1;
      for (const e of this.edges[s] ?? []) {
        const after = longest[e.to] ?? -1;
        if (after >= 0) best = Math.max(best, after + 1);
      }
      longest[s] = best;
    }
    return longest[0] ?? -1;
  }

  /** States with every successor before its predecessors; null where there is a cycle (the automaton is trimmed). */
  #topological(): readonly number[] | null {
    const colour = new Uint8Array(this.ir.states);
    const order: number[] = [];
    const stack: { state: number; next: number }[] = [{ state: 0, next: 0 }];
    colour[0] = 1;
    for (let top = stack[stack.length - 1]; top !== undefined; top = stack[stack.length - 1]) {
      const edge = this.edges[top.state]?.[top.next++];
      if (edge === undefined) {
        colour[top.state] = 2;
        order.push(top.state);
        stack.pop();
      } else if (colour[edge.to] === 1) return null;
      else if (colour[edge.to] === 0) {
        colour[edge.to] = 1;
        stack.push({ state: edge.to, next: 0 });
      }
    }
    return order;
  }

  /** A shortest string, of letters and digits where possible; undefined where the language is empty. */
  shortest(): string | undefined {
    return this.strings().next().value;
  }

  /**
   * The strings by length, and those of one length in the order of `preferred`. Lazily: infinite languages are fine.
   * Memory is one table of states a length.
   */
  *strings(maxLength = Infinity): Generator<string, undefined> {
    if (this.isEmpty()) return undefined;
    const longest = Math.min(maxLength, this.longestLength());
    // live[k][s]: some string of exactly k code points leads from s to acceptance.
    const live: Uint8Array[] = [];
    const rows = this.edges.map((row) => row.flatMap(preferred).sort((a, b) => rank(a.first) - rank(b.first) || a.first - b.first));
    for (let length = 0; length <= longest; length++) {
      const before = live[length - 1];
      const now = new Uint8Array(this.ir.states);
      for (let s = 0; s < now.length; s++) now[s] = Number(before === undefined ? this.accepts(s) : (this.edges[s] ?? []).some((e) => before[e.to] === 1));
      live.push(now);
      if (now[0] === 1) yield* walk(rows, live, length);
    }
    return undefined;
  }
}

function* walk(rows: readonly (readonly Edge[])[], live: readonly Uint8Array[], length: number): Generator<string, undefined> {
  const path: { state: number; edge: number; point: number }[] = [{ state: 0, edge: 0, point: -1 }];
  const text: string[] = [];
  if (length === 0) {
    yield '';
    return undefined;
  }
  for (let top = path[path.length - 1]; top !== undefined; top = path[path.length - 1]) {
    text.length = path.length - 1;
    const edge = rows[top.state]?.[top.edge];
    if (edge === undefined) {
      path.pop();
      continue;
    }
    const left = length - path.length;
    const point = top.point === -1 ? edge.first : top.point + 1;
    if (point > edge.last || live[left]?.[edge.to] !== 1) {
      top.edge++;
      top.point = -1;
      continue;
    }
    top.point = point;
    text.push(String.fromCodePoint(point));
    if (left === 0) yield text.join('');
    else path.push({ state: edge.to, edge: 0, point: -1 });
  }
  return undefined;
}

/** Kinds of characters from those that read best in a message to those that do not show. */
const CUTS: readonly (readonly [first: number, last: number, rank: number])[] = [
  [0x00, 0x1f, 6],
  [0x20, 0x20, 3],
  [0x21, 0x2f, 3],
  [0x30, 0x39, 1],
  [0x3a, 0x40, 3],
  [0x41, 0x5a, 2],
  [0x5b, 0x60, 3],
  [0x61, 0x7a, 0],
  [0x7b, 0x7e, 3],
  [0x7f, 0xa0, 6],
  [0xa1, 0xac, 4],
  [0xad, 0xad, 6],
  [0xae, 0x24f, 4],
  [0x250, 0x10ffff, 5],
];

function rank(point: number): number {
  return CUTS.find(([first, last]) => point >= first && point <= last)?.[2] ?? 6;
}

/** The edge cut where the kind of character changes. */
function preferred(edge: Edge): Edge[] {
  const parts: Edge[] = [];
  for (const [first, last] of CUTS) {
    const from = Math.max(first, edge.first);
    const to = Math.min(last, edge.last);
    if (from <= to) parts.push({ first: from, last: to, to: edge.to });
  }
  return parts;
}

/** Lower is better to show: letters, digits, capitals, other printable ASCII, Latin, the rest, invisible. */
export function preference(point: number): number {
  return rank(point);
}
