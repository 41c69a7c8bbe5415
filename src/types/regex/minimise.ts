/**
 * From any deterministic automaton to the canonical one of its language: trimmed, minimal, numbered breadth first.
 * Two automata of the same language come out equal, number by number.
 *
 * Minimisation after A. Valmari, "Fast brief practical DFA minimization" (2012): partition refinement on states and
 * transitions at once, O(m log m) in the number of transitions, without a sink state.
 */
import type { DfaIR } from '../../ir/ir.js';
import { rangesOf, type CharSet } from './charset.js';

/** A deterministic automaton that reads atoms of an alphabet: parallel arrays of transitions. */
export interface AtomDfa {
  readonly atoms: readonly CharSet[];
  readonly states: number;
  readonly start: number;
  readonly accept: Uint8Array;
  readonly from: readonly number[];
  readonly atom: readonly number[];
  readonly to: readonly number[];
}

/** The automaton of no string at all. */
export const NOTHING: DfaIR = { states: 1, accept: [], edges: [] };

export function minimise(dfa: AtomDfa): DfaIR {
  const live = trim(dfa);
  if (live === null) return NOTHING;
  const { states, from, atom, to, accept, start } = live;
  const transitions = from.length;

  const blocks = new Partition(states, transitions);
  const cords = new Partition(transitions, transitions);
  for (let s = 0; s < states; s++) if (accept[s] === 1) blocks.mark(s);
  blocks.split();
  cords.sortInto(atom);

  const [incomingStart, incoming] = adjacency(to, states);
  let block = 1;
  for (let cord = 0; cord < cords.count; cord++) {
    for (let i = cords.first(cord); i < cords.past(cord); i++) blocks.mark(from[cords.element(i)] ?? 0);
    blocks.split();
    for (; block < blocks.count; block++) {
      for (let i = blocks.first(block); i < blocks.past(block); i++) {
        const s = blocks.element(i);
        for (let j = incomingStart[s] ?? 0; j < (incomingStart[s + 1] ?? 0); j++) cords.mark(incoming[j] ?? 0);
      }
      cords.split();
    }
  }
  return canonical(live, blocks, start, dfa.atoms);
}

type Live = Omit<AtomDfa, 'atoms'>;

/** Without the states that cannot be reached and those that reach no accepting one; null where the start goes. */
function trim(dfa: AtomDfa): Live | null {
  const forward = reach([dfa.start], dfa.from, dfa.to, dfa.states);
  const accepting: number[] = [];
  for (let s = 0; s < dfa.states; s++) if (dfa.accept[s] === 1) accepting.push(s);
  const backward = reach(accepting, dfa.to, dfa.from, dfa.states);
  const number = new Int32Array(dfa.states).fill(-1);
  let states = 0;
  for (let s = 0; s < dfa.states; s++) if (forward[s] === 1 && backward[s] === 1) number[s] = states++;
  const start = number[dfa.start] ?? -1;
  if (start === -1) return null;
  const accept = new Uint8Array(states);
  for (const s of accepting) {
    const n = number[s] ?? -1;
    if (n !== -1) accept[n] = 1;
  }
  const from: number[] = [];
  const atom: number[] = [];
  const to: number[] = [];
  for (let t = 0; t < dfa.from.length; t++) {
    const f = number[dfa.from[t] ?? 0] ?? -1;
    const g = number[dfa.to[t] ?? 0] ?? -1;
    if (f === -1 || g === -1) continue;
    from.push(f);
    atom.push(dfa.atom[t] ?? 0);
    to.push(g);
  }
  return { states, start, accept, from, atom, to };
}

function reach(starts: readonly number[], from: readonly number[], to: readonly number[], states: number): Uint8Array {
  const [first, list] = adjacency(from, states);
  const seen = new Uint8Array(states);
  const todo = [...starts];
  for (const s of starts) seen[s] = 1;
  for (let s = todo.pop(); s !== undefined; s = todo.pop()) {
    for (let j = first[s] ?? 0; j < (first[s + 1] ?? 0); j++) {
      const t = to[list[j] ?? 0] ?? 0;
      if (seen[t] === 1) continue;
      seen[t] = 1;
      todo.push(t);
    }
  }
  return seen;
}

/** For each state the numbers of the transitions whose `end` it is, packed: `list[first[s] .. first[s + 1] - 1]`. */
function adjacency(end: readonly number[], states: number): [first: Int32Array, list: Int32Array] {
  const first = new Int32Array(states + 1);
  for (const s of end) first[s + 1] = (first[s + 1] ?? 0) + 1;
  for (let s = 0; s < states; s++) first[s + 1] = (first[s + 1] ?? 0) + (first[s] ?? 0);
  const fill = first.slice();
  const list = new Int32Array(end.length);
  for (let t = 0; t < end.length; t++) {
    const s = end[t] ?? 0;
    const at = fill[s] ?? 0;
    list[at] = t;
    fill[s] = at + 1;
  }
  return [first, list];
}

