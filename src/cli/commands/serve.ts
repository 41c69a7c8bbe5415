/** `rworld serve`: a world's tools for clients of the Model Context Protocol. */
import { Command } from 'commander';
import { whole } from '../options.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';
import { WORLD_ARGUMENT, loadWorld, worldOf } from '../world.js';

interface Options {
  readonly http?: number;
  readonly host: string;
  readonly sessions: number;
  readonly set?: string;
  readonly task?: string;
  readonly seed?: number;
  readonly environment?: string;
  readonly tasks?: true;
}

export function serveCommand(terminal: Terminal): Command {
  return new Command('serve')
    .description('Serve the tools of a world, or of one of its tasks, to agents: the Model Context Protocol on standard input and output, or over HTTP.')
    .argument('[world]', WORLD_ARGUMENT)
    .option('--mcp', 'the Model Context Protocol: the only one there is so far')
    .option('--http <port>', 'over streamable HTTP, at http://127.0.0.1:PORT/mcp; 0 for any free port', whole(0, 65535))
    .option('--host <host>', 'the address to listen at; what is not this machine alone has no protection of its own', '127.0.0.1')
    .option('--sessions <n>', 'open sessions at most, over HTTP: beyond, the one unused for longest is closed', whole(1, 1_000_000), 1000)
    .option('--task <i>', 'the tools of this task, and the one that takes the answer')
    .option('--set <name>', 'the task set of --task (default: "train", or the first one)')
    .option('--seed <n>', "the seed of the tasks, in place of their set's own", whole(0))
    .option('--environment <hex>', 'all tools, in the environment of this key: 64 hex digits (default: zeros)')
    .option('--tasks', 'a tool that starts tasks, for clients that go through many')
    .addHelpText(
      'after',
      `
Examples:
  $ rworld serve specs/markets --mcp                          all tools, on standard input and output
  $ rworld serve specs/markets --mcp --set train --task 17    those of one task, with its prompt and its score
  $ rworld serve specs/markets --mcp --http 8931              over HTTP; http://127.0.0.1:8931/mcp?set=train&task=17
                                                              opens a session on a task

Each session has an environment of its own. src/emit/mcp/README.md tells what is served.`,
    )
    .action(async (path: string | undefined, options: Options) => {
      const ir = loadWorld(worldOf(path), terminal);
      // Loaded only here: no other command should wait for it.
      const [{ serve }, { toolDefinitions }, { SampledTasks }] = await Promise.all([import('../../emit/mcp/server/run.js'), import('../../emit/mcp/definitions.js'), import('../../emit/mcp/sampled-tasks.js')]);
      const wrong = await serve(ir, toolDefinitions(ir), new SampledTasks(ir, options.seed), { ...options, tasks: options.tasks === true }, (line) => terminal.err(`${line}\n`));
      if (wrong !== undefined) throw new CliError(wrong.problem, EXIT.usage);
    });
}
