/** What completion offers. */
import type { Span } from '../../source/source.js';
import type { TextEdit } from '../places.js';

export type ItemKind = 'keyword' | 'type' | 'entity' | 'tool' | 'app' | 'template' | 'constraint' | 'parameter' | 'variable' | 'field' | 'function' | 'source' | 'file' | 'tag' | 'name' | 'value';

export interface CompletionItem {
  readonly label: string;
  readonly kind: ItemKind;
  /** Beside the label. */
  readonly detail: string;
  /** Markdown. */
  readonly doc: string;
  /** What is replaced, and by what. */
  readonly span: Span;
  readonly newText: string;
  /** Whether `newText` has tab stops in the syntax of snippets. */
  readonly snippet: boolean;
  /** Smaller comes first: 0 fits exactly, 3 would have to be imported. */
  readonly rank: number;
  /** Edits elsewhere in the file: an import. */
  readonly also: readonly TextEdit[];
}

/** An offer before it is known what it replaces. */
export type Offer = Omit<CompletionItem, 'span' | 'snippet' | 'newText' | 'also' | 'detail' | 'doc'> & Partial<Pick<CompletionItem, 'newText' | 'snippet' | 'also' | 'detail' | 'doc'>>;

export function toItem(offer: Offer, span: Span): CompletionItem {
  return { detail: '', doc: '', snippet: false, newText: offer.label, also: [], ...offer, span };
}

/** Each label of a kind once, in the order in which they are shown. */
export function inOrder(items: readonly CompletionItem[]): CompletionItem[] {
  const best = new Map<string, CompletionItem>();
  for (const item of items) {
    const key = `${item.kind} ${item.label}`;
    const known = best.get(key);
    if (known === undefined || item.rank < known.rank) best.set(key, item);
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}
