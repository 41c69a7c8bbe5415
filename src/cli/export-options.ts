/** What `sample` and `export` share: the format, and where and how it is written. */
import { InvalidArgumentError } from 'commander';
import { suggest } from '../diagnostics/suggest.js';
import { ExportError, FormatSink, type Exported } from '../emit/formats/export.js';
import type { Format } from '../emit/formats/format.js';
import { FORMATS, findFormat } from '../emit/formats/registry.js';
import type { WorldIR } from '../ir/ir.js';
import { CliError, EXIT, type Terminal } from './terminal.js';

export function format(name: string): Format {
  const found = findFormat(name);
  if (found !== undefined) return found;
  const names = FORMATS.map((f) => f.name);
  const near = suggest(name, names);
  throw new InvalidArgumentError(near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `The formats are ${names.join(', ')}.`);
}

/** The formats and who reads them, for the help of a command. */
export function formatHelp(): string {
  const width = Math.max(...FORMATS.map((f) => f.name.length));
  return `Formats:\n${FORMATS.map((f) => `  ${f.name.padEnd(width)}  ${f.summary}`).join('\n')}`;
}

export function openExport(ir: WorldIR, as: Format, output: string, parquet: boolean | undefined): FormatSink {
  const columnar = parquet ?? output.endsWith('.parquet');
  if (columnar && output === '-') throw new CliError('a Parquet file needs a name', EXIT.usage, 'give it with -o FILE.parquet');
  return new FormatSink(ir, as, { output, parquet: columnar });
}

/** A line that is no task of the world is told as a finding; anything else goes on. */
export function asFinding(error: unknown, file?: string): unknown {
  return error instanceof ExportError ? new CliError(`${file === undefined ? '' : `${file}: `}${error.message}`, EXIT.findings) : error;
}

export function tellExported(terminal: Terminal, output: string, exported: Exported): void {
  if (output !== '-') {
    terminal.err(`wrote ${output} (${exported.tasks} tasks, ${exported.bytes} bytes)\n`);
    for (const file of exported.files) terminal.err(`wrote ${file}\n`);
  } else if (exported.leftOut.length > 0) {
    terminal.err(`with -o FILE, this format writes ${exported.leftOut.map((suffix) => `FILE${suffix}`).join(' and ')} beside it\n`);
  }
}
