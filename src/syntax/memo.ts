/**
 * What was read before, kept for an editor: a keystroke changes one declaration of a file, and the trees of all others
 * are taken from here, moved to where they stand now. Only declarations without any mistake are kept.
 */
import type { Span } from '../source/source.js';
import type { Decl, ImportDecl, WorldHeader } from './ast.js';

export type ChunkNode = Decl | ImportDecl | WorldHeader;

interface Kept {
  readonly node: ChunkNode;
  readonly start: number;
  /** The offsets of the docs that found their declaration. */
  readonly docs: readonly number[];
}

/** The memory of one file. It holds what the last reading met, and no more. */
export class ParseMemo {
  #last = new Map<string, Kept>();
  #next = new Map<string, Kept>();

  /** Ends a reading: what it did not meet is forgotten. */
  turn(): void {
    this.#last = this.#next;
    this.#next = new Map();
  }

  keep(text: string, kept: Kept): void {
    this.#next.set(text, kept);
  }

  /** The node that a text was read as, as it would be read at `start`. */
  find(text: string, start: number): Kept | undefined {
    const known = this.#next.get(text) ?? this.#last.get(text);
    if (known === undefined) return undefined;
    const delta = start - known.start;
    const moved = delta === 0 ? known : { node: moveNode(known.node, delta), start, docs: known.docs.map((at) => at + delta) };
    this.#next.set(text, moved);
    return moved;
  }
}

/** A copy of a tree with every span moved. Spans are the only objects of a tree that have a `start`. */
export function moveNode<T extends object>(node: T, delta: number): T {
  // The copy has the shape of the original, which the type system cannot see through its entries.
  return move(node, delta) as T;
}

function move(value: unknown, delta: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => move(item, delta));
  if (isSpan(value)) return { start: value.start + delta, end: value.end + delta };
  const copy: Record<string, unknown> = {};
  for (const key in value) copy[key] = move(value[key as keyof typeof value], delta);
  return copy;
}

function isSpan(value: object): value is Span {
  return 'start' in value && typeof value.start === 'number';
}
