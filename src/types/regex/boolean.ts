/** Union, intersection, difference and inclusion of automata, by walking both at once. */
import type { DfaIR } from '../../ir/ir.js';
import { Dfa, preference, type Edge } from './automaton.js';
import { makeAlphabet } from './charset.js';
import { minimise, NOTHING } from './minimise.js';

/** Pairs of states looked at before giving up. */
const MAX_PRODUCT = 200_000;

type Combine = (inA: boolean, inB: boolean) => boolean;

/** The strings of either; null where the product is too large to make. */
export function union(a: DfaIR, b: DfaIR): DfaIR | null {
  return product(a, b, (x, y) => x || y);
}

/** The strings of both; null where the product is too large to make. */
export function intersection(a: DfaIR, b: DfaIR): DfaIR | null {
  return product(a, b, (x, y) => x && y);
}

/** The strings of `a` that are not in `b`; null where the product is too large to make. */
export function difference(a: DfaIR, b: DfaIR): DfaIR | null {
  return product(a, b, (x, y) => x && !y);
}

/** The automaton of a finite list of strings; null where they are too long together. */
export function fromStrings(strings: readonly string[]): DfaIR | null {
  const from: number[] = [];
  const points: number[] = [];
  const to: number[] = [];
  const children: Map<number, number>[] = [new Map()];
  const accepting = new Set<number>();
  for (const text of strings) {
    let state = 0;
    for (const c of text) {
      const point = c.codePointAt(0) ?? 0;
      let next = children[state]?.get(point);
      if (next === undefined) {
        next = children.length;
        if (next > MAX_PRODUCT) return null;
        children.push(new Map());
        children[state]?.set(point, next);
        from.push(state);
        points.push(point);
        to.push(next);
      }
      state = next;
    }
    accepting.add(state);
  }
  if (strings.length === 0) return NOTHING;
  const alphabet = [...new Set(points)].sort((a, b) => a - b);
  const atomOf = new Map(alphabet.map((p, i) => [p, i]));
  const accept = new Uint8Array(children.length);
  for (const s of accepting) accept[s] = 1;
  return minimise({ atoms: alphabet.map((p) => [p, p]), states: children.length, start: 0, accept, from, atom: points.map((p) => atomOf.get(p) ?? 0), to });
}

function product(a: DfaIR, b: DfaIR, keep: Combine): DfaIR | null {
  const left = new Dfa(a);
  const right = new Dfa(b);
  const width = b.states + 1;
  // A pair is left × width + right; the last index of each side is the state of refusal.
  const numberOf = new Map<number, number>();
  const pairs: [number, number][] = [];
  const number = (s: number, t: number): number => {
    const key = s * width + t;
    let n = numberOf.get(key);
    if (n === undefined) {
      n = pairs.length;
      numberOf.set(key, n);
      pairs.push([s, t]);
    }
    return n;
  };
  number(0, 0);
  const from: number[] = [];
  const ranges: [number, number][] = [];
  const to: number[] = [];
  for (let at = 0; at < pairs.length; at++) {
    const [s, t] = pairs[at] ?? [0, 0];
    for (const piece of overlay([left.edges[s] ?? [], right.edges[t] ?? []])) {
      const [x, y] = piece.to;
      const toLeft = x === undefined || x === -1 ? a.states : x;
      const toRight = y === undefined || y === -1 ? b.states : y;
      // Where nothing can be accepted any more, the pair need not be made.
      if (toLeft === a.states && !keep(false, true)) continue;
      if (toRight === b.states && !keep(true, false)) continue;
      from.push(at);
      ranges.push([piece.first, piece.last]);
      to.push(number(toLeft, toRight));
      if (pairs.length > MAX_PRODUCT || from.length > 4 * MAX_PRODUCT) return null;
    }
  }
  const accept = new Uint8Array(pairs.length);
  for (const [n, [s, t]] of pairs.entries()) if (keep(left.accepts(s), right.accepts(t))) accept[n] = 1;
  const labels = [...new Set(ranges.map(([first, last]) => first * 0x200000 + last))];
  const labelNumber = new Map(labels.map((key, i) => [key, i]));
  const alphabet = makeAlphabet(labels.map((key) => [Math.floor(key / 0x200000), key % 0x200000]));
  const atomFrom: number[] = [];
  const atomOf: number[] = [];
  const atomTo: number[] = [];
  for (const [i, [first, last]] of ranges.entries()) {
    for (const atom of alphabet.members[labelNumber.get(first * 0x200000 + last) ?? 0] ?? []) {
      atomFrom.push(from[i] ?? 0);
      atomOf.push(atom);
      atomTo.push(to[i] ?? 0);
      if (atomFrom.length > 2_000_000) return null;
    }
  }
  return minimise({ atoms: alphabet.atoms, states: pairs.length, start: 0, accept, from: atomFrom, atom: atomOf, to: atomTo });
}

