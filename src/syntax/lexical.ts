/** What can be wrong with a text before its grammar is looked at: characters, escapes, open quotes and comments. */
import type { ILexingError, IToken } from 'chevrotain';
import { endOf, spanOf, startOf } from '../../grammar/base.js';
import { NumberToken, OpenComment, OpenString, StringToken } from '../../grammar/tokens.js';
import * as codes from '../diagnostics/codes/syntax.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../source/source.js';

/** Controls that reorder the text on screen (Trojan Source, CVE-2021-42574), NUL, and halves of surrogate pairs. */
const FORBIDDEN = /[\0\u202A-\u202E\u2066-\u2069]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Characters that may stand nowhere in a file; at most one report a line. */
export function checkCharacters(file: SourceFile, report: (d: Diagnostic) => void): void {
  let lastLine = 0;
  for (const found of file.text.matchAll(FORBIDDEN)) {
    const line = file.positionAt(found.index).line;
    if (line === lastLine) continue;
    lastLine = line;
    const unit = found[0].charCodeAt(0);
    const code = `U+${unit.toString(16).toUpperCase().padStart(4, '0')}`;
    const name = unit === 0 ? 'a NUL character' : unit >= 0xd800 && unit <= 0xdfff ? `half of a surrogate pair (${code})` : `a character that changes the direction of writing (${code})`;
    const escape = unit >= 0xd800 && unit <= 0xdfff ? undefined : `\\u{${unit.toString(16).toUpperCase()}}`;
    report(diagnostic(codes.forbiddenCharacter, { file, span: { start: found.index, end: found.index + 1 } }, { name, escape }));
  }
}

export function reportLexingErrors(file: SourceFile, errors: readonly ILexingError[], report: (d: Diagnostic) => void): void {
  let last = -1;
  for (const error of errors) {
    // A run of strange characters on one line is one mistake.
    const line = file.positionAt(error.offset).line;
    const character = String.fromCodePoint(file.text.codePointAt(error.offset) ?? 0xfffd);
    if (line === last || FORBIDDEN_ONE.test(character)) continue;
    last = line;
    const location = { file, span: { start: error.offset, end: error.offset + character.length } };
    const help = HINTS.get(character);
    report(diagnostic(codes.strangeCharacter, location, { character: show(character), count: 1, help }));
  }
}

/** By code points: a whole surrogate pair is a character like any other. */
const FORBIDDEN_ONE = /[\0\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]/u;

const HINTS: ReadonlyMap<string, string> = new Map([
  [';', 'nothing ends with a semicolon; take it out'],
  ["'", 'texts stand in double quotes: "…"'],
  ['`', 'texts stand in double quotes: "…"'],
  ...['“', '”', '„', '‘', '’'].map((q) => [q, 'this is a typographic quote; texts stand in straight ones: "…"'] as const),
  ['–', 'this is a dash; a range is written `1..12`, minus is `-`'],
  ['—', 'this is a dash; a range is written `1..12`, minus is `-`'],
  ['…', 'a range is written with two dots: `1..12`'],
  ['→', 'an arrow is written `->`'],
  ['≤', 'write `<=`'],
  ['≥', 'write `>=`'],
  ['≠', 'write `!=`'],
  ['&', 'write `and`'],
  ['!', 'write `not`, or `!=` for "is not equal to"'],
  ['$', 'holes in phrases are written `{item}`'],
  ['/', 'a regular expression ends with `/` on its line'],
]);

function show(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\x21-\x7e]$/.test(character) ? `\`${character}\`` : /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `\`${character}\` (${code})` : code;
}

const BAD_ESCAPE = /\\(?:u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|["\\/bfnrt])|(\\u\{[^}"]*\}?|\\u[0-9A-Fa-f]{0,3}|\\[^]|\\$)/gu;

/** Open texts, wrong escapes and impossible numbers. @returns the offsets of tokens that have been reported */
export function checkTokens(file: SourceFile, tokens: readonly IToken[], report: (d: Diagnostic) => void): void {
  for (const token of tokens) {
    if (token.tokenType === OpenString) {
      report(diagnostic(codes.openString, { file, span: spanOf(token) }, {}));
    } else if (token.tokenType === NumberToken) {
      if (!Number.isFinite(Number(token.image))) report(diagnostic(codes.hugeNumber, { file, span: spanOf(token) }, { raw: token.image }));
      continue;
    }
    if ((token.tokenType === StringToken || token.tokenType === OpenString) && token.image.includes('\\')) checkEscapes(file, token, report);
  }
}

function checkEscapes(file: SourceFile, token: IToken, report: (d: Diagnostic) => void): void {
  const inner = token.image.slice(1, token.tokenType === StringToken ? -1 : undefined);
  let units = '';
  for (const found of inner.matchAll(BAD_ESCAPE)) {
    const start = startOf(token) + 1 + found.index;
    const value = /^\\u\{?([0-9A-Fa-f]+)\}?$/.exec(found[0])?.[1];
    const point = value === undefined ? 0 : Number.parseInt(value, 16);
    if (found[1] !== undefined || point > 0x10ffff || (found[0].startsWith('\\u{') && point >= 0xd800 && point <= 0xdfff)) {
      report(diagnostic(codes.badEscape, { file, span: { start, end: start + found[0].length } }, { escape: found[0] }));
      return;
    }
    if (found[0].startsWith('\\u')) units += found[0];
  }
  // Pairs of \uD83D\uDE00 are one character; halves on their own are none.
  const lone = /\\u[dD][89abAB][0-9A-Fa-f]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9A-Fa-f]{2})\\u[dD][c-fC-F][0-9A-Fa-f]{2}/.exec(units === '' ? '' : inner);
  if (lone !== null) {
    const start = startOf(token) + 1 + lone.index;
    report(diagnostic(codes.badEscape, { file, span: { start, end: start + lone[0].length } }, { escape: lone[0] }));
  }
}

export function checkComments(file: SourceFile, comments: readonly IToken[], report: (d: Diagnostic) => void): void {
  const last = comments[comments.length - 1];
  if (last?.tokenType === OpenComment) report(diagnostic(codes.openComment, { file, span: { start: startOf(last), end: Math.min(endOf(last), startOf(last) + 2) } }, {}));
}
