/**
 * The TextMate grammar, made from the tokens of the parser: what editors without a language server colour by, and VS Code until the
 * server has answered. It knows words and signs; what a name stands for is left to the server.
 */
import { BUILT_INS } from '../src/runtime/functions/table.js';
import { DECLARATIONS, KEYWORDS, KwAnd, KwElse, KwFalse, KwFor, KwIf, KwIn, KwNot, KwNull, KwOr, KwThen, KwTrue, KwImport, KwFrom, KwAs, KwWorld, KwList, KwDict, NumberToken, RESERVED } from './tokens.js';
import type { TokenType } from 'chevrotain';

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly beginCaptures?: Readonly<Record<string, { readonly name: string }>>;
  readonly endCaptures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Pattern[];
}

const SOURCES = ['lines', 'column', 'date', 'time', 'datetime', 'digits', 'faker'];
const BASES = ['str', 'int', 'float', 'bool'];

const textOf = (type: TokenType): string => String(type.PATTERN);
const words = (types: readonly TokenType[]): string => `\\b(?:${types.map(textOf).sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|')})\\b`;

/** Keywords that begin a declaration or structure a file, those of expressions, and the clauses, which are all others. */
const HEADS = [KwWorld, KwImport, KwFrom, KwAs];
const OPERATOR_WORDS = [KwAnd, KwOr, KwNot, KwIn];
const CONTROL = [KwIf, KwThen, KwElse, KwFor];
const CONSTANTS = [KwTrue, KwFalse, KwNull];

function clauses(): readonly TokenType[] {
  const others = new Set<TokenType>([...HEADS, ...DECLARATIONS, KwList, KwDict]);
  return KEYWORDS.filter((k) => !others.has(k));
}

/** A keyword is a name where a colon, a call or a dot makes it one. */
const NO_NAME = '(?<![.#])';
const NOT_NAMED = '(?!\\s*:)';

