/** What people write who come from other languages, and how it is written here. */
import { type IToken, type TokenType, tokenMatcher } from '#chevrotain';
import * as t from '../../grammar/tokens.js';
import { suggest } from '../diagnostics/suggest.js';

/** Words that begin declarations elsewhere. */
const DECLARED_ELSEWHERE: ReadonlyMap<string, TokenType> = new Map([
  ...['def', 'fn', 'func', 'function', 'fun', 'method'].map((word) => [word, t.KwTool] as const),
  ...['enum', 'struct', 'interface', 'typedef', 'alias'].map((word) => [word, t.KwType] as const),
  ...['class', 'table', 'model'].map((word) => [word, t.KwEntity] as const),
]);

/** The word of a declaration that was meant by one that is none, if it is near one or has that meaning elsewhere. */
export function declarationMeant(token: IToken): string | undefined {
  const elsewhere = DECLARED_ELSEWHERE.get(token.image);
  return nearest(token, [t.KwWorld, t.KwImport, ...t.DECLARATIONS]) ?? (elsewhere === undefined ? undefined : String(elsewhere.PATTERN));
}

/** The keyword among some kinds of token that a word was probably meant to be. */
export function nearest(token: IToken, expected: readonly TokenType[]): string | undefined {
  if (!tokenMatcher(token, t.Word)) return undefined;
  const words = expected.filter((e) => typeof e.PATTERN === 'string' && /^[a-z]/.test(e.PATTERN)).map((e) => String(e.PATTERN));
  return suggest(token.image, words.filter((w) => w !== token.image))[0];
}

/** Clauses, and what they stand in. */
const CLAUSES: ReadonlyMap<TokenType, string> = new Map([
  ...[t.KwPhrase, t.KwAction, t.KwReturns, t.KwRequires, t.KwTags].map((clause) => [clause, 'tool'] as const),
  ...[t.KwCount, t.KwSeed, t.KwDistractors, t.KwObey, t.KwHold, t.KwMix, t.KwCover, t.KwWeight, t.KwUniform, t.KwSharing, t.KwPasswords, t.KwAsk].map((clause) => [clause, 'task set'] as const),
  ...[t.KwDepth, t.KwInputs, t.KwJoins, t.KwShared, t.KwEach, t.KwNever, t.KwGoal].map((clause) => [clause, 'constraint'] as const),
]);

/** What a clause outside of braces is told; undefined of what is no clause. */
export function strayClause(token: IToken): string | undefined {
  if (token.tokenType === t.KwFrom) return IMPORTS;
  const of = CLAUSES.get(token.tokenType);
  return of === undefined ? undefined : `\`${token.image}\` belongs between the braces of a ${of}: is its \`{\` missing?`;
}

const IMPORTS = 'names of a file stand in braces, `import { name } from "…"`; everything of it is `import "…"`';
const BELOW = 'a type stands below another by `<:`, as in `type size <: str = …`';

/** What begins a clause or an expression, to tell in which of them a token stands. */
const CONDITIONS: ReadonlySet<TokenType> = new Set([t.KwIf, t.KwRequires, t.KwReturns, t.KwWhere, t.KwAnd, t.KwOr, t.KwNot, t.KwThen, t.KwElse, t.KwBy]);

/**
 * @param tokens those of the declaration
 * @param at which of them was not expected
 */
