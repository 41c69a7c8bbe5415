/** `rworld build`: everything that a world gives, in one directory. */
import { join } from 'node:path';
import { Command } from 'commander';
import { build } from '../../emit/build.js';
import { sayCoverage } from '../../sample/cover.js';
import { gateReport } from '../report.js';
import { whole } from '../options.js';
import { CliError, EXIT, Progress, type Terminal } from '../terminal.js';
import { loadWorld } from '../world.js';

interface Options {
  readonly output?: string;
  readonly workers: number;
  readonly json?: true;
}

export function buildCommand(terminal: Terminal): Command {
  return new Command('build')
    .description('Build a world: IR, tasks, manifest and data card.')
    .argument('<world>', 'a .rworld file, or a folder with a world.rworld')
    .option('-o, --output <dir>', 'the build directory (default: out/<name of the world>)')
    .option('--workers <n>', 'threads; the output is the same for any number', whole(1, 64), 1)
    .option('--json', 'the manifest on standard output when done')
    .addHelpText('after', '\nExample:\n  $ rworld build specs/randomworld -o out/randomworld')
    .action(async (path: string, options: Options) => {
      const ir = loadWorld(path, terminal);
      const output = options.output ?? join('out', ir.world.name);
      let progress: Progress | undefined;
      const built = await build(ir, output, {
        workers: options.workers,
        progress: (label, done, total) => {
          if (done === 0) {
            progress?.end();
            progress = new Progress(terminal, label);
          }
          progress?.update(done, total);
        },
      });
      progress?.end();
      if (!built.ok) throw new CliError(built.refused, EXIT.findings);
      if (options.json === true) terminal.out(`${JSON.stringify(built.manifest, null, 1)}\n`);
      else {
        terminal.err(`built ${output}\n`);
        for (const file of built.manifest.files) terminal.err(`  ${file.path}${file.tasks === undefined ? '' : `  ${file.tasks} tasks`}  ${file.bytes} bytes\n`);
        for (const set of built.manifest.taskSets) if (set.cover !== undefined) terminal.err(`${set.name}: ${sayCoverage(set.cover)}\n`);
        for (const set of built.manifest.taskSets) if (set.gates.refused > 0) terminal.err(`${set.name}: ${gateReport(set.gates)}`);
      }
    });
}
