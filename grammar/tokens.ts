/**
 * The tokens of the language.
 *
 * Keywords are contextual: each is also a `Word`, so a parameter may be called `count` or `type`. Only the
 * words of expressions that would be ambiguous (`if`, `for`, `and`, …) are reserved.
 */
import { Lexer, createToken, type CustomPatternMatcherReturn, type IToken, type TokenType } from '#chevrotain';

/** Any word that may stand as a name: identifiers and contextual keywords. */
export const Word = createToken({ name: 'Word', pattern: Lexer.NA, label: 'a name' });

export const Identifier = createToken({ name: 'Identifier', pattern: /[A-Za-z_][A-Za-z0-9_]*/, categories: Word, label: 'a name' });

const keyword = (word: string): TokenType =>
  createToken({ name: `Kw${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`, pattern: word, longer_alt: Identifier, categories: Word, label: `\`${word}\`` });

const reserved = (word: string): TokenType =>
  createToken({ name: `Kw${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`, pattern: word, longer_alt: Identifier, label: `\`${word}\`` });

export const KwWorld = keyword('world');
export const KwImport = keyword('import');
export const KwFrom = keyword('from');
export const KwAs = keyword('as');
export const KwType = keyword('type');
export const KwEntity = keyword('entity');
export const KwTool = keyword('tool');
export const KwApp = keyword('app');
export const KwTemplate = keyword('template');
export const KwConstraint = keyword('constraint');
export const KwTasks = keyword('tasks');
export const KwAccepts = keyword('accepts');
export const KwNoun = keyword('noun');
export const KwPlural = keyword('plural');
export const KwStep = keyword('step');
export const KwList = keyword('list');
export const KwDict = keyword('dict');
export const KwPhrase = keyword('phrase');
export const KwAction = keyword('action');
export const KwReturns = keyword('returns');
export const KwRequires = keyword('requires');
export const KwTags = keyword('tags');
export const KwKey = keyword('key');
export const KwUnique = keyword('unique');
export const KwLogin = keyword('login');
export const KwWhere = keyword('where');
export const KwSample = keyword('sample');
export const KwField = keyword('field');
export const KwOf = keyword('of');
export const KwIs = keyword('is');
export const KwSort = keyword('sort');
export const KwBy = keyword('by');
export const KwDesc = keyword('desc');
export const KwLength = keyword('length');
export const KwDepth = keyword('depth');
export const KwInputs = keyword('inputs');
export const KwJoins = keyword('joins');
export const KwShared = keyword('shared');
export const KwEach = keyword('each');
export const KwAt = keyword('at');
export const KwMost = keyword('most');
export const KwLeast = keyword('least');
export const KwNever = keyword('never');
export const KwUser = keyword('user');
export const KwGoal = keyword('goal');
export const KwCount = keyword('count');
export const KwSeed = keyword('seed');
export const KwDistractors = keyword('distractors');
export const KwSharing = keyword('sharing');
export const KwPasswords = keyword('passwords');
export const KwGiven = keyword('given');
export const KwObey = keyword('obey');
export const KwHold = keyword('hold');
export const KwOut = keyword('out');
export const KwTools = keyword('tools');
export const KwEdges = keyword('edges');
export const KwMix = keyword('mix');
export const KwCover = keyword('cover');
export const KwWeight = keyword('weight');
export const KwUniform = keyword('uniform');
export const KwAsk = keyword('ask');

export const KwTrue = reserved('true');
export const KwFalse = reserved('false');
export const KwNull = reserved('null');
export const KwAnd = reserved('and');
export const KwOr = reserved('or');
export const KwNot = reserved('not');
export const KwIf = reserved('if');
export const KwThen = reserved('then');
export const KwElse = reserved('else');
export const KwFor = reserved('for');
export const KwIn = reserved('in');

const punctuation = (name: string, text: string): TokenType => createToken({ name, pattern: text, label: `\`${text}\`` });

export const Below = punctuation('Below', '<:');
export const PathArrow = punctuation('PathArrow', '->>');
export const Arrow = punctuation('Arrow', '->');
export const DotDot = punctuation('DotDot', '..');
export const PlusPlus = punctuation('PlusPlus', '++');
export const EqualEqual = punctuation('EqualEqual', '==');
export const NotEqual = punctuation('NotEqual', '!=');
export const LessEqual = punctuation('LessEqual', '<=');
export const GreaterEqual = punctuation('GreaterEqual', '>=');
export const Less = punctuation('Less', '<');
export const Greater = punctuation('Greater', '>');
export const Equal = punctuation('Equal', '=');
export const Plus = punctuation('Plus', '+');
export const Minus = punctuation('Minus', '-');
export const Star = punctuation('Star', '*');
export const Slash = punctuation('Slash', '/');
export const Percent = punctuation('Percent', '%');
export const LParen = punctuation('LParen', '(');
export const RParen = punctuation('RParen', ')');
export const LSquare = punctuation('LSquare', '[');
export const RSquare = punctuation('RSquare', ']');
export const LCurly = punctuation('LCurly', '{');
export const RCurly = punctuation('RCurly', '}');
export const Comma = punctuation('Comma', ',');
export const Colon = punctuation('Colon', ':');
export const Dot = punctuation('Dot', '.');
export const Bar = punctuation('Bar', '|');
export const Question = punctuation('Question', '?');
export const At = punctuation('At', '@');
export const Hash = punctuation('Hash', '#');

