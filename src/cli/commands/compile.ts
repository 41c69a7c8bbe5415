/** `rworld compile`: a world's IR. */
import { Command } from 'commander';
import { StandardOutput, writeFileAtomically } from '../../host/output.js';
import type { Terminal } from '../terminal.js';
import { loadWorld, WORLD_ARGUMENT, worldOf } from '../world.js';

export function compileCommand(terminal: Terminal): Command {
  return new Command('compile')
    .description('Compile a world to its intermediate representation (IR).')
    .argument('[world]', WORLD_ARGUMENT)
    .option('-o, --output <file>', 'where to write it; - for standard output', '-')
    .addHelpText('after', '\nExample:\n  $ rworld compile specs/markets -o markets.ir.json')
    .action((path: string | undefined, options: { output: string }) => {
      const text = JSON.stringify(loadWorld(worldOf(path), terminal), null, 1);
      if (options.output === '-') {
        const sink = new StandardOutput();
        sink.line(text);
        sink.finish();
      } else {
        const written = writeFileAtomically(options.output, `${text}\n`);
        terminal.err(`wrote ${options.output} (${written.bytes} bytes)\n`);
      }
    });
}