/** A refinable partition: elements of a block lie side by side; marked ones are moved to its front, then split off. */
class Partition {
  count: number;
  readonly #elements: Int32Array;
  readonly #location: Int32Array;
  readonly #blockOf: Int32Array;
  readonly #first: Int32Array;
  readonly #past: Int32Array;
  readonly #marked: Int32Array;
  readonly #touched: number[] = [];

  constructor(size: number, capacity: number) {
    const most = Math.max(size, capacity) + 1;
    this.count = size === 0 ? 0 : 1;
    this.#elements = Int32Array.from({ length: size }, (_, i) => i);
    this.#location = this.#elements.slice();
    this.#blockOf = new Int32Array(size);
    this.#first = new Int32Array(most);
    this.#past = new Int32Array(most);
    this.#marked = new Int32Array(most);
    if (size > 0) this.#past[0] = size;
  }

  first(block: number): number {
    return this.#first[block] ?? 0;
  }

  past(block: number): number {
    return this.#past[block] ?? 0;
  }

  element(index: number): number {
    return this.#elements[index] ?? 0;
  }

  blockOf(element: number): number {
    return this.#blockOf[element] ?? 0;
  }

  mark(element: number): void {
    const block = this.#blockOf[element] ?? 0;
    const at = this.#location[element] ?? 0;
    const marked = this.#marked[block] ?? 0;
    const to = (this.#first[block] ?? 0) + marked;
    if (at < to) return;
    const other = this.#elements[to] ?? 0;
    this.#elements[at] = other;
    this.#location[other] = at;
    this.#elements[to] = element;
    this.#location[element] = to;
    if (marked === 0) this.#touched.push(block);
    this.#marked[block] = marked + 1;
  }

  /** Splits every touched block into its marked and unmarked part; the smaller part gets the new number. */
  split(): void {
    for (let block = this.#touched.pop(); block !== undefined; block = this.#touched.pop()) {
      const marked = this.#marked[block] ?? 0;
      this.#marked[block] = 0;
      const first = this.#first[block] ?? 0;
      const past = this.#past[block] ?? 0;
      const middle = first + marked;
      if (middle === past) continue;
      const fresh = this.count++;
      if (marked <= past - middle) {
        this.#first[fresh] = first;
        this.#past[fresh] = middle;
        this.#first[block] = middle;
      } else {
        this.#first[fresh] = middle;
        this.#past[fresh] = past;
        this.#past[block] = middle;
      }
      for (let i = this.#first[fresh] ?? 0; i < (this.#past[fresh] ?? 0); i++) this.#blockOf[this.#elements[i] ?? 0] = fresh;
    }
  }

  /** Starts anew with one block for each value of `key`. */
  sortInto(key: readonly number[]): void {
    const size = this.#elements.length;
    if (size === 0) return;
    this.#elements.sort((a, b) => (key[a] ?? 0) - (key[b] ?? 0) || a - b);
    let block = 0;
    let current = key[this.#elements[0] ?? 0];
    this.#first[0] = 0;
    for (let i = 0; i < size; i++) {
      const element = this.#elements[i] ?? 0;
      if (key[element] !== current) {
        current = key[element];
        this.#past[block] = i;
        block++;
        this.#first[block] = i;
      }
      this.#blockOf[element] = block;
      this.#location[element] = i;
    }
    this.#past[block] = size;
    this.count = block + 1;
  }
}

/** The quotient by the blocks, numbered breadth first along edges in the order of their first code points. */
function canonical(live: Live, blocks: Partition, start: number, atoms: readonly CharSet[]): DfaIR {
  const rows: Map<number, number>[] = Array.from({ length: blocks.count }, () => new Map<number, number>());
  for (let t = 0; t < live.from.length; t++) rows[blocks.blockOf(live.from[t] ?? 0)]?.set(live.atom[t] ?? 0, blocks.blockOf(live.to[t] ?? 0));

  const number = new Map<number, number>([[blocks.blockOf(start), 0]]);
  const order = [blocks.blockOf(start)];
  const edges: number[] = [];
  for (let at = 0; at < order.length; at++) {
    const ranges: [first: number, last: number, to: number][] = [];
    for (const [atom, to] of rows[order[at] ?? 0] ?? []) for (const [first, last] of rangesOf(atoms[atom] ?? [])) ranges.push([first, last, to]);
    ranges.sort((a, b) => a[0] - b[0]);
    let previous: [number, number, number] | undefined;
    const merged: [number, number, number][] = [];
    for (const range of ranges) {
      if (previous !== undefined && previous[2] === range[2] && previous[1] + 1 === range[0]) previous[1] = range[1];
      else merged.push((previous = range));
    }
    for (const [first, last, to] of merged) {
      let n = number.get(to);
      if (n === undefined) {
        n = order.length;
        number.set(to, n);
        order.push(to);
      }
      edges.push(at, first, last, n);
    }
  }
  const accept: number[] = [];
  for (let s = 0; s < live.states; s++) if (live.accept[s] === 1) accept.push(number.get(blocks.blockOf(s)) ?? 0);
  return { states: order.length, accept: [...new Set(accept)].sort((a, b) => a - b), edges };
}
