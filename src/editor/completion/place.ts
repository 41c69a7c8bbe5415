/** Where in a file completion was asked for: the tokens before it, and the word or text that is being written. */
import type { IToken } from 'chevrotain';
import { endOf, spanOf, startOf } from '../../../grammar/base.js';
import { lexer, OpenString, StringToken, Word } from '../../../grammar/tokens.js';
import type { Span } from '../../source/source.js';
import { cutIntoChunks } from '../../syntax/chunks.js';

export interface Place {
  readonly offset: number;
  /** The declaration's tokens before the one that is being written. */
  readonly before: readonly IToken[];
  /** All of the declaration's tokens. */
  readonly chunk: readonly IToken[];
  /** The word that is being written: what an offer replaces. Empty where nothing stands. */
  readonly word: Span;
  /** The text in quotes that is being written, its quotes included. */
  readonly text: { readonly span: Span; readonly closed: boolean } | null;
}

/** Null in a comment. */
export function placeAt(source: string, offset: number): Place | null {
  const { tokens, groups } = lexer.tokenize(source);
  for (const comment of groups['comments'] ?? []) {
    const end = endOf(comment);
    const open = !comment.image.startsWith('/*') || !comment.image.endsWith('*/');
    if (startOf(comment) < offset && (offset < end || (open && offset === end))) return null;
  }
  const chunks = cutIntoChunks(source, tokens);
  // The last declaration that begins before the offset: after its end, the next one is begun.
  const chunk = chunks.filter((c) => c.tokens[0] !== undefined && startOf(c.tokens[0]) < offset).at(-1)?.tokens ?? [];
  const before: IToken[] = [];
  let word: Span = { start: offset, end: offset };
  let text: Place['text'] = null;
  for (const token of chunk) {
    const span = spanOf(token);
    if (span.start >= offset) break;
    const type = token.tokenType;
    const isText = type === StringToken || type === OpenString;
    if (isText && (offset < span.end || type === OpenString)) {
      text = { span, closed: type === StringToken };
      break;
    }
    if (offset <= span.end && (type.CATEGORIES?.includes(Word) === true || /^[a-z]+$/.test(token.image))) {
      word = span;
      break;
    }
    before.push(token);
  }
  return { offset, before, chunk, word, text };
}
