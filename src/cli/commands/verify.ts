/** `rworld verify`: every task of a file proved again from its record. */
import { Command } from 'commander';
import { readLines } from '../../host/lines.js';
import { Verifier, type ProblemKind } from '../../sample/tasks/verify.js';
import { whole } from '../options.js';
import { table } from '../report.js';
import { EXIT, Progress, type Terminal } from '../terminal.js';
import { loadWorld, worldAbove } from '../world.js';

interface Options {
  readonly world?: string;
  readonly json?: true;
  readonly show: number;
}

export function verifyCommand(terminal: Terminal): Command {
  return new Command('verify')
    .description('Replay every task of a file and test again what was promised of it.')
    .argument('<file.jsonl...>', 'task files')
    .option('--world <world>', 'the world they were made from (default: world.ir.json above the file)')
    .option('--show <n>', 'how many problems to print', whole(0), 20)
    .option('--json', 'a summary as JSON on standard output')
    .addHelpText('after', '\nExamples:\n  $ rworld verify out/randomworld/tasks/*.jsonl\n  $ rworld verify part-2.jsonl --world specs/randomworld')
    .action(async (files: readonly string[], options: Options) => {
      const summaries: { file: string; tasks: number; bad: number; problems: Partial<Record<ProblemKind, number>> }[] = [];
      for (const file of files) {
        const verifier = new Verifier(loadWorld(options.world ?? worldAbove(file, '--world'), terminal));
        const problems: Partial<Record<ProblemKind, number>> = {};
        const progress = new Progress(terminal, `verifying ${file}`);
        let tasks = 0;
        let bad = 0;
        let shown = 0;
        for await (const line of readLines(file)) {
          if (line === '') continue;
          tasks++;
          const found = verifier.verifyLine(line);
          if (found.length > 0) bad++;
          for (const problem of found) {
            problems[problem.kind] = (problems[problem.kind] ?? 0) + 1;
            if (shown++ < options.show) terminal.err(`${file}:${tasks}: ${problem.message} [${problem.kind}]\n`);
          }
          if (tasks % 256 === 0) progress.update(tasks, tasks);
        }
        progress.end();
        summaries.push({ file, tasks, bad, problems });
      }
      if (options.json === true) terminal.out(`${JSON.stringify(summaries, null, 1)}\n`);
      else terminal.out(table([['file', 'tasks', 'replayed whole', 'with problems'], ...summaries.map((s) => [s.file, String(s.tasks), String(s.tasks - s.bad), String(s.bad)])], ''));
      process.exitCode = summaries.some((s) => s.bad > 0 || s.tasks === 0) ? EXIT.findings : EXIT.clean;
    });
}
