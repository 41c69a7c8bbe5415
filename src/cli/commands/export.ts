/** `rworld export`: task files in the formats that trainers and benchmarks read. */
import { Command } from 'commander';
import { readLines } from '../../host/lines.js';
import type { Format } from '../../emit/formats/format.js';
import { asFinding, format, formatHelp, openExport, tellExported } from '../export-options.js';
import { Progress, type Terminal } from '../terminal.js';
import { loadWorld, worldAbove } from '../world.js';

interface Options {
  readonly ir?: string;
  readonly as: Format;
  readonly output: string;
  readonly parquet?: boolean;
}

export function exportCommand(terminal: Terminal): Command {
  return new Command('export')
    .description('Write tasks in the formats that trainers and benchmarks read.')
    .argument('<tasks.jsonl>', 'a task file')
    .option('--ir <world>', 'the world that the tasks were made from: an .ir.json, a build directory, or a .rworld file (default: world.ir.json above the file)')
    .requiredOption('--as <format>', 'the format', format)
    .option('-o, --output <file>', 'where to write; - for standard output', '-')
    .option('--parquet', 'a Parquet file in place of JSON lines (the default where the file is named *.parquet)')
    .addHelpText(
      'after',
      `
${formatHelp()}

Examples:
  $ rworld export out/markets/tasks/train.jsonl --as chat -o train.parquet
  $ rworld export train.jsonl --ir world.ir.json --as bfcl -o bfcl.jsonl    bfcl.answers.jsonl stands beside it`,
    )
    .action(async (file: string, options: Options) => {
      const sink = openExport(loadWorld(options.ir ?? worldAbove(file, '--ir'), terminal), options.as, options.output, options.parquet);
      const progress = new Progress(terminal, `writing ${options.as.name}`);
      let done = 0;
      try {
        for await (const line of readLines(file)) {
          if (line.trim() === '') continue;
          sink.line(line);
          if (++done % 256 === 0) progress.update(done, done);
        }
        progress.end();
        tellExported(terminal, options.output, sink.finish());
      } catch (error) {
        progress.end();
        sink.abort();
        throw asFinding(error, file);
      }
    });
}