interface Piece {
  readonly first: number;
  readonly last: number;
  /** For each row of edges the state it leads to, -1 where it has no edge here. */
  readonly to: readonly number[];
}

/** The code points cut where any row changes; pieces in which no row has an edge are left out. */
function overlay(rows: readonly (readonly Edge[])[]): Piece[] {
  const bounds = new Set<number>();
  for (const row of rows) {
    for (const e of row) {
      bounds.add(e.first);
      bounds.add(e.last + 1);
    }
  }
  const cuts = [...bounds].sort((a, b) => a - b);
  const at = rows.map(() => 0);
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const first = cuts[i] ?? 0;
    const last = (cuts[i + 1] ?? 0) - 1;
    let any = false;
    const to = rows.map((row, r) => {
      let j = at[r] ?? 0;
      for (let edge = row[j]; edge !== undefined && edge.last < first; edge = row[++j]);
      at[r] = j;
      const edge = row[j];
      if (edge === undefined || edge.first > first) return -1;
      any = true;
      return edge.to;
    });
    if (any) pieces.push({ first, last, to });
  }
  return pieces;
}

export type Inclusion =
  | { readonly kind: 'included' }
  /** A shortest string of A in none of B, of printable characters where one of that length is. */
  | { readonly kind: 'outside'; readonly text: string }
  | { readonly kind: 'too-large' };

/** Whether every string of `a` is in at least one of `bs`. */
export function includes(a: DfaIR, bs: readonly DfaIR[]): Inclusion {
  const left = new Dfa(a);
  if (left.isEmpty()) return { kind: 'included' };
  const right = bs.map((b) => new Dfa(b));
  const any = search(left, right, false, Infinity);
  if (any.kind !== 'outside') return any;
  const printable = search(left, right, true, [...any.text].length);
  return printable.kind === 'outside' ? printable : any;
}

/** Breadth first over tuples of states, so that the first string found is a shortest. */
function search(left: Dfa, right: readonly Dfa[], printableOnly: boolean, maxLength: number): Inclusion {
  interface Node {
    readonly states: readonly number[];
    readonly depth: number;
    readonly parent: number;
    readonly point: number;
  }
  const nodes: Node[] = [{ states: [0, ...right.map(() => 0)], depth: 0, parent: -1, point: -1 }];
  const seen = new Set<string>([nodes[0]?.states.join(' ') ?? '']);
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (node === undefined) break;
    const own = node.states[0] ?? -1;
    if (left.accepts(own) && !right.some((b, i) => accepting(b, node.states[i + 1] ?? -1))) return { kind: 'outside', text: spell(nodes, at) };
    if (node.depth >= maxLength) continue;
    const rows = [left.edges[own] ?? [], ...right.map((b, i) => b.edges[node.states[i + 1] ?? -1] ?? [])];
    const steps = overlay(rows)
      .filter((piece) => piece.to[0] !== -1)
      .map((piece) => ({ to: piece.to, point: bestPoint(piece.first, piece.last) }))
      .filter((step) => !printableOnly || (step.point >= 0x20 && step.point <= 0x7e))
      .sort((x, y) => preference(x.point) - preference(y.point) || x.point - y.point);
    for (const step of steps) {
      const key = step.to.join(' ');
      if (seen.has(key)) continue;
      seen.add(key);
      nodes.push({ states: step.to, depth: node.depth + 1, parent: at, point: step.point });
      if (nodes.length > MAX_PRODUCT) return { kind: 'too-large' };
    }
  }
  return { kind: 'included' };
}

function accepting(dfa: Dfa, state: number): boolean {
  return state !== -1 && dfa.accepts(state);
}

/** The code point of a range that reads best. */
function bestPoint(first: number, last: number): number {
  let best = first;
  for (const start of [0x61, 0x30, 0x41, 0x21, 0x20, 0xa1, 0xae, 0x250]) {
    const candidate = Math.max(first, start);
    if (candidate <= last && preference(candidate) < preference(best)) best = candidate;
  }
  return best;
}

function spell(nodes: readonly { readonly parent: number; readonly point: number }[], at: number): string {
  const points: string[] = [];
  for (let node = nodes[at]; node !== undefined && node.parent !== -1; node = nodes[node.parent]) points.push(String.fromCodePoint(node.point));
  return points.reverse().join('');
}
