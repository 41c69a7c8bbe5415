/** `rworld emit`: a world's tools as a package of a programming language. */
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { TARGETS, mayEmitTo, writePackage, type TaskFile, type Target } from '../../emit/package.js';
import { nodeHost } from '../../host/node.js';
import type { WorldIR } from '../../ir/ir.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';
import { WORLD_ARGUMENT, loadWorld, worldOf } from '../world.js';

export function emitCommand(terminal: Terminal): Command {
  return new Command('emit')
    .description("Emit a world's tools as a package: of TypeScript, of Python, or an MCP server.")
    .addArgument(new Argument('<target>', 'what the package is for').choices(TARGETS))
    .argument('[world]', `${WORLD_ARGUMENT}; the package carries the tasks of a build directory`)
    .requiredOption('-o, --output <dir>', 'the folder of the package: a new one, an empty one, or one emitted before')
    .addHelpText(
      'after',
      `
Examples:
  $ rworld emit python specs/markets -o markets-python
  $ rworld emit python out/markets -o markets-python      with the tasks of a build`,
    )
    .action((target: Target, given: string | undefined, options: { output: string }) => {
      const path = worldOf(given);
      const ir = loadWorld(path, terminal);
      if (!mayEmitTo(options.output)) throw new CliError(`${options.output} is not empty, and was not emitted by rworld`, EXIT.usage, 'name a new folder');
      const files = writePackage(target, ir, options.output, tasksOf(path, ir));
      const bytes = files.reduce((sum, f) => sum + f.written.bytes, 0);
      const tasks = files.reduce((sum, f) => sum + (f.tasks ?? 0), 0);
      terminal.err(`emitted ${options.output} (${files.length} files, ${bytes} bytes${tasks === 0 ? '' : `, ${tasks} tasks`})\n`);
    });
}

/** The task files of a build directory. */
function tasksOf(path: string, ir: WorldIR): TaskFile[] {
  const host = nodeHost();
  return ir.taskSets.map((set) => ({ set: set.name, path: join(path, 'tasks', `${set.name}.jsonl`) })).filter((file) => host.kind(file.path) === 'file');
}
