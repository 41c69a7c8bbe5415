/** What every part of the parser shares: names, literals, docs, and how nodes get their spans. */
import { EmbeddedActionsParser, type IParserErrorMessageProvider, type IToken, type TokenType, tokenMatcher } from '#chevrotain';
import type { Doc, Literal, Name, NumberLiteral, StringLiteral } from '../src/syntax/ast.js';
import type { Span } from '../src/source/source.js';
import * as t from './tokens.js';

/** The docs of a file by the offset of the token that they stand before. */
export type Docs = ReadonlyMap<number, Doc>;

export interface ParserOptions {
  /** Whether the grammar itself is checked for ambiguities, as a test does. Default: no. */
  readonly validate?: boolean;
  /** Whether reading goes on inside a declaration after a mistake. Default: yes. */
  readonly recovery?: boolean;
}

/**
 * A message is the names of the token types that were expected, for `src/syntax/messages.ts` to put into words; before them, where it is
 * not the next token that was not expected, how many stand before it.
 */
const EXPECTED: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => expected.name,
  buildNotAllInputParsedMessage: () => '',
  buildNoViableAltMessage: ({ expectedPathsPerAlt, actual }) => furthest(expectedPathsPerAlt.flat(), actual),
  buildEarlyExitMessage: ({ expectedIterationPaths }) => names(expectedIterationPaths),
};

function names(paths: readonly TokenType[][], at = 0): string {
  return [...new Set(paths.flatMap((path) => path[at]?.name ?? []))].join(' ');
}

/** Alternatives that begin alike are told apart by later tokens: the mistake is where the last of them was given up. */
function furthest(paths: readonly TokenType[][], actual: readonly IToken[]): string {
  let open = paths;
  for (let at = 0; ; at++) {
    const token = actual[at];
    const longer = open.filter((path) => {
      const type = path[at];
      return type !== undefined && path[at + 1] !== undefined && token !== undefined && tokenMatcher(token, type);
    });
    if (longer.length === 0) return at === 0 ? names(open) : `${at} ${names(open, at)}`;
    open = longer;
  }
}

export abstract class BaseParser extends EmbeddedActionsParser {
  /** Set before each parse. */
  docs: Docs = new Map();
  /** Filled by each parse: the offsets of docs that found their declaration. */
  usedDocs = new Set<number>();
  /** Filled by each parse: braces in texts that belong to no hole. */
  strayBraces: Span[] = [];

  protected constructor(options: ParserOptions) {
    super(t.TOKENS, { recoveryEnabled: options.recovery ?? true, maxLookahead: 3, errorMessageProvider: EXPECTED, skipValidations: options.validate !== true });
  }

  protected doc(token: IToken): Doc | null {
    const doc = this.docs.get(token.startOffset);
    if (doc === undefined) return null;
    this.usedDocs.add(token.startOffset);
    return doc;
  }

  /** From a token to the last one consumed. */
  protected spanFrom(start: IToken): Span {
    return { start: startOf(start), end: Math.max(endOf(this.LA(0)), startOf(start)) };
  }

  /** From the start of a node to the last token consumed. */
  protected spanSince(start: Span): Span {
    return { start: start.start, end: Math.max(endOf(this.LA(0)), start.start) };
  }

  /** The place of something that is not there: the end of the last token. */
  protected here(): Span {
    const end = endOf(this.LA(0));
    return { start: end, end };
  }

  protected missingName(): Name {
    return { text: '', span: this.here(), missing: true };
  }

  name = this.RULE('name', (): Name => {
    const token = this.CONSUME(t.Word);
    return this.ACTION(() => (token.isInsertedInRecovery === true ? this.missingName() : { text: token.image, span: spanOf(token), missing: false }));
  }, { recoveryValueFunc: (): Name => this.missingName() });

  string = this.RULE('string', (): StringLiteral | null => {
    const token = this.OR([{ ALT: () => this.CONSUME(t.StringToken) }, { ALT: () => this.CONSUME(t.OpenString) }]);
    return this.ACTION(() => (token.isInsertedInRecovery === true ? null : { kind: 'string', value: unescape(token), span: spanOf(token) }));
  }, { recoveryValueFunc: (): StringLiteral | null => null });

  number = this.RULE('number', (): NumberLiteral | null => {
    const sign = this.OPTION(() => this.CONSUME(t.Minus));
    const token = this.CONSUME(t.NumberToken);
    return this.ACTION(() => {
      if (token.isInsertedInRecovery === true) return null;
      const raw = (sign === undefined ? '' : '-') + token.image;
      return { kind: 'number', value: Number(raw), raw, span: { start: startOf(sign ?? token), end: endOf(token) } };
    });
  }, { recoveryValueFunc: (): NumberLiteral | null => null });

  /** `true false null`, a text or a number. */
  literal = this.RULE('literal', (): Literal => {
    return this.OR<Literal>([
      { ALT: () => this.SUBRULE(this.string) ?? nothing(this.here()) },
      { ALT: () => this.SUBRULE(this.number) ?? nothing(this.here()) },
      { ALT: () => bool(this.CONSUME(t.KwTrue), true) },
      { ALT: () => bool(this.CONSUME(t.KwFalse), false) },
      { ALT: () => nothing(spanOf(this.CONSUME(t.KwNull))) },
    ]);
  }, { recoveryValueFunc: (): Literal => nothing(this.here()) });

  /** Whether the token after the next is of a type; for the few places that need to know. */
  protected follows(type: TokenType, distance = 1): boolean {
    return this.LA(distance).tokenType === type;
  }
}

function bool(token: IToken, value: boolean): Literal {
  return { kind: 'bool', value, span: spanOf(token) };
}

function nothing(span: Span): Literal {
  return { kind: 'null', span };
}

export function startOf(token: IToken): number {
  return Number.isNaN(token.startOffset) ? 0 : token.startOffset;
}

/** The lexer keeps no end offsets (`onlyOffset`): a token ends where its image does. One inserted in recovery has none. */
export function endOf(token: IToken): number {
  return Number.isNaN(token.startOffset) ? startOf(token) : token.startOffset + token.image.length;
}

export function spanOf(token: IToken): Span {
  return { start: startOf(token), end: endOf(token) };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', '\\': '\\', '/': '/' };

/** The value of a text: JSON's escapes and `\u{…}`. A wrong escape stands for itself; the lexical check reports it. */
function unescape(token: IToken): string {
  const closed = token.tokenType === t.StringToken;
  const inner = token.image.slice(1, closed ? -1 : undefined);
  return inner.includes('\\') ? unescapeText(inner) : inner;
}

export function unescapeText(inner: string): string {
  return inner.replace(/\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|(.)|$)/gsu, (whole: string, long?: string, short?: string, other?: string) => {
    if (long !== undefined) return Number.parseInt(long, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(long, 16)) : whole;
    if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
    return other === undefined ? '' : (ESCAPES[other] ?? other);
  });
}
