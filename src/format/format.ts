/**
 * The canonical layout of a file: text in, text or a refusal out. There is nothing to configure, so that all worlds read alike.
 *
 * Formatting is idempotent, and changes white space alone (and the commas that entities do not need): the result is read
 * back, and compared token by token, comment by comment and tree by tree, before it is given out.
 */
import { printer } from 'prettier/doc';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import { SourceFile, type Span } from '../source/source.js';
import { parse } from '../syntax/parse.js';
import type { Module } from '../syntax/ast.js';
import { alignComments } from './align.js';
import { moduleDoc, topLevel } from './layout/module.js';
import { readTokens } from './trivia.js';
import { findChange } from './verify.js';
import { LayoutFault, Writer } from './writer.js';

export const LINE_WIDTH = 120;
export const INDENT_WIDTH = 2;

export type FormatResult = { readonly ok: true; readonly text: string } | Refusal;

export interface Refusal {
  readonly ok: false;
  /** One sentence without a final full stop. */
  readonly reason: string;
  /** Where, in the text that was given. */
  readonly span: Span;
  /** The mistakes for which the text cannot be read whole; empty where the fault is the formatter's own. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Formats a whole file.
 *
 * @param path how the file is called in diagnostics
 */
export function format(text: string, path = 'untitled.rworld'): FormatResult {
  const { module, diagnostics } = parse(new SourceFile(path, text));
  if (hasErrors(diagnostics)) return unreadable(diagnostics);
  const result = formatModule(module);
  return result.ok ? { ok: true, text: result.module.file.text } : result;
}

/** The change that formats a part of a file; `edit` is null where the part is formatted already. */
export type RangeResult = { readonly ok: true; readonly edit: { readonly span: Span; readonly newText: string } | null } | Refusal;

/** Formats the header, imports and declarations that a range touches, with the comments before them. */
export function formatRange(text: string, range: Span, path = 'untitled.rworld'): RangeResult {
  const { module, diagnostics } = parse(new SourceFile(path, text));
  if (hasErrors(diagnostics)) return unreadable(diagnostics);
  const formatted = formatModule(module);
  if (!formatted.ok) return formatted;
  const cuts = commentCuts(formatted.module);
  const before = itemSpans(module, cuts);
  const after = itemSpans(formatted.module, cuts);
  const touched = before.flatMap((span, i) => (span.start <= range.end && span.end >= range.start ? [i] : []));
  const [first, last] = [touched[0], touched[touched.length - 1]];
  if (first === undefined || last === undefined) return { ok: true, edit: null };
  const from = join(before, first, last);
  const to = join(after, first, last);
  const newText = formatted.module.file.text.slice(to.start, to.end);
  return { ok: true, edit: newText === text.slice(from.start, from.end) ? null : { span: from, newText } };
}

function join(spans: readonly Span[], first: number, last: number): Span {
  return { start: spans[first]?.start ?? 0, end: spans[last]?.end ?? 0 };
}

/**
 * To which of a file's items its comments belong: for each item, how many comments stand before its end or on the line of it.
 * Those between are about the next one.
 *
 * @param formatted where lines say what belongs together; comments have the same order in the source
 */
function commentCuts(formatted: Module): readonly number[] {
  const { file, comments } = formatted;
  let next = 0;
  return topLevel(formatted).map(({ span }) => {
    let end = span.end;
    for (let comment = comments[next]; comment !== undefined; comment = comments[++next]) {
      if (comment.span.start >= end && file.text.slice(end, comment.span.start).includes('\n')) break;
      end = Math.max(end, comment.span.end);
    }
    return next;
  });
}

/** The places of a file's items with their comments, and with the white space before them where they begin a line. */
function itemSpans(module: Module, cuts: readonly number[]): readonly Span[] {
  const { text } = module.file;
  return topLevel(module).map(({ span }, i) => {
    const first = module.comments[cuts[i - 1] ?? 0];
    const last = module.comments[(cuts[i] ?? 0) - 1];
    const start = Math.min(first?.span.start ?? span.start, span.start);
    const line = text.lastIndexOf('\n', start - 1) + 1;
    return { start: text.slice(line, start).trim() === '' ? line : start, end: Math.max(last?.span.end ?? span.end, span.end) };
  });
}

function unreadable(diagnostics: readonly Diagnostic[]): Refusal {
  const errors = diagnostics.filter((d) => d.severity === 'error');
  const first = errors[0];
  return { ok: false, reason: first?.message ?? 'the text cannot be read', span: first?.location?.span ?? { start: 0, end: 0 }, diagnostics: errors };
}

/** @returns the module of the formatted text */
function formatModule(original: Module): { readonly ok: true; readonly module: Module } | Refusal {
  const { path, text } = original.file;
  // Line ends of other systems count like any other; where there are some, offsets differ from here on.
  const lines = text.replace(/\r\n?/g, '\n');
  const module = lines === text ? original : parse(new SourceFile(path, lines)).module;
  try {
    const doc = moduleDoc(new Writer(readTokens(module)), module);
    const { formatted } = printer.printDocToString(doc, { printWidth: LINE_WIDTH, tabWidth: INDENT_WIDTH });
    const aligned = alignComments(formatted, LINE_WIDTH);
    if (aligned === lines) return { ok: true, module };
    const result = parse(new SourceFile(path, aligned));
    const change = hasErrors(result.diagnostics) ? { what: 'the meaning', span: module.span } : findChange(module, result.module);
    return change === null ? { ok: true, module: result.module } : faulty(`formatting would change ${change.what}`, change.span);
  } catch (error) {
    if (error instanceof LayoutFault) return faulty(error.message, error.span);
    throw error;
  }
}

function faulty(what: string, span: Span): Refusal {
  return { ok: false, reason: `${what}; this is a fault of the formatter, please report it`, span, diagnostics: [] };
}
