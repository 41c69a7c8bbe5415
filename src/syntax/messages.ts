/** What a person reads when the parser stumbled: the first stumble of a chunk, in words. */
import { EOF, type IRecognitionException, type IToken, type TokenType, tokenMatcher } from '#chevrotain';
import { endOf, spanOf } from '../../grammar/base.js';
import * as t from '../../grammar/tokens.js';
import * as codes from '../diagnostics/codes/syntax.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile, Span } from '../source/source.js';
import { type Chunk, findUnclosed } from './chunks.js';
import { declarationMeant, habitHint, nearest, strayClause } from './habits.js';

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** @param errors the parser's, in order; empty for a chunk that begins with no keyword */
export function diagnoseSyntax(file: SourceFile, chunk: Chunk, errors: readonly IRecognitionException[]): Diagnostic {
  const error = errors[0];
  const first = chunk.tokens[0];
  if (error === undefined) {
    const location = { file, span: first === undefined ? { start: 0, end: 0 } : spanOf(first) };
    return diagnostic(codes.notADeclaration, location, { found: describe(first), suggestion: first === undefined ? undefined : declarationMeant(first), hint: first === undefined ? undefined : strayClause(first) });
  }
  const { token, at } = offending(error, chunk);
  const atEnd = token === undefined;
  const unclosed = findUnclosed(chunk.tokens);
  const span: Span = atEnd ? afterLast(chunk) : spanOf(token);
  if (atEnd && unclosed !== undefined) {
    const bracket = unclosed.image;
    return diagnostic(codes.unclosedBracket, { file, span: spanOf(unclosed) }, { bracket, closing: CLOSERS[bracket] ?? '}' }, { related: [{ message: 'the declaration ends here', location: { file, span } }] });
  }
  const expected = expectedTokens(error);
  const habit = habitHint(chunk.tokens, at);
  if (expected.length === 0 && token !== undefined) {
    const suggestion = declarationMeant(token) ?? nearest(token, t.KEYWORDS);
    return diagnostic(codes.notADeclaration, { file, span }, { found: describe(token), suggestion, hint: habit ?? strayClause(token) ?? strayHint(file, token) });
  }
  const rule = ruleOf(error);
  const hint = habit ?? wordHint(token, expected, rule);
  const suggestion = token === undefined ? undefined : nearest(token, expected);
  const wanted = isRange(expected) ? RANGE : (token === undefined || token === error.token ? PHRASES.get(rule) : undefined) ?? oneOf(expected);
  return diagnostic(codes.unexpected, { file, span }, { expected: wanted, found: describe(token), suggestion, hint });
}

/** Rules that may begin with so many tokens that a name for them all says more. */
const PHRASES: ReadonlyMap<string, string> = new Map([
  ...['typeExpr', 'alternative', 'postfixType', 'primaryType'].map((rule) => [rule, 'a type or values'] as const),
  ...['expr', 'orExpr', 'andExpr', 'notExpr', 'comparison', 'negation', 'primary'].map((rule) => [rule, 'an expression'] as const),
  ['constraintDecl', 'a rule (`length`, `depth`, `inputs`, `each tool`, `at most`, `never`, …) or `}`'],
  ['tasksDecl', 'a clause (`count`, `length`, `seed`, `obey`, `distractors`, …) or `}`'],
]);

const RANGE = 'a range (`2..5`, `2..`, `..5` or `4`)';

/** Whether a range of whole numbers was expected, of calls or inputs: also where a name might have gone on with a dot. */
function isRange(expected: readonly TokenType[]): boolean {
  const begins: readonly TokenType[] = [t.DotDot, t.NumberToken, t.Minus];
  return begins.every((type) => expected.includes(type)) && expected.every((type) => begins.includes(type) || type === t.Dot);
}

/** The token that was not expected, undefined at the end, and its place among those of its chunk. */
function offending(error: IRecognitionException, chunk: Chunk): { readonly token: IToken | undefined; readonly at: number } {
  const first = error.token.tokenType === EOF ? chunk.tokens.length : chunk.tokens.indexOf(error.token);
  const later = Number.parseInt(error.message, 10);
  const at = Number.isNaN(later) ? first : first + later;
  return { token: chunk.tokens[at], at };
}

