/** `rworld score`: what trajectories are worth, replayed in the environments of their tasks. */
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { readLines } from '../../host/lines.js';
import { nodeHost } from '../../host/node.js';
import { AtomicFile } from '../../host/output.js';
import { parseTask } from '../../sample/tasks/parse.js';
import type { TaskRecord } from '../../sample/tasks/record.js';
import { Replay } from '../../score/replay.js';
import { ScoreTotals, type ScoreSummary } from '../../score/summary.js';
import { parseTrajectory } from '../../score/trajectory.js';
import { nonNegative, whole } from '../options.js';
import { table } from '../report.js';
import { CliError, EXIT, Progress, type Terminal } from '../terminal.js';
import { loadWorld } from '../world.js';

interface Options {
  readonly ir: string;
  readonly tasks?: readonly string[];
  readonly tolerance: number;
  readonly relative: number;
  readonly turns?: number;
  readonly output?: string;
  readonly show: number;
  readonly json?: true;
}

export function scoreCommand(terminal: Terminal): Command {
  return new Command('score')
    .description('Score trajectories: every call is replayed in its task, and the submitted answer compared with the gold one.')
    .argument('<trajectories.jsonl...>', 'trajectory files')
    .requiredOption('--ir <world>', 'the world: an .ir.json, a build directory, or a .rworld file')
    .option('--tasks <file...>', 'the task files (default: tasks/*.jsonl beside the IR)')
    .option('--tolerance <x>', 'how far a number may be from the gold one; 0 asks for the number itself', nonNegative, 0)
    .option('--relative <x>', 'the same as a fraction of the gold one', nonNegative, 0)
    .option('--turns <n>', 'the most turns; the submission is one, and what comes later did not happen (the paper has 15)', whole(1))
    .option('-o, --output <file>', 'the score of each trajectory, one JSON object a line')
    .option('--show <n>', 'how many unreadable lines to print', whole(0), 20)
    .option('--json', 'the summary as JSON on standard output')
    .addHelpText(
      'after',
      `
A trajectory is one JSON object a line, its calls in the order they were made:
  {"task":"markets/train/0","calls":[{"tool":"hq_locator","arguments":{"company":"Contoso"}}],"answer":"Lyon"}
"answer" is a JSON value or its text; leave it out where nothing was submitted. Several trajectories of one task are fine.

Examples:
  $ rworld score runs.jsonl --ir out/markets
  $ rworld score runs.jsonl --ir world.ir.json --tasks test.jsonl --turns 15 -o scores.jsonl

Exit status: 0 if every line could be scored, 1 if not.`,
    )
    .action(async (files: readonly string[], options: Options) => {
      const tasks = await readTasks(options);
      const replay = new Replay(loadWorld(options.ir, terminal), {
        tolerance: { absolute: options.tolerance, relative: options.relative },
        ...(options.turns === undefined ? {} : { turns: options.turns }),
      });
      const totals = new ScoreTotals();
      const sink = options.output === undefined ? undefined : new AtomicFile(options.output);
      let unread = 0;
      try {
        for (const file of files) {
          const progress = new Progress(terminal, `scoring ${file}`);
          let number = 0;
          for await (const line of readLines(file)) {
            number++;
            if (line.trim() === '') continue;
            const parsed = parseTrajectory(line);
            const task = parsed.ok ? tasks.get(parsed.trajectory.task) : undefined;
            if (!parsed.ok || task === undefined) {
              const problem = parsed.ok ? `there is no task "${parsed.trajectory.task}" in the task files` : parsed.problem;
              if (unread++ < options.show) terminal.err(`${file}:${number}: ${problem}\n`);
              continue;
            }
            const { calls, answer } = parsed.trajectory;
            const score = replay.score(task, calls, answer);
            totals.add(task, calls, score);
            sink?.line(JSON.stringify({ task: task.id, ...score }));
            if (number % 256 === 0) progress.update(number, number);
          }
          progress.end();
        }
        sink?.finish();
      } catch (error) {
        sink?.abort();
        throw error;
      }
      const summary = totals.result();
      terminal.out(options.json === true ? `${JSON.stringify({ ...summary, unread }, null, 1)}\n` : pretty(summary));
      if (unread > 0) terminal.err(`${unread} ${unread === 1 ? 'line was' : 'lines were'} not scored\n`);
      process.exitCode = unread > 0 || summary.trajectories === 0 ? EXIT.findings : EXIT.clean;
    });
}

async function readTasks(options: Options): Promise<Map<string, TaskRecord>> {
  const files = options.tasks ?? tasksBeside(options.ir);
  if (files.length === 0) throw new CliError(`no task files stand beside ${options.ir}`, EXIT.usage, 'name them with --tasks');
  const tasks = new Map<string, TaskRecord>();
  for (const file of files) {
    let number = 0;
    for await (const line of readLines(file)) {
      number++;
      if (line.trim() === '') continue;
      const parsed = parseTask(line);
      if (!parsed.ok) throw new CliError(`${file}:${number} ${parsed.problem}`, EXIT.findings);
      tasks.set(parsed.task.id, parsed.task);
    }
  }
  return tasks;
}

function tasksBeside(ir: string): string[] {
  const folder = join(ir.endsWith('.json') || ir.endsWith('.rworld') ? dirname(ir) : ir, 'tasks');
  return nodeHost()
    .list(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(folder, name));
}

function pretty(s: ScoreSummary): string {
  const percent = (x: number): string => `${(x * 100).toFixed(1)}%`;
  return table(
    [
      ['measure', 'value', ''],
      ['trajectories', String(s.trajectories), `of ${s.tasks} tasks, ${s.solvedTasks} of them solved at least once`],
      ['reward', percent(s.reward), 'the submitted answer is right'],
      ['submitted', percent(s.submitted), ''],
      ['win rate', percent(s.winRate), "the last call's result is the answer"],
      ['F1 of functions', s.f1Functions.toFixed(3), `mean over trajectories; as NESTFUL averages it: ${s.nestful.f1Functions.toFixed(3)}`],
      ['F1 of parameters', s.f1Parameters.toFixed(3), `mean over trajectories; as NESTFUL averages it: ${s.nestful.f1Parameters.toFixed(3)}`],
      ['partial sequence', percent(s.partialSequenceAccuracy), 'calls that agree, place by place'],
      ['full sequence', percent(s.fullSequenceAccuracy), 'trajectories that are the gold one'],
      ['extra calls', s.extraCalls.toFixed(2), 'a trajectory'],
      ['missing calls', s.missingCalls.toFixed(2), 'a trajectory'],
      ['errors', s.errors.toFixed(2), 'refused calls a trajectory'],
    ],
    '',
  );
}
