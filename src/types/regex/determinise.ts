/** The subset construction, in bounded time and memory whatever the pattern. */
import type { DfaIR } from '../../ir/ir.js';
import { minimise } from './minimise.js';
import { ACCEPT, SPLIT, type Nfa } from './nfa.js';

/** Subsets made before giving up. More than a minimal automaton may have, since many merge in minimisation. */
const MAX_SUBSETS = 8_000;
/** Transitions between subsets. */
const MAX_TRANSITIONS = 1_500_000;
/** Visits of states of the nondeterministic automaton: about half a second. */
const MAX_WORK = 60_000_000;

/** The canonical automaton, or null where one of the limits is passed. */
export function determinise(nfa: Nfa): DfaIR | null {
  const closure = new Closure(nfa);
  const atoms = nfa.alphabet.atoms.length;
  const subsets = new SubsetTable();
  const startSet = closure.of([nfa.start]);
  subsets.number(startSet);
  const from: number[] = [];
  const atomOf: number[] = [];
  const to: number[] = [];
  // For the subset at hand, the states that each atom leads to.
  const targets: number[][] = Array.from({ length: atoms }, () => []);
  for (let at = 0; at < subsets.size; at++) {
    const touched: number[] = [];
    for (const s of subsets.get(at)) {
      const label = nfa.label[s] ?? ACCEPT;
      if (label < 0) continue;
      const next = nfa.out[s] ?? 0;
      const members = nfa.alphabet.members[label];
      if (members === undefined) continue;
      closure.work += members.length;
      for (const atom of members) {
        const list = targets[atom];
        if (list === undefined) continue;
        if (list.length === 0) touched.push(atom);
        list.push(next);
      }
      if (closure.work > MAX_WORK) return null;
    }
    touched.sort((a, b) => a - b);
    for (const atom of touched) {
      const list = targets[atom] ?? [];
      const n = subsets.number(closure.of(list));
      list.length = 0;
      from.push(at);
      atomOf.push(atom);
      to.push(n);
      if (subsets.size > MAX_SUBSETS || from.length > MAX_TRANSITIONS || closure.work > MAX_WORK) return null;
    }
  }
  const accept = new Uint8Array(subsets.size);
  for (let i = 0; i < subsets.size; i++) if (subsets.get(i).some((s) => nfa.label[s] === ACCEPT)) accept[i] = 1;
  return minimise({ atoms: nfa.alphabet.atoms, states: subsets.size, start: 0, accept, from, atom: atomOf, to });
}

/** Follows the moves that read nothing, keeping only states that read or accept. */
class Closure {
  work = 0;
  readonly #seen: Int32Array;
  #round = 0;
  readonly #stack: number[] = [];

  constructor(readonly nfa: Nfa) {
    this.#seen = new Int32Array(nfa.label.length);
  }

  of(starts: readonly number[]): Int32Array {
    const round = ++this.#round;
    const kept: number[] = [];
    const stack = this.#stack;
    const visit = (s: number): void => {
      if (s < 0 || this.#seen[s] === round) return;
      this.#seen[s] = round;
      stack.push(s);
    };
    for (const s of starts) visit(s);
    this.work += starts.length;
    for (let s = stack.pop(); s !== undefined; s = stack.pop()) {
      this.work++;
      if (this.nfa.label[s] === SPLIT) {
        visit(this.nfa.out[s] ?? -1);
        visit(this.nfa.out2[s] ?? -1);
      } else kept.push(s);
    }
    return Int32Array.from(kept).sort();
  }
}

/** Numbers sets of states; equal sets get equal numbers. */
class SubsetTable {
  readonly #sets: Int32Array[] = [];
  readonly #byHash = new Map<number, number[]>();

  get size(): number {
    return this.#sets.length;
  }

  get(n: number): Int32Array {
    return this.#sets[n] ?? new Int32Array(0);
  }

  number(set: Int32Array): number {
    let hash = 0x811c9dc5;
    for (const s of set) hash = Math.imul(hash ^ s, 0x01000193) ^ (hash >>> 15);
    const bucket = this.#byHash.get(hash);
    const known = bucket?.find((n) => equal(this.get(n), set));
    if (known !== undefined) return known;
    const n = this.#sets.length;
    this.#sets.push(set);
    if (bucket === undefined) this.#byHash.set(hash, [n]);
    else bucket.push(n);
    return n;
  }
}

function equal(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
