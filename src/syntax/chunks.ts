/**
 * The token stream cut into declarations, so that a mistake in one cannot reach into the next.
 *
 * A declaration begins at its keyword outside of all brackets. Where a file's brackets do not balance, a keyword
 * in the first column begins one too: whatever was left open above it, this is where the author went on.
 */
import type { IToken, TokenType } from 'chevrotain';
import { startOf } from '../../grammar/base.js';
import * as t from '../../grammar/tokens.js';
import { declarationMeant } from './habits.js';

export interface Chunk {
  readonly kind: 'world' | 'import' | 'declaration' | 'stray';
  readonly tokens: readonly IToken[];
}

const HEADS: ReadonlyMap<TokenType, Chunk['kind']> = new Map<TokenType, Chunk['kind']>([
  [t.KwWorld, 'world'],
  [t.KwImport, 'import'],
  ...t.DECLARATIONS.map((d) => [d, 'declaration'] as const),
]);

const CLOSING: ReadonlyMap<TokenType, TokenType> = new Map([
  [t.RParen, t.LParen],
  [t.RSquare, t.LSquare],
  [t.RCurly, t.LCurly],
]);
const OPENING: ReadonlySet<TokenType> = new Set(CLOSING.values());

export function cutIntoChunks(text: string, tokens: readonly IToken[]): Chunk[] {
  const columnCounts = !balanced(tokens);
  const chunks: Chunk[] = [];
  let kind: Chunk['kind'] = 'stray';
  let start = 0;
  let depth = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const head = HEADS.get(token.tokenType) ?? (depth === 0 && begunWrongly(text, token, tokens[i - 1], tokens[i + 1]) ? 'stray' : undefined);
    if (head !== undefined && begins(text, token, tokens[i + 1], depth, columnCounts)) {
      if (i > start) chunks.push({ kind, tokens: tokens.slice(start, i) });
      kind = head;
      start = i;
      depth = 0;
    }
    if (OPENING.has(token.tokenType)) depth++;
    else if (CLOSING.has(token.tokenType) && depth > 0) depth--;
  }
  if (tokens.length > start) chunks.push({ kind, tokens: tokens.slice(start) });
  return chunks;
}

function begins(text: string, token: IToken, next: IToken | undefined, depth: number, columnCounts: boolean): boolean {
  const at = startOf(token);
  if (depth > 0 && !(columnCounts && (at === 0 || text[at - 1] === '\n'))) return false;
  const named = next?.tokenType.CATEGORIES?.includes(t.Word) === true;
  if (token.tokenType !== t.KwImport && named) return true;
  return firstOnLine(text, at);
}

/** `constraints short {`: two words at the beginning of a line after a closing brace, of which the first is almost one that begins a declaration. */
function begunWrongly(text: string, token: IToken, before: IToken | undefined, next: IToken | undefined): boolean {
  const isWord = (t1: IToken | undefined): boolean => t1?.tokenType.CATEGORIES?.includes(t.Word) === true;
  return before?.tokenType === t.RCurly && isWord(token) && isWord(next) && firstOnLine(text, startOf(token)) && declarationMeant(token) !== undefined;
}

function firstOnLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const c = text[i];
    if (c === '\n' || c === '\r') return true;
    if (c !== ' ' && c !== '\t' && c !== '\ufeff') return false;
  }
  return true;
}

function balanced(tokens: readonly IToken[]): boolean {
  const open: TokenType[] = [];
  for (const { tokenType } of tokens) {
    if (OPENING.has(tokenType)) open.push(tokenType);
    else if (CLOSING.has(tokenType) && open.pop() !== CLOSING.get(tokenType)) return false;
  }
  return open.length === 0;
}

/** The innermost bracket of a chunk that is never closed, if there is one. */
export function findUnclosed(tokens: readonly IToken[]): IToken | undefined {
  const open: IToken[] = [];
  for (const token of tokens) {
    if (OPENING.has(token.tokenType)) open.push(token);
    else if (CLOSING.has(token.tokenType) && open[open.length - 1]?.tokenType === CLOSING.get(token.tokenType)) open.pop();
  }
  return open[open.length - 1];
}

export const MAX_BRACKETS = 64;
export const MAX_OPERATORS = 1000;

const OPERATORS: ReadonlySet<TokenType> = new Set([
  t.Plus, t.Minus, t.Star, t.Slash, t.Percent, t.PlusPlus, t.EqualEqual, t.NotEqual, t.KwAnd, t.KwOr, t.Dot, t.Question,
]);

export interface TooDeep {
  readonly token: IToken;
  readonly limit: number;
  readonly what: string;
}

/**
 * How deep a chunk is nested, and the first token that is too deep for the programs that will walk its tree, if there
 * is one.
 */
export function measureDepth(tokens: readonly IToken[]): { readonly depth: number; readonly tooDeep?: TooDeep } {
  let deepest = 0;
  let brackets = 0;
  let angles = 0;
  let operators = 0;
  let inside = 0;
  for (const token of tokens) {
    const type = token.tokenType;
    if (OPENING.has(type)) brackets++;
    else if (CLOSING.has(type)) brackets--;
    else if (type === t.Less) angles++;
    else if (type === t.Greater) angles--;
    else if (type === t.Comma || type === t.StringToken) operators = inside = 0;
    // What stands before its operand nests as brackets do.
    if (type === t.KwNot || type === t.KwIf || type === t.Minus) inside++;
    if (type === t.LSquare || OPERATORS.has(type)) operators++;
    if (brackets > MAX_BRACKETS || angles > MAX_BRACKETS) return { depth: deepest, tooDeep: { token, limit: MAX_BRACKETS, what: 'brackets' } };
    if (inside > MAX_BRACKETS * 2) return { depth: deepest, tooDeep: { token, limit: MAX_BRACKETS * 2, what: '`if`, `not` and `-`' } };
    if (operators > MAX_OPERATORS) return { depth: deepest, tooDeep: { token, limit: MAX_OPERATORS, what: 'operators' } };
    deepest = Math.max(deepest, brackets + angles + inside);
  }
  return { depth: deepest };
}
