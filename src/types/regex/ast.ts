/** The syntax tree of a pattern. Spans are UTF-16 offsets inside the pattern's own text. */
import type { Span } from '../../source/source.js';
import type { CharSet } from './charset.js';

export type RegexNode =
  /** The empty string: `()`, or nothing between two bars. */
  | { readonly kind: 'empty' }
  /** One code point of a set that is not empty. */
  | { readonly kind: 'class'; readonly set: CharSet }
  | { readonly kind: 'concat'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'alternation'; readonly options: readonly RegexNode[] }
  /** `max` is Infinity for `*`, `+` and `{n,}`. */
  | { readonly kind: 'repeat'; readonly of: RegexNode; readonly min: number; readonly max: number };

export interface RegexProblem {
  /** One sentence without a full stop that says what is wrong. */
  readonly message: string;
  /** What to write instead, where that is known. */
  readonly help: string | undefined;
  readonly span: Span;
}

export interface ParsedRegex {
  readonly node: RegexNode;
  /** Where the first `*`, `+` or `{n,}` stands; null where every repetition is bounded. */
  readonly unbounded: Span | null;
}

/** How many character places the pattern has once its repetitions are written out: the size of its automaton. */
export function positions(node: RegexNode): number {
  switch (node.kind) {
    case 'empty':
      return 0;
    case 'class':
      return 1;
    case 'concat':
      return node.items.reduce((sum, item) => sum + positions(item), 0);
    case 'alternation':
      return node.options.reduce((sum, option) => sum + positions(option), 0);
    case 'repeat':
      return positions(node.of) * (node.max === Infinity ? Math.max(1, node.min) : node.max);
    default: {
      const never: never = node;
      return never;
    }
  }
}