export const NumberToken = createToken({ name: 'Number', pattern: /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/, label: 'a number' });
export const StringToken = createToken({ name: 'String', pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"/, label: 'a text in double quotes' });
/** A text whose closing quote is missing: it ends with its line, so that the rest of the file stays readable. */
export const OpenString = createToken({ name: 'OpenString', pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*\\?/, label: 'a text in double quotes' });

/** What a `/` divides when it stands after it; anywhere else a `/` opens a regular expression. */
const OPERAND_ENDS: ReadonlySet<TokenType> = new Set([Identifier, NumberToken, StringToken, RParen, RSquare, RCurly]);
const REGEX = /\/(?![/*])(?:[^/\\[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n])*\])+\//y;

/** After these an expression goes on with an operand. `>` is not among them: it closes a type as well. */
const BEFORE_OPERANDS: ReadonlySet<TokenType> = new Set([
  KwAnd, KwOr, KwNot, KwIf, KwThen, KwElse, KwIn, PlusPlus, EqualEqual, NotEqual, LessEqual, GreaterEqual, Less, Plus, Minus, Star, Slash, Percent, LParen, LSquare, LCurly, Comma, Colon, KwReturns, KwRequires,
]);

/** Whether what was matched ends an operand. A contextual keyword may be a name (`count / 2`); `accepts` is one where an operand must come. */
function endsOperand(matched: readonly IToken[]): boolean {
  const type = matched[matched.length - 1]?.tokenType;
  if (type === undefined) return false;
  if (type !== KwAccepts) return OPERAND_ENDS.has(type) || type === KwTrue || type === KwFalse || type === KwNull || type.CATEGORIES?.includes(Word) === true;
  const before = matched[matched.length - 2]?.tokenType;
  // `type returns accepts /x/` declares a type of that name.
  return before !== undefined && BEFORE_OPERANDS.has(before) && matched[matched.length - 3]?.tokenType !== KwType;
}

function matchRegex(text: string, offset: number, matched: IToken[]): CustomPatternMatcherReturn | null {
  if (endsOperand(matched)) return null;
  REGEX.lastIndex = offset;
  const found = REGEX.exec(text);
  return found === null ? null : [found[0]];
}

export const Regex = createToken({ name: 'Regex', pattern: matchRegex, start_chars_hint: ['/'], line_breaks: false, label: 'a regular expression' });

const WhiteSpace = createToken({ name: 'WhiteSpace', pattern: /[ \t\r\n\f\v\uFEFF]+/, group: Lexer.SKIPPED, line_breaks: true, start_chars_hint: [' ', '\t', '\r', '\n', '\f', '\v', '\uFEFF'] });
export const DocComment = createToken({ name: 'DocComment', pattern: /\/\/\/[^\r\n]*/, group: 'comments' });
export const LineComment = createToken({ name: 'LineComment', pattern: /\/\/[^\r\n]*/, group: 'comments' });
export const BlockComment = createToken({ name: 'BlockComment', pattern: /\/\*[^]*?\*\//, group: 'comments', line_breaks: true, start_chars_hint: ['/'] });
/** A comment that is never closed: it takes the rest of the file. */
export const OpenComment = createToken({ name: 'OpenComment', pattern: /\/\*[^]*/, group: 'comments', line_breaks: true, start_chars_hint: ['/'] });

/** The words that begin a declaration. */
export const DECLARATIONS: readonly TokenType[] = [KwType, KwEntity, KwTool, KwApp, KwTemplate, KwConstraint, KwTasks];

export const RESERVED: readonly TokenType[] = [KwTrue, KwFalse, KwNull, KwAnd, KwOr, KwNot, KwIf, KwThen, KwElse, KwFor, KwIn];

export const KEYWORDS: readonly TokenType[] = [
  KwWorld, KwImport, KwFrom, KwAs, ...DECLARATIONS, KwAccepts, KwNoun, KwPlural, KwStep, KwList, KwDict, KwPhrase, KwAction, KwReturns, KwRequires, KwTags, KwKey, KwUnique,
  KwLogin, KwWhere, KwSample, KwField, KwOf, KwIs, KwSort, KwBy, KwDesc, KwLength, KwDepth, KwInputs, KwJoins, KwShared, KwEach, KwAt, KwMost, KwLeast, KwNever, KwUser, KwGoal,
  KwCount, KwSeed, KwDistractors, KwSharing, KwPasswords, KwGiven, KwObey, KwHold, KwOut, KwTools, KwEdges, KwMix, KwCover, KwWeight, KwUniform, KwAsk,
];

const patternLength = (type: TokenType): number => String(type.PATTERN).length;

/** In the lexer's order of preference: whatever is longer before its prefixes (`tools` before `tool`), keywords before identifiers. */
export const TOKENS: TokenType[] = [
  WhiteSpace, DocComment, LineComment, BlockComment, OpenComment, Regex, StringToken, OpenString, NumberToken,
  Below, PathArrow, Arrow, DotDot, PlusPlus, EqualEqual, NotEqual, LessEqual, GreaterEqual, Less, Greater, Equal, Plus, Minus, Star, Slash, Percent,
  LParen, RParen, LSquare, RSquare, LCurly, RCurly, Comma, Colon, Dot, Bar, Question, At, Hash,
  ...[...KEYWORDS, ...RESERVED].sort((a, b) => patternLength(b) - patternLength(a)), Identifier, Word,
];

export const lexer = new Lexer(TOKENS, { positionTracking: 'onlyOffset', ensureOptimizations: true, skipValidations: true });
