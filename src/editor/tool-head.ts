/**
 * The head of a tool that is still being written, read piece by piece from its tokens: where the parser gives a declaration
 * up, its parameters are known all the same.
 */
import type { IToken } from 'chevrotain';
import { RworldParser } from '../../grammar/parser.js';
import { spanOf } from '../../grammar/base.js';
import { KwTool, lexer, Word } from '../../grammar/tokens.js';
import type { Span } from '../source/source.js';
import { moveNode } from '../syntax/memo.js';
import type { Expr, Param, ToolDecl, TypeExpr, TypeParam } from '../syntax/ast.js';

export type ToolHead = Pick<ToolDecl, 'typeParams' | 'params' | 'result'>;

let parser: RworldParser | undefined;

/** Reads tokens by one rule; undefined where they are no such thing as a whole. */
export function readPart<N>(tokens: readonly IToken[], rule: (parser: RworldParser) => N): N | undefined {
  if (tokens.length === 0) return undefined;
  parser ??= new RworldParser({ recovery: false });
  parser.input = [...tokens];
  parser.docs = new Map();
  const node = rule(parser);
  return parser.errors.length > 0 ? undefined : node;
}

export function readExpr(tokens: readonly IToken[]): Expr | undefined {
  return readPart(tokens, (p) => p.postfix());
}

/** @param chunk a declaration's tokens @param offset inside of the tool that is meant: an app has several */
export function readToolHead(chunk: readonly IToken[], offset: number): ToolHead | undefined {
  const at = chunk.findLastIndex((t, i) => t.tokenType === KwTool && t.startOffset < offset && (chunk[i + 2]?.image === '(' || chunk[i + 2]?.image === '<'));
  if (at === -1) return undefined;
  let next = at + 2;
  let typeParams: TypeParam[] = [];
  if (chunk[next]?.image === '<') {
    const { parts, end } = split(chunk, next, '<', '>');
    typeParams = parts.flatMap((part) => readPart(part, (p) => p.typeParam()) ?? []);
    next = end;
  }
  let params: Param[] = [];
  if (chunk[next]?.image === '(') {
    const { parts, end } = split(chunk, next, '(', ')');
    params = parts.flatMap((part) => readPart(part, (p) => p.param()) ?? nameOnly(part));
    next = end;
  }
  const body = chunk.findIndex((t, i) => i > next && t.image === '{' && chunk[i - 1]?.image !== '->');
  const result = chunk[next]?.image === '->' ? readPart(chunk.slice(next + 1, body === -1 ? undefined : body), (p) => p.typeExpr()) : undefined;
  return { typeParams, params, result: result ?? missing(chunk[at]) };
}

/** The head of a broken tool, from its text. */
export function readHeadAt(text: string, span: Span): ToolHead | undefined {
  const head = readToolHead(lexer.tokenize(text.slice(span.start, span.end)).tokens, Infinity);
  return head === undefined ? undefined : moveNode(head, span.start);
}

function missing(token: IToken | undefined): TypeExpr {
  return { kind: 'missing-type', span: token === undefined ? { start: 0, end: 0 } : spanOf(token) };
}

/** A parameter whose type is not written yet. */
function nameOnly(tokens: readonly IToken[]): Param[] {
  const first = tokens[0];
  if (first?.tokenType.CATEGORIES?.includes(Word) !== true) return [];
  const span = spanOf(first);
  return [{ doc: null, name: { text: first.image, span, missing: false }, type: { kind: 'missing-type', span }, defaultValue: null, span }];
}

/** What stands between brackets, cut at its commas; brackets inside keep theirs. What is never closed ends with the tokens. */
function split(tokens: readonly IToken[], open: number, opening: string, closing: string): { readonly parts: readonly (readonly IToken[])[]; readonly end: number } {
  const parts: IToken[][] = [[]];
  let depth = 0;
  for (let i = open + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const { image } = token;
    if (depth === 0 && image === closing) return { parts, end: i + 1 };
    if (image === opening || image === '<' || image === '(' || image === '[' || image === '{') depth++;
    else if (image === '>' || image === ')' || image === ']' || image === '}') depth--;
    if (depth === 0 && image === ',') parts.push([]);
    else parts[parts.length - 1]?.push(token);
  }
  return { parts, end: tokens.length };
}
