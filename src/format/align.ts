/** Comments at the ends of neighbouring lines stand under one another, as people set them. */
import { startOf } from '../../grammar/base.js';
import * as t from '../../grammar/tokens.js';
import { SourceFile, type Span } from '../source/source.js';

/** A comment after code, on a line of its own number. */
interface Trailing {
  readonly line: number;
  /** Where the white space before the comment begins: the width of the code. */
  readonly code: Span;
  readonly indentation: number;
  readonly width: number;
}

/**
 * @param text in its layout
 * @param limit the greatest width of a line; neighbours that would pass it because of one another are left as they are
 */
export function alignComments(text: string, limit: number): string {
  const file = new SourceFile('', text);
  const trailing: Trailing[] = [];
  for (const token of t.lexer.tokenize(text).groups['comments'] ?? []) {
    if (token.tokenType !== t.LineComment) continue;
    const { line, column } = file.positionAt(startOf(token));
    const start = startOf(token) - column + 1;
    const code = text.slice(start, startOf(token)).trimEnd();
    if (code === '' || code.endsWith('*/')) continue;
    trailing.push({ line, code: { start, end: start + code.length }, indentation: code.length - code.trimStart().length, width: token.image.length });
  }
  let result = '';
  let at = 0;
  for (const run of runs(trailing)) {
    const column = Math.max(...run.map(({ code }) => code.end - code.start)) + 2;
    if (run.length < 2 || run.some(({ width }) => column + width > limit)) continue;
    for (const { code } of run) {
      result += text.slice(at, code.end) + ' '.repeat(column - (code.end - code.start));
      at = text.indexOf('//', code.end);
    }
  }
  return result + text.slice(at);
}

/** Neighbouring lines of one indentation. */
function runs(all: readonly Trailing[]): readonly (readonly Trailing[])[] {
  const found: Trailing[][] = [];
  for (const one of all) {
    const run = found[found.length - 1];
    const last = run?.[run.length - 1];
    if (run !== undefined && last !== undefined && one.line === last.line + 1 && one.indentation === last.indentation) run.push(one);
    else found.push([one]);
  }
  return found;
}
