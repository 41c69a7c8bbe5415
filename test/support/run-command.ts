/** A command of the command line, run in this process on a terminal that keeps what it is told. */
import type { Command } from 'commander';
import { CliError, type Terminal } from '../../src/cli/terminal.js';

export interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export async function runCommand(command: (terminal: Terminal) => Command, args: readonly string[]): Promise<Run> {
  let out = '';
  let err = '';
  const terminal: Terminal = { color: false, outputColor: false, interactive: false, width: 100, out: (text) => void (out += text), err: (text) => void (err += text) };
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    const program = command(terminal).exitOverride().configureOutput({ writeErr: terminal.err, writeOut: terminal.out });
    await program.parseAsync(args, { from: 'user' });
    return { status: Number(process.exitCode ?? 0), out, err };
  } catch (error) {
    if (error instanceof CliError) return { status: error.status, out, err: `${err}${error.message}\n${error.hint ?? ''}` };
    if (error instanceof Error && 'exitCode' in error) return { status: error.exitCode === 0 ? 0 : 2, out, err };
    throw error;
  } finally {
    process.exitCode = before;
  }
}
