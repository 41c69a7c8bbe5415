/**
 * Thompson's construction: from a tree to a nondeterministic automaton, repetitions written out. Built backwards, each
 * part knowing the state that follows it, so that no state needs patching afterwards.
 */
import type { RegexNode } from './ast.js';
import { makeAlphabet, type Alphabet, type CharSet } from './charset.js';

export interface Nfa {
  readonly alphabet: Alphabet;
  /** For each state the number of its character set in the alphabet, or one of the two marks below. */
  readonly label: readonly number[];
  /** Where a state goes: a character state to `out`, a split to `out` and `out2` (-1 where there is none). */
  readonly out: readonly number[];
  readonly out2: readonly number[];
  readonly start: number;
}

export const SPLIT = -1;
export const ACCEPT = -2;

export function buildNfa(node: RegexNode): Nfa {
  const label: number[] = [ACCEPT];
  const out: number[] = [-1];
  const out2: number[] = [-1];
  const sets: CharSet[] = [];
  const numberOf = new Map<string, number>();

  const add = (what: number, to: number, to2: number): number => {
    label.push(what);
    out.push(to);
    out2.push(to2);
    return label.length - 1;
  };
  const setNumber = (set: CharSet): number => {
    const key = set.join(',');
    let n = numberOf.get(key);
    if (n === undefined) {
      n = sets.length;
      sets.push(set);
      numberOf.set(key, n);
    }
    return n;
  };
  /** The state from which `node` and then everything from `next` on is read. */
  const compile = (node: RegexNode, next: number): number => {
    switch (node.kind) {
      case 'empty':
        return next;
      case 'class':
        return add(setNumber(node.set), next, -1);
      case 'concat': {
        let at = next;
        for (let i = node.items.length - 1; i >= 0; i--) {
          const item = node.items[i];
          if (item !== undefined) at = compile(item, at);
        }
        return at;
      }
      case 'alternation': {
        let at = -1;
        for (let i = node.options.length - 1; i >= 0; i--) {
          const option = node.options[i];
          if (option === undefined) continue;
          const entry = compile(option, next);
          at = at === -1 ? entry : add(SPLIT, entry, at);
        }
        return at;
      }
      case 'repeat': {
        let at = next;
        let left = node.min;
        if (node.max === Infinity) {
          const loop = add(SPLIT, -1, next);
          const body = compile(node.of, loop);
          out[loop] = body;
          at = node.min === 0 ? loop : body;
          left = node.min - 1;
        } else {
          for (let i = node.max - node.min; i > 0; i--) at = add(SPLIT, compile(node.of, at), next);
        }
        for (; left > 0; left--) at = compile(node.of, at);
        return at;
      }
      default: {
        const never: never = node;
        return never;
      }
    }
  };
  const start = compile(node, 0);
  return { alphabet: makeAlphabet(sets), label, out, out2, start };
}
