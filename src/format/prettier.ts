/**
 * The plugin for prettier: `prettier --plugin rworld/prettier`. It prints what `rworld fmt` prints, whatever the options:
 * worlds have one layout.
 */
import { builders, type builders as b } from 'prettier/doc';
import type { AstPath, Parser, Printer, SupportLanguage } from 'prettier';
import { SourceFile } from '../source/source.js';
import { format, type Refusal } from './format.js';

/** A file as prettier sees it: one node with its text in the canonical layout. */
interface FormattedFile {
  readonly type: 'rworld';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What prettier shows with an excerpt of the file. */
class UnreadableError extends SyntaxError {
  readonly loc: { readonly start: { line: number; column: number }; readonly end: { line: number; column: number } };

  constructor({ reason, span, diagnostics }: Refusal, text: string) {
    const file = new SourceFile('', text);
    const start = file.positionAt(span.start);
    const help = diagnostics[0]?.help;
    super(`${reason} (${start.line}:${start.column})${help === undefined ? '' : `\n${help}`}`);
    this.loc = { start, end: file.positionAt(span.end) };
  }
}

const parser: Parser<FormattedFile> = {
  astFormat: 'rworld',
  parse(text, options) {
    const result = format(text, options.filepath);
    if (!result.ok) throw new UnreadableError(result, text);
    return { type: 'rworld', text: result.text, start: 0, end: text.length };
  },
  locStart: (node) => node.start,
  locEnd: (node) => node.end,
};

const printer: Printer<FormattedFile> = {
  print: (path: AstPath<FormattedFile>): b.Doc => lines(path.node.text),
};

/** Lines as they are: where one ends in white space, which only comments and ignored parts can, prettier must not trim it. */
function lines(text: string): b.Doc {
  const all = text.split('\n');
  return all.map((line, i) => (i === all.length - 1 ? line : [line, /\s$/.test(line) ? builders.literalline : builders.hardline]));
}

export const languages: SupportLanguage[] = [{ name: 'rworld', parsers: ['rworld'], extensions: ['.rworld'], vscodeLanguageIds: ['rworld'] }];
export const parsers: Readonly<Record<string, Parser<FormattedFile>>> = { rworld: parser };
export const printers: Readonly<Record<string, Printer<FormattedFile>>> = { rworld: printer };
