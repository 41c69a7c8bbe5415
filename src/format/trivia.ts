/**
 * The tokens of a file and what stands between them: comments and line ends. Between two tokens lies a gap, and every
 * comment of the file is in exactly one; the layout writes each gap once, so none can be lost.
 */
import type { IToken, TokenType } from 'chevrotain';
import { endOf, startOf } from '../../grammar/base.js';
import * as t from '../../grammar/tokens.js';
import type { Comment, Decl, Module } from '../syntax/ast.js';

export interface GapComment {
  readonly comment: Comment;
  /** Line ends between the comment and what stands before it. */
  readonly lineEndsBefore: number;
}

export interface Gap {
  readonly comments: readonly GapComment[];
  /** Line ends between the last comment, or the token before where there is none, and the token after. */
  readonly lineEndsAfter: number;
}

export interface TokenStream {
  readonly text: string;
  readonly tokens: readonly IToken[];
  /** `gaps[i]` lies before token `i`; the last one before the end of the file. */
  readonly gaps: readonly Gap[];
}

/** @param module of a text in which line ends are `\n` */
export function readTokens(module: Module): TokenStream {
  const { text } = module.file;
  const tokens = significantTokens(module);
  const gaps: Gap[] = [];
  let next = 0;
  let at = 0;
  for (let i = 0; i <= tokens.length; i++) {
    const token = tokens[i];
    const end = token === undefined ? text.length : startOf(token);
    const comments: GapComment[] = [];
    for (let comment = module.comments[next]; comment !== undefined && comment.span.start < end; comment = module.comments[++next]) {
      comments.push({ comment, lineEndsBefore: lineEnds(text, at, comment.span.start) });
      at = comment.span.end;
    }
    gaps.push({ comments, lineEndsAfter: lineEnds(text, at, end) });
    if (token !== undefined) at = endOf(token);
  }
  return { text, tokens, gaps: rehang(tokens, gaps) };
}

/** All tokens but the commas after the fields of entities, which mean nothing: each field has a line of its own. */
export function significantTokens(module: Module): readonly IToken[] {
  const all = t.lexer.tokenize(module.file.text).tokens;
  const ends = new Set(module.decls.flatMap(entityFieldEnds));
  if (ends.size === 0) return all;
  return all.filter((token, i) => {
    const before = all[i - 1];
    if (token.tokenType !== t.Comma || before === undefined || !ends.has(endOf(before))) return true;
    // A description before the comma would come to stand before the next field.
    const describes = module.comments.some((c) => c.kind === 'doc' && c.span.start >= endOf(before) && c.span.end <= startOf(token));
    return describes || readOn(all[i + 1], all[i + 2]);
  });
}

function entityFieldEnds(decl: Decl): readonly number[] {
  if (decl.kind === 'entity') return [...decl.fields, ...[decl.noun ?? [], decl.plural ?? []].flat()].map(({ span }) => span.end);
  return decl.kind === 'app' || decl.kind === 'template' ? decl.decls.flatMap(entityFieldEnds) : [];
}

/** Whether the field before would go on with this name if no comma stood between: `price, key` are two fields. */
function readOn(name: IToken | undefined, after: IToken | undefined): boolean {
  const type = name?.tokenType;
  if (type === t.KwStep) return true;
  return (type === t.KwKey || type === t.KwUnique || type === t.KwIs) && after?.tokenType !== t.Colon;
}

/** What a line begins with when a list or a chain is broken: a comment after it on its line is about what stands before. */
const LEADING: ReadonlySet<TokenType> = new Set([
  t.Bar, t.KwAnd, t.KwOr, t.PlusPlus, t.Plus, t.Minus, t.Star, t.Slash, t.EqualEqual, t.NotEqual, t.LessEqual, t.GreaterEqual,
]);

/**
 * Commas end lines, bars and operators begin them. Where an author did it the other way round and wrote comments at the
 * line ends, they stay with what they are about: they move past the comma, or before the bar or operator.
 */
function rehang(tokens: readonly IToken[], gaps: readonly Gap[]): readonly Gap[] {
  const moved = [...gaps];
  const pass = (i: number, from: number, to: number): void => {
    const [a, b] = [moved[i], moved[i + 1]];
    const source = moved[from];
    if (a === undefined || b === undefined || source === undefined || !endsLine(source)) return;
    moved[to] = joined(a, b);
    moved[from] = { comments: [], lineEndsAfter: 0 };
  };
  for (const [i, token] of tokens.entries()) {
    // A description must not come to stand before something else.
    const describes = moved[i]?.comments.some((c) => c.comment.kind === 'doc') === true;
    if (token.tokenType === t.Comma && !describes && !isHead(tokens[i + 1]?.tokenType)) pass(i, i, i + 1);
  }
  // From the end, so that a comment gets past two operators in a row: `a * -b`.
  for (let i = tokens.length - 1; i >= 0; i--) {
    const type = tokens[i]?.tokenType;
    if (type !== undefined && LEADING.has(type)) pass(i, i + 1, i);
  }
  return moved;
}

/** Whether a word at the beginning of a line begins a part of the file, unless it stands in brackets. */
export function isHead(type: TokenType | undefined): boolean {
  return type === t.KwWorld || type === t.KwImport || (type !== undefined && t.DECLARATIONS.includes(type));
}

/** Whether a gap has comments that cannot stand within a line, or do not. */
function endsLine(gap: Gap): boolean {
  return gap.comments.length > 0 && (gap.lineEndsAfter > 0 || gap.comments.some((c) => c.lineEndsBefore > 0 || c.comment.kind !== 'block'));
}

/** Two gaps as one, the token between them taken out. */
function joined(a: Gap, b: Gap): Gap {
  const [first, ...rest] = b.comments;
  if (first === undefined) return { comments: a.comments, lineEndsAfter: a.lineEndsAfter + b.lineEndsAfter };
  return { comments: [...a.comments, { ...first, lineEndsBefore: first.lineEndsBefore + a.lineEndsAfter }, ...rest], lineEndsAfter: b.lineEndsAfter };
}

function lineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
