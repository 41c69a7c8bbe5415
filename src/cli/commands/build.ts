/** `rworld build`: everything that a world gives, in one directory. */
import { Command, InvalidArgumentError } from 'commander';
import { build } from '../../emit/build.js';
import { missingFromCroissant } from '../../emit/card/croissant.js';
import { TARGETS, type Target } from '../../emit/package.js';
import type { CardMetadata } from '../../emit/card/metadata.js';
import type { Host } from '../../host/host.js';
import { nodeHost } from '../../host/node.js';
import { sayCoverage } from '../../sample/cover.js';
import { gateReport } from '../report.js';
import { calendarDate, whole } from '../options.js';
import { CliError, EXIT, Progress, type Terminal } from '../terminal.js';
import { watchAndRepeat } from '../watch.js';
import { loadWorld, outputFolder, WORLD_ARGUMENT, worldOf } from '../world.js';

interface Options {
  readonly output?: string;
  readonly workers?: number;
  readonly target: readonly Target[];
  readonly license?: string;
  readonly url?: string;
  readonly creator?: string;
  readonly published?: string;
  readonly json?: true;
  readonly watch?: true;
}

export function buildCommand(terminal: Terminal): Command {
  return new Command('build')
    .description('Build a world: IR, tasks, packages of its tools, data card with figures, Croissant metadata and manifest.')
    .argument('[world]', WORLD_ARGUMENT)
    .option('-o, --output <dir>', 'the build directory (default: <out>/<name of the world>, where <out> is that of the settings, or out)')
    .option('--workers <n>', 'threads (default: one for every 50,000 tasks, at most one a processor); the output is the same for any number', whole(1, 64))
    .option('--target <names>', `packages of the tools, separated by commas: ${TARGETS.join(', ')}; or none`, targets, [...TARGETS])
    .option('--license <id>', "the data's licence, for the card and croissant.json: an SPDX identifier such as apache-2.0")
    .option('--url <url>', 'where the data is published, for croissant.json')
    .option('--creator <name>', 'who publishes it')
    .option('--published <date>', 'when, such as 2026-11-25', calendarDate)
    .option('--watch', 'build again whenever a source or a data file changes')
    .option('--json', 'the manifest on standard output when done')
    .addHelpText('after', '\nExamples:\n  $ rworld build specs/randomworld -o out/randomworld\n  $ rworld build specs/markets --watch')
    .action(async (given: string | undefined, options: Options) => {
      const path = worldOf(given);
      if (options.watch === true) await watchAndRepeat(terminal, (host) => buildOnce(terminal, host, path, options));
      else await buildOnce(terminal, nodeHost(), path, options);
    });
}

async function buildOnce(terminal: Terminal, host: Host, path: string, options: Options): Promise<void> {
  const ir = loadWorld(path, terminal, host);
  const output = options.output ?? outputFolder(path, ir.world.name);
  const metadata: CardMetadata = {
    ...(options.license === undefined ? {} : { license: options.license }),
    ...(options.url === undefined ? {} : { url: options.url }),
    ...(options.creator === undefined ? {} : { creator: options.creator }),
    ...(options.published === undefined ? {} : { published: options.published }),
  };
  let progress: Progress | undefined;
  const built = await build(ir, output, {
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    targets: options.target,
    metadata,
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
    for (const file of built.manifest.files.filter((f) => !f.path.startsWith('tools/'))) terminal.err(`  ${file.path}${file.tasks === undefined ? '' : `  ${file.tasks} tasks`}  ${file.bytes} bytes\n`);
    for (const target of options.target) terminal.err(`  tools/${target}/  ${built.manifest.files.filter((f) => f.path.startsWith(`tools/${target}/`)).length} files\n`);
    const missing = missingFromCroissant(metadata);
    if (missing.length > 0) terminal.err(`before publishing, give croissant.json its ${missing.join(', ')}: --license, --url, --creator, --published\n`);
    for (const set of built.manifest.taskSets) if (set.cover !== undefined) terminal.err(`${set.name}: ${sayCoverage(set.cover)}\n`);
    for (const set of built.manifest.taskSets) if (set.gates.refused > 0) terminal.err(`${set.name}: ${gateReport(set.gates)}`);
  }
}

/** `typescript,python`, or `none`. */
function targets(text: string): Target[] {
  if (text === 'none') return [];
  return text.split(',').map((word) => {
    const target = TARGETS.find((t) => t === word.trim());
    if (target === undefined) throw new InvalidArgumentError(`${TARGETS.join(', ')} or none is expected.`);
    return target;
  });
}
