/** `rworld sample`: tasks of a world, whole or in shards. */
import { Command } from 'commander';
import { AtomicFile, StandardOutput } from '../../host/output.js';
import { sayCoverage } from '../../sample/cover.js';
import { produce } from '../../sample/tasks/produce.js';
import type { Format } from '../../emit/formats/format.js';
import { asFinding, format, formatHelp, openExport, tellExported } from '../export-options.js';
import { shard, whole } from '../options.js';
import { CliError, EXIT, Progress, type Terminal } from '../terminal.js';
import { gateReport } from '../report.js';
import { loadWorld, taskSet, WORLD_ARGUMENT, worldOf } from '../world.js';

interface Options {
  readonly set?: string;
  readonly count?: number;
  readonly seed?: number;
  readonly shard?: { readonly index: number; readonly of: number };
  readonly workers?: number;
  readonly as?: Format;
  readonly output: string;
  readonly parquet?: boolean;
}

export function sampleCommand(terminal: Terminal): Command {
  return new Command('sample')
    .description('Sample verified tasks: one JSON object a line.')
    .argument('[world]', WORLD_ARGUMENT)
    .option('--set <name>', 'the task set (default: "train", or the first one)')
    .option('--count <n>', 'how many tasks the whole set has, in place of its own count', whole(1))
    .option('--seed <n>', "the seed, in place of the set's own", whole(0))
    .option('--shard <i/n>', 'write only the i-th of n parts of the set', shard)
    .option('--workers <n>', 'threads (default: one for every 50,000 tasks, at most one a processor); the output is the same for any number', whole(1, 64))
    .option('--as <format>', 'the format (default: task)', format)
    .option('-o, --output <file>', 'where to write; - for standard output', '-')
    .option('--parquet', 'a Parquet file in place of JSON lines (the default where the file is named *.parquet)')
    .addHelpText(
      'after',
      `
Examples:
  $ rworld sample specs/markets --count 3
  $ rworld sample specs/randomworld --set test -o test.jsonl
  $ rworld sample out/randomworld --shard 2/5 -o part-2.jsonl    on the second of five machines
  $ rworld sample specs/markets --as chat -o train.parquet

${formatHelp()}

Task i depends on the world, the set, the seed, the count and i, and on nothing else.`,
    )
    .action(async (path: string | undefined, options: Options) => {
      const ir = loadWorld(worldOf(path), terminal);
      const set = taskSet(ir, options.set);
      const plain = (options.as === undefined || options.as.name === 'task') && options.parquet !== true && !options.output.endsWith('.parquet');
      const exported = plain ? undefined : openExport(ir, options.as ?? format('task'), options.output, options.parquet);
      const sink = exported ?? (options.output === '-' ? new StandardOutput() : new AtomicFile(options.output));
      const progress = new Progress(terminal, `sampling ${set.name}`);
      try {
        const made = await produce(
          {
            ir,
            set: set.name,
            ...(options.count === undefined ? {} : { count: options.count }),
            ...(options.seed === undefined ? {} : { seed: options.seed }),
            ...(options.shard === undefined ? {} : { shard: options.shard }),
            ...(options.workers === undefined ? {} : { workers: options.workers }),
            progress: (done, total) => progress.update(done, total),
          },
          sink,
        );
        progress.end();
        if ('refused' in made) throw new CliError(made.refused, EXIT.findings);
        if (exported !== undefined) tellExported(terminal, options.output, exported.finish());
        else {
          const written = sink.finish();
          if (options.output !== '-') terminal.err(`wrote ${options.output} (${written.lines} tasks, ${written.bytes} bytes)\n`);
        }
        if (made.cover !== null) terminal.err(`${sayCoverage(made.cover)}\n`);
        if (made.counts.refused > 0) terminal.err(gateReport(made.counts));
      } catch (error) {
        progress.end();
        sink.abort();
        throw asFinding(error);
      }
    });
}
