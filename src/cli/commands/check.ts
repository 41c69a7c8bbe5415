/** `rworld check`: find mistakes in worlds, for people and for continuous integration. */
import { Command } from 'commander';
import { compileWorld } from '../../compile.js';
import { entryUnreadable } from '../../diagnostics/codes/modules.js';
import { hasErrors, sortDiagnostics, type Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Host } from '../../host/host.js';
import { nodeHost } from '../../host/node.js';
import { FORMAT_HELP, formatOption, printReport, type FormatOptions } from '../format.js';
import { EXIT, type ExitStatus, type Terminal } from '../terminal.js';
import { watchAndRepeat } from '../watch.js';
import { summary, worldOf } from '../world.js';

interface Options extends FormatOptions {
  readonly strict?: true;
  readonly watch?: true;
}

export function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .description('Check worlds and say what is wrong with them.')
    .argument('[path...]', 'a .rworld file, or a folder with a world.rworld (default: the "world" of the settings, else the working directory)')
    .addOption(formatOption())
    .option('--json', 'the same as --format json')
    .option('--strict', 'let warnings fail the check, too')
    .option('--watch', 'check again whenever a source or a data file changes')
    .addHelpText(
      'after',
      `
${FORMAT_HELP}

Examples:
  $ rworld check specs/markets
  $ rworld check specs/markets --watch
  $ rworld check specs/*/world.rworld --format github    annotations in a pull request

Exit status: 0 nothing found (warnings aside, unless --strict), 1 findings, 2 usage or input/output.`,
    )
    .action(async (given: readonly string[], options: Options) => {
      const paths = given.length === 0 ? [worldOf(undefined)] : given;
      if (options.watch === true) await watchAndRepeat(terminal, (host) => void checkOnce(terminal, host, paths, options));
      else process.exitCode = checkOnce(terminal, nodeHost(), paths, options);
    });
}

function checkOnce(terminal: Terminal, host: Host, paths: readonly string[], options: Options): ExitStatus {
  const found = new Map<string, Diagnostic>();
  for (const path of paths) {
    for (const d of compileWorld(host, path).diagnostics) found.set(identity(d), d);
  }
  const diagnostics = sortDiagnostics([...found.values()]);
  const format = printReport(terminal, 'check', diagnostics, options);
  if (format === 'pretty') terminal.err(`${summary(diagnostics)}\n`);
  // A world that cannot be read was not checked: that is no finding.
  const unread = diagnostics.some((d) => d.code === entryUnreadable.code);
  return unread ? EXIT.usage : hasErrors(diagnostics) || (options.strict === true && diagnostics.length > 0) ? EXIT.findings : EXIT.clean;
}

/** Worlds that share a file share its diagnostics: each is told once. */
function identity(d: Diagnostic): string {
  return JSON.stringify([d.code, d.location?.file.path, d.location?.span, d.message]);
}
