/** `rworld fmt`: the canonical layout for files, folders, and what an editor pipes through. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { renderPretty } from '../../diagnostics/render/pretty.js';
import { format, type Refusal } from '../../format/format.js';
import { describeFailure, MAX_SOURCE_BYTES, type Host } from '../../host/host.js';
import { nodeHost } from '../../host/node.js';
import { writeFileAtomically } from '../../host/output.js';
import { SourceFile } from '../../source/source.js';
import { CliError, EXIT, type ExitStatus, type Terminal } from '../terminal.js';

interface Options {
  readonly check?: true;
  readonly stdinFilepath?: string;
}

export function fmtCommand(terminal: Terminal): Command {
  return new Command('fmt')
    .description('Format .rworld files in place: one canonical layout, with nothing to configure.')
    .argument('[path...]', 'files, or folders with .rworld files at any depth; the working directory if left out')
    .option('--check', 'change nothing; list the files whose layout differs')
    .option('--stdin-filepath <path>', 'format standard input to standard output; the path is the name in messages')
    .addHelpText(
      'after',
      `
Examples:
  $ rworld fmt                                  every .rworld file below this folder
  $ rworld fmt --check specs                    in continuous integration
  $ rworld fmt --stdin-filepath a.rworld < a.rworld

A comment // prettier-ignore keeps the declaration, clause, rule, field or parameter after it as it is.

Exit status: 0 all files are formatted, 1 with --check: files differ, or a file has mistakes and cannot be formatted
(it is left as it is), 2 usage or input/output.`,
    )
    .action(async (paths: readonly string[], options: Options) => {
      if (options.stdinFilepath !== undefined) {
        if (paths.length > 0) throw new CliError('--stdin-filepath formats standard input and takes no paths');
        process.exitCode = await formatInput(options.stdinFilepath, options.check === true, terminal);
      } else {
        process.exitCode = formatFiles(paths.length === 0 ? ['.'] : paths, options.check === true, terminal);
      }
    });
}

async function formatInput(path: string, check: boolean, terminal: Terminal): Promise<ExitStatus> {
  const text = await readInput(path);
  const result = format(text, path);
  if (!result.ok) return refuse(result, path, text, terminal);
  if (!check) terminal.out(result.text);
  else if (result.text !== text) terminal.out(`${path}\n`);
  return check && result.text !== text ? EXIT.findings : EXIT.clean;
}

async function readInput(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    if (!(chunk instanceof Buffer)) continue;
    length += chunk.length;
    if (length > MAX_SOURCE_BYTES) throw new CliError(`${path}: standard input cannot be read: ${describeFailure('too-large')}`);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new CliError(`${path}: standard input cannot be read: ${describeFailure('not-utf8')}`);
  }
}

function formatFiles(paths: readonly string[], check: boolean, terminal: Terminal): ExitStatus {
  const host = nodeHost();
  const files = findFiles(host, paths);
  const statuses = files.map((path) => formatFile(host, path, check, terminal));
  const differing = statuses.filter((s) => s === 'differs').length;
  const refused = statuses.filter((s) => s === EXIT.findings || s === EXIT.bug).length;
  const what = check ? (differing === 1 ? 'differs' : 'differ') : 'formatted';
  terminal.err(`${count(files.length)}, ${differing} ${what}${refused === 0 ? '' : `, ${refused} cannot be formatted`}\n`);
  const worst = Math.max(...statuses.map((s) => (s === 'differs' ? (check ? EXIT.findings : EXIT.clean) : s)));
  return [EXIT.bug, EXIT.usage, EXIT.findings].find((s) => s === worst) ?? EXIT.clean;
}

function count(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}

function formatFile(host: Host, path: string, check: boolean, terminal: Terminal): ExitStatus | 'differs' {
  const read = host.readText(path, MAX_SOURCE_BYTES);
  if (!read.ok) {
    terminal.err(`rworld: ${path} cannot be read: ${describeFailure(read.reason)}\n`);
    return EXIT.usage;
  }
  const result = format(read.text, path);
  if (!result.ok) return refuse(result, path, read.text, terminal);
  if (result.text === read.text) return EXIT.clean;
  if (!check) {
    // A symbolic link stays one, and who may read the file stays as it is.
    const target = host.realPath(path) ?? path;
    writeFileAtomically(target, result.text, statSync(target).mode & 0o777);
  }
  terminal.out(`${path}\n`);
  return 'differs';
}

/** Says why and where a text cannot be formatted. */
function refuse(refusal: Refusal, path: string, text: string, terminal: Terminal): ExitStatus {
  if (refusal.diagnostics.length > 0) {
    terminal.err(renderPretty(refusal.diagnostics, { color: terminal.color, width: terminal.width }));
    return EXIT.findings;
  }
  const { line, column } = new SourceFile(path, text).positionAt(refusal.span.start);
  terminal.err(`rworld: ${path}:${line}:${column}: ${refusal.reason}\n`);
  return EXIT.bug;
}

/** The files that paths name, each once, in the order of the paths; those of a folder sorted. */
function findFiles(host: Host, paths: readonly string[]): readonly string[] {
  const files = new Map<string, string>();
  const folders = new Set<string>();
  const visit = (folder: string): void => {
    const real = host.realPath(folder);
    if (real === null || folders.has(real)) return;
    folders.add(real);
    for (const name of host.list(folder)) {
      const path = join(folder, name);
      const kind = host.kind(path);
      if (kind === 'file' && name.endsWith('.rworld')) files.set(host.realPath(path) ?? path, path);
      else if (kind === 'directory' && !name.startsWith('.') && name !== 'node_modules') visit(path);
    }
  };
  for (const path of paths) {
    const before = files.size;
    const kind = host.kind(path);
    if (kind === null) throw new CliError(`there is no file or folder ${path}`);
    if (kind === 'file' && !path.endsWith('.rworld')) throw new CliError(`${path} is not a .rworld file`);
    if (kind === 'file') files.set(host.realPath(path) ?? path, path);
    else visit(path);
    if (kind === 'directory' && files.size === before && paths.length === 1) throw new CliError(`there are no .rworld files in ${path}`);
  }
  return [...files.values()];
}
