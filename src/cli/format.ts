/** What the commands that report findings share: the option, the report on standard output, the summary. */
import { Option } from 'commander';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { RegisteredCode } from '../diagnostics/registry.js';
import { FORMAT_MEANING, FORMATS, render, type Format } from '../diagnostics/render/formats.js';
import { version } from '../version.js';
import { oneOf } from './options.js';
import type { Terminal } from './terminal.js';

export interface FormatOptions {
  readonly format: Format;
  readonly json?: true;
}

export function formatOption(): Option {
  return new Option('--format <format>', `one of ${FORMATS.join(', ')}`).argParser(oneOf<Format>(...FORMATS)).default('pretty');
}

/** A paragraph of help on the formats. */
export const FORMAT_HELP = `Formats:\n${FORMATS.map((f) => `  ${f.padEnd(8)} ${FORMAT_MEANING[f]}`).join('\n')}`;

/** @returns the format that was printed in */
export function printReport(terminal: Terminal, command: string, diagnostics: readonly Diagnostic[], options: FormatOptions, catalog?: ReadonlyMap<string, RegisteredCode>): Format {
  const format = options.json === true ? 'json' : options.format;
  terminal.out(render({ command, diagnostics, version, ...(catalog === undefined ? {} : { catalog }) }, format, { color: terminal.outputColor, width: terminal.width }));
  return format;
}
