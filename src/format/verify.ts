/** What formatting must not change: the tree, the tokens, the comments. */
import type { Module } from '../syntax/ast.js';
import { SourceFile, type Span } from '../source/source.js';
import { spanOf } from '../../grammar/base.js';
import { significantTokens } from './trivia.js';

/** @returns null where nothing changed, else what did, at a place of `before` */
export function findChange(before: Module, after: Module): { readonly what: string; readonly span: Span } | null {
  const tokens = significantTokens(before);
  const printed = significantTokens(after);
  for (let i = 0; i < Math.max(tokens.length, printed.length); i++) {
    const token = tokens[i];
    if (token?.image !== printed[i]?.image) return { what: 'a token', span: token === undefined ? before.span : spanOf(token) };
  }
  for (let i = 0; i < Math.max(before.comments.length, after.comments.length); i++) {
    const comment = before.comments[i];
    const kept = after.comments[i];
    if (comment === undefined || kept === undefined || comment.kind !== kept.kind || words(comment.text) !== words(kept.text)) {
      return { what: 'a comment', span: comment?.span ?? before.span };
    }
  }
  return sameTree(before, after) ? null : { what: 'the meaning', span: before.span };
}

/** The text of a comment without the white space around its lines. */
function words(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

/** Whether two trees say the same: everything but the places. */
export function sameTree(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return Object.is(a, b);
  if (a instanceof SourceFile) return b instanceof SourceFile;
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => sameTree(item, b[i]));
  // The parser gives every node of a kind the same members, so those of one side are those of both.
  for (const key in a) {
    if (key === 'span' || key === 'comments') continue;
    if (!(key in b) || !sameTree(a[key as keyof typeof a], b[key as keyof typeof b])) return false;
  }
  return true;
}
