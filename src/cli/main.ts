#!/usr/bin/env node
/** The command line: one file a command in `commands/`, and here what they share: signals, failures, exit statuses. */
import { Command, CommanderError } from 'commander';
import { InputError } from '../host/lines.js';
import { abortPending } from '../host/output.js';
import { version } from '../version.js';
import { COMMANDS } from './catalog.js';
import { CliError, EXIT, processTerminal } from './terminal.js';

const terminal = processTerminal();

const program = new Command('rworld')
  .description('Compile world specifications into tools and verified, compositional tool-use tasks.')
  .version(version, '-V, --version')
  .showHelpAfterError('(add --help for the options)')
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples:
  $ rworld init worlds/shop                     a small world to start from
  $ rworld check specs/markets                  find mistakes
  $ rworld build specs/markets -o out/markets   IR, tasks, manifest and data card
  $ rworld sample specs/markets --count 3       three tasks on standard output
  $ rworld play specs/markets                   be the agent

Exit status: 0 clean, 1 findings, 2 usage or input/output, 3 a fault of rworld itself.`,
  );

const asked = process.argv.slice(2).find((word) => !word.startsWith('-'));
const wanted = asked !== undefined && Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS);
for (const name of wanted) {
  const command = await COMMANDS[name]?.();
  if (command !== undefined) program.addCommand(command(terminal).exitOverride());
}

for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => {
    abortPending();
    process.exit(status);
  });
}

// A reader that has gone away (`rworld sample … | head`) ends the program quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.clean : EXIT.usage));

// Above the call that may need it: what stands below is not yet there when a command fails.
const SYSTEM_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EISDIR: 'this is a folder, and a file is needed',
  ENOTDIR: 'a file stands where a folder is needed',
  ENOENT: 'no such file or folder',
  EMFILE: 'too many open files',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large',
  EIO: 'the device failed',
  ENAMETOOLONG: 'the name is too long',
  EADDRINUSE: 'the port is taken',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'no such host',
  EPIPE: 'the reader has gone away',
};

try {
  await program.parseAsync(process.argv);
} catch (error) {
  abortPending();
  process.exitCode = report(error);
}

/** Says what went wrong, and gives the exit status for it. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
  if (error instanceof CliError) {
    terminal.err(`rworld: ${error.message}\n${error.hint === undefined ? '' : `  ${error.hint}\n`}`);
    return error.status;
  }
  if (error instanceof InputError) {
    terminal.err(`rworld: ${error.message}\n`);
    return EXIT.findings;
  }
  const system = systemFault(error);
  if (system !== undefined) {
    if (system.code === 'EPIPE') return EXIT.clean;
    terminal.err(`rworld: ${system.text}\n`);
    return EXIT.usage;
  }
  terminal.err(`rworld: this is a fault of rworld itself, not of your files. Please report it with the lines below.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.bug;
}

function systemFault(error: unknown): { code: string; text: string } | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const words = SYSTEM_FAULTS[error.code];
  if (words === undefined) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? ` (${error.path})` : '';
  return { code: error.code, text: `${words}${path}` };
}
