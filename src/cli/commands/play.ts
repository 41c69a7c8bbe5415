/** `rworld play`: be the agent, in a terminal. */
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { LineWriter } from '../../sample/tasks/line.js';
import { TaskMaker, emptyCounts } from '../../sample/tasks/maker.js';
import { parseTask } from '../../sample/tasks/parse.js';
import { whole } from '../options.js';
import { PlaySession, type Paint } from '../play/session.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';
import { loadWorld, taskSet, WORLD_ARGUMENT, worldOf } from '../world.js';

export function playCommand(terminal: Terminal): Command {
  return new Command('play')
    .description('Be the agent: a task, its tools, and a prompt to call them from.')
    .argument('[world]', WORLD_ARGUMENT)
    .option('--set <name>', 'the task set (default: "train", or the first one)')
    .option('--task <i>', 'the number of the task', whole(0), 0)
    .option('--seed <n>', "the seed, in place of the set's own", whole(0))
    .addHelpText('after', '\nExamples:\n  $ rworld play specs/markets\n  $ rworld play out/randomworld --set test --task 17\n\nInput that is not a terminal is played line by line, so a session can be scripted.')
    .action(async (path: string | undefined, options: { set?: string; task: number; seed?: number }) => {
      const ir = loadWorld(worldOf(path), terminal);
      const set = taskSet(ir, options.set);
      const maker = TaskMaker.create(ir, set, options.seed === undefined ? {} : { seed: options.seed });
      if (!(maker instanceof TaskMaker)) throw new CliError(maker.refused, EXIT.findings);
      if (options.task >= maker.plan.count) throw new CliError(`the set "${set.name}" has tasks 0 to ${maker.plan.count - 1}`);
      const task = maker.make(options.task, emptyCounts());
      if (task === null) throw new CliError(`task ${options.task} of "${set.name}" could not be made: no candidate passed the gates`, EXIT.findings);
      const record = parseTask(new LineWriter(ir, set.name, maker.seed).line(task));
      if (!record.ok) throw new Error(`the task just made ${record.problem}`);
      const session = new PlaySession(ir, record.task, paint(terminal.outputColor));
      terminal.out(`${session.opening()}\n`);
      const input = createInterface({
        input: process.stdin,
        output: process.stdout,
        terminal: process.stdin.isTTY === true,
        prompt: '> ',
        completer: (line: string): [string[], string] => [session.completions(line), line],
      });
      const typed = process.stdin.isTTY === true;
      input.on('SIGINT', () => {
        process.exitCode = EXIT.interrupted;
        input.close();
      });
      if (typed) input.prompt();
      let over = false;
      for await (const line of input) {
        const reply = session.reply(line);
        if (reply.text !== '') terminal.out(`${reply.text}\n`);
        over = reply.over;
        if (over) break;
        if (typed) input.prompt();
      }
      // Left by control-C or control-D: what the shell prints next begins a line.
      if (typed && !over) terminal.out('\n');
      input.close();
    });
}

function paint(color: boolean): Paint {
  const wrap = (code: string) => (text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bold: wrap('1'), dim: wrap('2'), good: wrap('32'), bad: wrap('31') };
}
