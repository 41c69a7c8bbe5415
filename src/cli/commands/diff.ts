/** `rworld diff`: what a change of a world breaks, and for whom. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../../config/config.js';
import { ALL_RULES, diffWorlds } from '../../diff/diff.js';
import { Replay } from '../../diff/replay.js';
import { breaksInWords, DIFF_CATALOG, reportDifference, type DiffReport } from '../../diff/report.js';
import { CONTRACT_MEANING, CONTRACTS, type Contract } from '../../diff/rule.js';
import { hasErrors } from '../../diagnostics/diagnostic.js';
import { nodeHost } from '../../host/node.js';
import type { WorldIR } from '../../ir/ir.js';
import { LINT_CATALOG } from '../../lint/lint.js';
import { openSide } from '../diff/sides.js';
import { FORMAT_HELP, formatOption, printReport, type FormatOptions } from '../format.js';
import { table } from '../report.js';
import { CliError, EXIT, Progress, type Terminal } from '../terminal.js';

interface Options extends FormatOptions {
  readonly breaking?: readonly Contract[];
  readonly replay: readonly string[];
  readonly strict?: true;
  readonly list?: true;
}

export function diffCommand(terminal: Terminal): Command {
  return new Command('diff')
    .description('Compare two versions of a world: every change by its name, what it breaks, and the version it deserves.')
    .argument('[old]', 'a .rworld file, a folder, a compiled world, or REVISION:PATH of a git repository')
    .argument('[new]', 'the same')
    .option('--breaking <contracts>', `what may not break, parted by commas: ${CONTRACTS.join(', ')}; or none (default: all)`, contracts)
    .option('--replay <file>', 'replay recorded tasks of the old world in the new one; may be given again', (file: string, files: readonly string[]) => [...files, file], [])
    .option('--strict', 'let warnings fail, too')
    .addOption(formatOption())
    .option('--json', 'the same as --format json')
    .option('--list', 'list the rules')
    .addHelpText(
      'after',
      `
What a change can break:
${CONTRACTS.map((c) => `  ${c.padEnd(13)} ${CONTRACT_MEANING[c]}`).join('\n')}

${FORMAT_HELP}

Examples:
  $ rworld diff HEAD~1:specs/markets specs/markets
  $ rworld diff main:specs/markets specs/markets --breaking agents,data --format github
  $ rworld diff old.ir.json specs/markets --replay out/markets/tasks/train.jsonl
  $ rworld explain tool-removed

A comment in the new source ignores a change: // rworld-ignore default-changed: nobody relied on it
(or from anywhere in it: // rworld-ignore tool-removed(stock_advice): never called).

Exit status: 0 nothing breaks, 1 something breaks, 2 usage, 3 a fault of rworld, 4 the worlds could not be compared.`,
    )
    .action(async (oldPath: string | undefined, newPath: string | undefined, options: Options) => {
      if (options.list === true) return listRules(terminal, options);
      if (oldPath === undefined || newPath === undefined) throw new CliError('two worlds are expected', EXIT.usage, 'rworld diff OLD NEW');
      const old = openSide(oldPath, terminal);
      const now = openSide(newPath, terminal);
      const read = readConfig(nodeHost(), now.folder, { lint: LINT_CATALOG.keys(), diff: DIFF_CATALOG.keys(), contracts: CONTRACTS });
      if (!read.ok) throw new CliError(read.problem);
      const kept = options.breaking ?? CONTRACTS.filter((c) => read.config.breaking?.includes(c) ?? true);
      const difference = diffWorlds(old.ir, now.ir);
      const replay = options.replay.length === 0 ? null : await replayFiles(options.replay, old.ir, now.ir, terminal);
      const report = reportDifference(difference, { contracts: kept, levels: read.config.diff, graph: now.graph, replay });
      const format = printReport(terminal, 'diff', report.diagnostics, options, DIFF_CATALOG);
      if (format === 'pretty') terminal.err(`${summary(report, difference.changes.length, replay)}\n`);
      const failed = hasErrors(report.diagnostics) || (options.strict === true && report.diagnostics.some((d) => d.severity === 'warning'));
      process.exitCode = failed ? EXIT.findings : EXIT.clean;
    });
}

function contracts(text: string): readonly Contract[] {
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    const found = CONTRACTS.find((c) => c === name.trim());
    if (found === undefined) throw new InvalidArgumentError(`Some of ${CONTRACTS.join(', ')}, or none, are expected.`);
    return found;
  });
}

async function replayFiles(files: readonly string[], old: WorldIR, now: WorldIR, terminal: Terminal): Promise<Replay> {
  const replay = new Replay(old, now);
  const progress = new Progress(terminal, 'replaying');
  for (const file of files) {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
      if (line === '') continue;
      replay.line(line);
      if (replay.tasks % 256 === 0) progress.update(replay.tasks, replay.tasks);
    }
  }
  progress.end();
  if (replay.tasks === 0) throw new CliError(`cannot compare: there is no task in ${files.join(', ')}`, EXIT.incomparable);
  if (replay.strangers > 0) terminal.err(`rworld: ${replay.strangers} of ${replay.tasks} tasks were made from neither of the two worlds\n`);
  return replay;
}

function summary({ diagnostics, version, ignored }: DiffReport, changes: number, replay: Replay | null): string {
  if (changes === 0) return 'no difference';
  const breaking = diagnostics.filter((d) => d.severity === 'error').length;
  const maybe = diagnostics.filter((d) => d.severity === 'warning').length;
  const parts = [
    `${changes} ${changes === 1 ? 'change' : 'changes'}: ${breaking} ${breaking === 1 ? 'breaks' : 'break'} something, ${maybe} may${ignored === 0 ? '' : `; ${ignored} ignored`}`,
    ...(replay === null ? [] : [`${replay.tasks - replay.broken} of ${replay.tasks} recorded tasks replay whole`]),
    version.enough ? `the version step (${version.taken}) is enough` : `the version should be ${version.smallest} at least`,
  ];
  return parts.join('\n');
}

function listRules(terminal: Terminal, options: Options): void {
  if (options.json === true || options.format === 'json') terminal.out(`${JSON.stringify(ALL_RULES.map(({ name, title, breaks, adds }) => ({ name, title, breaks, adds: adds ?? false })), null, 2)}\n`);
  else terminal.out(table([['rule', 'what changed', 'at most'], ...ALL_RULES.map((r) => [r.name, r.title, breaksInWords(r.breaks).replace(/^It |\.$/g, '')])], ''));
}