const CLAUSES: ReadonlySet<string> = new Set(['constraintDecl', 'tasksDecl', 'toolDecl', 'typeDecl']);
const NAMES: ReadonlySet<string> = new Set(['toolDecl', 'typeParam', 'param', 'recordType', 'recordTypeField', 'recordExpr', 'importDecl', 'importName', 'entityDecl']);

function wordHint(token: IToken | undefined, expected: readonly TokenType[], rule: string): string | undefined {
  if (token === undefined) return undefined;
  if (token.tokenType === t.Comma && CLAUSES.has(rule)) return 'nothing stands between clauses; take the comma out';
  const named = NAMES.has(rule) || expected.includes(t.Word);
  return named && t.RESERVED.includes(token.tokenType) ? `\`${token.image}\` is a word of expressions and cannot be a name` : undefined;
}

function strayHint(file: SourceFile, token: IToken): string | undefined {
  if (token.tokenType === t.RCurly || token.tokenType === t.RParen || token.tokenType === t.RSquare) return `no bracket is open here; take the \`${token.image}\` out`;
  if (tokenMatcher(token, t.Word) && file.text[token.startOffset - 1] === '/') return 'patterns have no flags; for both cases write `[Aa]`';
  return undefined;
}

function ruleOf(error: IRecognitionException): string {
  return error.context.ruleStack[error.context.ruleStack.length - 1] ?? '';
}

function afterLast(chunk: Chunk): Span {
  const last = chunk.tokens[chunk.tokens.length - 1];
  const end = last === undefined ? 0 : endOf(last);
  return { start: Math.max(0, end - 1), end };
}

function describe(token: IToken | undefined): string {
  if (token === undefined || token.tokenType === EOF) return 'the end of the declaration';
  const image = token.image.length > 30 ? `${token.image.slice(0, 29)}…` : token.image;
  return token.tokenType === t.StringToken || token.tokenType === t.OpenString ? `the text ${image}` : `\`${image}\``;
}

/**
 * The kinds of token that would have been right; empty where a declaration should have ended. The parser's messages
 * are lists of token names (grammar/base.ts), because Chevrotain tells them to nobody else.
 */
function expectedTokens(error: IRecognitionException): TokenType[] {
  const named = error.message.split(' ').flatMap((name) => BY_NAME.get(name) ?? []);
  const closing = named.length === 1 && named[0] === t.RCurly;
  return closing ? [...(INSIDE.get(ruleOf(error)) ?? []), ...named] : named;
}

const BY_NAME: ReadonlyMap<string, TokenType> = new Map(t.TOKENS.map((type) => [type.name, type]));

/** What may stand inside the braces of a rule, where the parser only says that the closing one was expected. */
const INSIDE: ReadonlyMap<string, readonly TokenType[]> = new Map([
  ['typeDecl', [t.KwNoun, t.KwPlural]],
  ['toolDecl', [t.KwPhrase, t.KwAction, t.KwReturns, t.KwRequires, t.KwTags]],
  ['constraintDecl', [t.KwLength, t.KwDepth, t.KwInputs, t.KwJoins, t.KwShared, t.KwEach, t.KwAt, t.KwNever, t.KwGoal, t.KwFrom, t.Word]],
  [
    'tasksDecl',
    [t.KwCount, t.KwLength, t.KwSeed, t.KwDistractors, t.KwObey, t.KwHold, t.KwMix, t.KwCover, t.KwWeight, t.KwUniform, t.KwSharing, t.KwPasswords, t.KwAsk, t.KwDepth, t.KwInputs, t.KwJoins, t.KwShared],
  ],
  ['appDecl', t.DECLARATIONS],
  ['templateDecl', t.DECLARATIONS],
]);

/** "a name, `(` or `<`": at most eight; more say less. */
function oneOf(expected: readonly TokenType[]): string {
  const labels = [...new Set(expected.map((e) => e.LABEL ?? e.name))];
  if (labels.length > 8) return `${labels.slice(0, 7).join(', ')} or another of ${labels.length - 7} words`;
  const last = labels.pop() ?? '';
  return labels.length === 0 ? last : `${labels.join(', ')} or ${last}`;
}