export function habitHint(tokens: readonly IToken[], at: number): string | undefined {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (before === undefined || token === undefined) return undefined;
  if (tokens[0]?.tokenType === t.KwConstraint && tokenMatcher(before, t.Identifier) && RANGES.has(token.tokenType)) return `\`${before.image}\` is no rule; ${noRule(before)}`;
  switch (token.tokenType) {
    case t.Equal:
      return inExpression(tokens, at) ? 'values are compared with `==`' : undefined;
    case t.Question:
    case t.KwIf:
      return inExpression(tokens, at) ? 'a choice is written `if condition then a else b`' : undefined;
    case t.Greater:
      return before.tokenType === t.Less && inExpression(tokens, at) ? '"is not equal to" is written `!=`' : undefined;
    case t.Star:
      return before.tokenType === t.KwImport ? IMPORTS : undefined;
    case t.Colon:
      return tokens[0]?.tokenType === t.KwType && at === 2 ? BELOW : undefined;
    case t.LSquare:
      if (after?.tokenType === t.RSquare && tokenMatcher(before, t.Word)) return `a list is written \`list<${before.image}>\``;
      return before.tokenType === t.KwList || before.tokenType === t.KwDict ? `what is in a ${before.image} stands in angle brackets: \`${before.tokenType === t.KwList ? 'list<T>' : 'dict<K, V>'}\`` : undefined;
    case t.LParen:
      return tokens[at - 2]?.tokenType === t.Dot && tokenMatcher(before, t.Word) ? `there are no methods: a function takes everything in its brackets, \`${before.image}(…)\`` : undefined;
    case t.Dot:
      return before.tokenType === t.DotDot ? 'a range has two dots: `2..5`' : undefined;
    case t.Minus:
      return before.tokenType === t.NumberToken && after?.tokenType === t.NumberToken ? `a range is written with dots: \`${before.image}..${after.image}\`` : undefined;
    case t.NumberToken:
      return tokens[at - 2]?.tokenType === t.KwWorld ? 'a version has three numbers, and stands in quotes: `"1.0.0"`' : undefined;
    case t.KwNot:
      return before.tokenType === t.KwIs ? 'write `a != b` of two things, and `not` before the whole condition: `not a is list`' : undefined;
    default:
      if (!tokenMatcher(token, t.Word)) return undefined;
      if (tokens[0]?.tokenType === t.KwType && at === 2 && ['extends', 'is', 'of'].includes(token.image)) return BELOW;
      if (before.tokenType === t.KwImport) return IMPORTS;
      if (token.image === 'order' && after?.tokenType === t.KwBy) return 'an order is written `sort by`';
      if (after?.tokenType === t.Colon && before.tokenType !== t.Comma && inParameters(tokens, at)) return 'parameters are separated by commas';
      return tokenMatcher(before, t.Word) && isParameter(tokens, at - 1) ? `the name stands before the type: \`${token.image}: ${before.image}\`` : undefined;
  }
}

/** What stands after the name of a measure, rightly or wrongly. */
const RANGES: ReadonlySet<TokenType> = new Set([t.NumberToken, t.DotDot, t.Equal, t.Less, t.LessEqual, t.Greater, t.GreaterEqual, t.Colon]);
const MEASURES: readonly TokenType[] = [t.KwLength, t.KwDepth, t.KwInputs, t.KwJoins, t.KwShared];

function noRule(word: IToken): string {
  const meant = nearest(word, MEASURES);
  return meant === undefined ? `those with a range are ${MEASURES.map((m) => `\`${String(m.PATTERN)}\``).join(', ')}` : `did you mean \`${meant}\`?`;
}

/** Whether the nearest word before a place that begins something begins an expression. */
function inExpression(tokens: readonly IToken[], at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const type = tokens[i]?.tokenType;
    if (type === undefined || CONDITIONS.has(type)) return type !== undefined;
    if (CLAUSES.has(type) || t.DECLARATIONS.includes(type)) return false;
  }
  return false;
}

/** Whether a parameter of a tool begins here: after the bracket that follows the tool's name, or after a comma in it. */
function isParameter(tokens: readonly IToken[], at: number): boolean {
  const before = tokens[at - 1]?.tokenType;
  return (before === t.LParen || before === t.Comma) && inParameters(tokens, at);
}

/** Whether a place lies between the brackets after a tool's name. */
function inParameters(tokens: readonly IToken[], at: number): boolean {
  const open = tokens.findIndex((token) => token.tokenType === t.LParen);
  return tokens[0]?.tokenType === t.KwTool && open !== -1 && open < at && !tokens.slice(open, at).some((token) => token.tokenType === t.RParen);
}
