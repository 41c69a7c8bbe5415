/** The skeletons that directed tasks have (`cover.ts`), told from a finished walk: no other task may have them. */
import { canonicalKey } from './canonical.js';
import type { Deriver } from './derive.js';

export class Reserved {
  /** Canonical texts by the term's hash, so that a walk that ends elsewhere costs one look-up. */
  private readonly texts = new Map<number, Set<string>>();

  /** Whether the term that a walk has just ended in is reserved. */
  has(deriver: Deriver): boolean {
    if (this.texts.size === 0) return false;
    return this.texts.get(deriver.totals.hash())?.has(canonicalKey(deriver.skeleton())) ?? false;
  }

  add(hash: number, text: string): void {
    const texts = this.texts.get(hash);
    if (texts === undefined) this.texts.set(hash, new Set([text]));
    else texts.add(text);
  }
}
