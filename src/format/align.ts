/** Comments at the ends of neighbouring lines stand under one another, as people set them. */
import type { Module } from '../syntax/ast.js';
import type { Span } from '../source/source.js';

/** A comment after code, on a line of its own number. */
interface Trailing {
  readonly line: number;
  /** Where the white space before the comment begins: the width of the code. */
  readonly code: Span;
  readonly indentation: number;
  readonly width: number;
}

/**
 * @param module of a formatted text
 * @param limit the greatest width of a line; neighbours that would pass it because of one another are left as they are
 */
export function alignComments({ file, comments }: Module, limit: number): string {
  const { text } = file;
  const trailing: Trailing[] = [];
  for (const { kind, span } of comments) {
    if (kind !== 'line') continue;
    const { line, column } = file.positionAt(span.start);
    const start = span.start - column + 1;
    const code = text.slice(start, span.start).trimEnd();
    if (code === '' || code.endsWith('*/')) continue;
    trailing.push({ line, code: { start, end: start + code.length }, indentation: code.length - code.trimStart().length, width: span.end - span.start });
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
