/** What can be folded away: whatever stands in brackets over several lines, runs of imports, and comments. */
import { lexer, LCurly, LParen, LSquare, RCurly, RParen, RSquare } from '../../grammar/tokens.js';
import { startOf } from '../../grammar/base.js';
import type { Module } from '../syntax/ast.js';

export interface FoldingRange {
  /** Lines from 0; the last one stays to be seen where it closes a bracket. */
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'region' | 'imports' | 'comment';
}

const OPEN = new Set([LCurly, LParen, LSquare]);
const CLOSE = new Set([RCurly, RParen, RSquare]);

export function foldingRanges(module: Module): readonly FoldingRange[] {
  const { file } = module;
  const lineOf = (offset: number): number => file.positionAt(offset).line - 1;
  const ranges: FoldingRange[] = [];
  const add = (startLine: number, endLine: number, kind: FoldingRange['kind']): void => {
    if (endLine > startLine) ranges.push({ startLine, endLine, kind });
  };
  const open: number[] = [];
  for (const token of lexer.tokenize(file.text).tokens) {
    if (OPEN.has(token.tokenType)) open.push(startOf(token));
    else if (CLOSE.has(token.tokenType)) {
      const start = open.pop();
      if (start !== undefined) add(lineOf(start), lineOf(startOf(token)) - 1, 'region');
    }
  }
  const firstImport = module.imports[0];
  const lastImport = module.imports[module.imports.length - 1];
  if (firstImport !== undefined && lastImport !== undefined) add(lineOf(firstImport.span.start), lineOf(lastImport.span.end), 'imports');
  let run: { readonly start: number; end: number; readonly kind: string } | undefined;
  for (const comment of module.comments) {
    const [start, end] = [lineOf(comment.span.start), lineOf(comment.span.end)];
    if (run !== undefined && comment.kind === run.kind && comment.kind !== 'block' && start === run.end + 1) {
      run.end = end;
      continue;
    }
    if (run !== undefined) add(run.start, run.end, 'comment');
    run = { start, end, kind: comment.kind };
  }
  if (run !== undefined) add(run.start, run.end, 'comment');
  // One range a line: an editor shows no more.
  const first = new Map<number, FoldingRange>();
  for (const range of ranges) {
    const known = first.get(range.startLine);
    if (known === undefined || known.endLine < range.endLine) first.set(range.startLine, range);
  }
  return [...first.values()].sort((a, b) => a.startLine - b.startLine);
}