export function renderTextMate(): string {
  const known = new Set([...HEADS, ...OPERATOR_WORDS, ...CONTROL, ...CONSTANTS]);
  const missing = RESERVED.filter((word) => !known.has(word));
  if (missing.length > 0) throw new Error(`the TextMate grammar has no colour for ${missing.map(textOf).join(', ')}`);
  const number = NumberToken.PATTERN instanceof RegExp ? NumberToken.PATTERN.source : '';
  const name = '[A-Za-z_][A-Za-z0-9_]*';
  const declared = (keyword: string, scope: string): Pattern => ({ match: `${NO_NAME}\\b(${keyword})\\s+(${name})`, captures: { 1: { name: 'keyword.declaration.rworld' }, 2: { name: scope } } });
  const repository: Record<string, { readonly patterns: readonly Pattern[] }> = {
    comments: {
      patterns: [
        { name: 'comment.line.documentation.rworld', match: '///.*$' },
        { name: 'comment.line.double-slash.rworld', match: '//.*$' },
        { name: 'comment.block.rworld', begin: '/\\*', end: '\\*/' },
      ],
    },
    texts: {
      patterns: [
        {
          name: 'string.quoted.double.rworld',
          begin: '"',
          end: '"|$',
          patterns: [
            { name: 'constant.character.escape.rworld', match: '\\\\(?:u\\{[0-9A-Fa-f]{1,6}\\}|u[0-9A-Fa-f]{4}|["\\\\/bfnrt])' },
            { name: 'invalid.illegal.escape.rworld', match: '\\\\.' },
            { name: 'constant.character.escape.rworld', match: '\\{\\{|\\}\\}' },
            { match: `(\\{)\\s*(${name}(?:\\s*\\.\\s*${name})*)\\s*(\\})`, captures: { 0: { name: 'meta.hole.rworld' }, 1: { name: 'punctuation.section.embedded.begin.rworld' }, 2: { name: 'variable.parameter.rworld' }, 3: { name: 'punctuation.section.embedded.end.rworld' } } },
          ],
        },
      ],
    },
    patterns: {
      patterns: [
        {
          // After what can be divided a slash divides; after a sign, or where a line begins and another slash ends it, it opens a pattern.
          name: 'string.regexp.rworld',
          begin: '(?:(?<=[=|(,\\[<])\\s*|(?<=\\baccepts)\\s*|^\\s*(?=/(?:[^/\\\\\\[]|\\\\.|\\[(?:[^\\]\\\\]|\\\\.)*\\])+/))(/)(?![/*])',
          end: '(/)|$',
          beginCaptures: { 1: { name: 'punctuation.definition.string.begin.rworld' } },
          endCaptures: { 1: { name: 'punctuation.definition.string.end.rworld' } },
          patterns: [
            { name: 'constant.character.escape.regexp.rworld', match: '\\\\(?:u\\{[0-9A-Fa-f]+\\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)' },
            { name: 'constant.other.character-class.set.regexp.rworld', begin: '\\[', end: '\\]|$', patterns: [{ name: 'constant.character.escape.regexp.rworld', match: '\\\\.' }] },
            { name: 'keyword.operator.quantifier.regexp.rworld', match: '[?*+]|\\{[0-9]+(?:,[0-9]*)?\\}' },
            { name: 'keyword.operator.or.regexp.rworld', match: '\\|' },
            { name: 'punctuation.definition.group.regexp.rworld', match: '\\((?:\\?:)?|\\)' },
          ],
        },
      ],
    },
    declarations: {
      patterns: [
        declared('world', 'entity.name.namespace.rworld'),
        declared('type', 'entity.name.type.rworld'),
        declared('entity', 'entity.name.class.rworld'),
        { match: `${NO_NAME}\\b(tool)\\s+(?=")`, captures: { 1: { name: 'keyword.declaration.rworld' } } },
        { match: `(?<!\\beach\\s)${NO_NAME}\\b(tool)\\s+(${name})(?=\\s*[<(])`, captures: { 1: { name: 'keyword.declaration.rworld' }, 2: { name: 'entity.name.function.rworld' } } },
        declared('app', 'entity.name.namespace.rworld'),
        declared('template', 'entity.name.function.template.rworld'),
        declared('constraint', 'entity.name.section.rworld'),
        declared('tasks', 'entity.name.section.rworld'),
      ],
    },
    words: {
      patterns: [
        { name: 'keyword.control.import.rworld', match: `${NO_NAME}${words([KwImport])}|(?<=\\})\\s*from\\b|\\bas\\b(?=\\s+${name})` },
        { name: 'keyword.other.clause.rworld', match: '\\beach\\s+tool\\b|\\bfrom\\s+(?:tool|user)\\b|\\bfrom\\b(?=\\s*["{#a-z])' },
        { match: `(?<=<:)\\s*(?!(?:${BASES.join('|')})\\b)(${name})`, captures: { 1: { name: 'entity.name.type.rworld' } } },
        { name: 'constant.language.rworld', match: words(CONSTANTS) },
        { name: 'keyword.operator.word.rworld', match: words(OPERATOR_WORDS) },
        { name: 'keyword.control.rworld', match: words(CONTROL) },
        { name: 'variable.parameter.rworld', match: `\\b${name}(?=\\s*:)` },
        { name: 'support.type.rworld', match: `${NO_NAME}\\b(?:${BASES.join('|')})\\b(?!\\s*\\()` },
        { name: 'storage.type.rworld', match: `\\b(?:${textOf(KwList)}|${textOf(KwDict)})(?=\\s*<)` },
        { name: 'support.function.rworld', match: `${NO_NAME}\\b(?:${[...new Set([...SOURCES, ...BUILT_INS.keys()])].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|')})(?=\\s*\\()` },
        { name: 'keyword.other.clause.rworld', match: `${NO_NAME}${words(clauses())}${NOT_NAMED}(?!\\s*\\(|\\.(?!\\.))` },
        { name: 'entity.name.tag.rworld', match: `#${name}` },
        { name: 'entity.name.type.rworld', match: '\\b[A-Z][A-Za-z0-9]*\\b' },
      ],
    },
    signs: {
      patterns: [
        { name: 'constant.numeric.rworld', match: `\\b${number}` },
        { name: 'keyword.operator.rworld', match: '<:|->>|->|\\.\\.|\\+\\+|==|!=|<=|>=|[<>=+\\-*/%|?@]' },
        { name: 'punctuation.separator.rworld', match: '[,:.]' },
      ],
    },
  };
  const grammar = {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    name: 'rworld',
    scopeName: 'source.rworld',
    fileTypes: ['rworld'],
    patterns: Object.keys(repository).map((key) => ({ include: `#${key}` })),
    repository,
  };
  return `${JSON.stringify(grammar, null, 2)}\n`;
}
