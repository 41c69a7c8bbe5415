/** `rworld docs`: a static site of a world. */
import { Command } from 'commander';
import { renderDocs } from '../../emit/docs/docs.js';
import { writeDocs } from '../../emit/docs/write.js';
import { nodeHost } from '../../host/node.js';
import { join } from '../../host/path.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';
import { loadWorld, outputFolder, WORLD_ARGUMENT, worldOf } from '../world.js';

export function docsCommand(terminal: Terminal): Command {
  return new Command('docs')
    .description('Write a site of a world: tools, types with samples, entities, task sets with examples, the composition graph.')
    .argument('[world]', WORLD_ARGUMENT)
    .option('-o, --output <dir>', 'the folder of the site (default: <out>/<name of the world>-docs, where <out> is that of the settings, or out)')
    .addHelpText('after', '\nExample:\n  $ rworld docs specs/markets -o site\n\nOpen its index.html in a browser: it needs no server and no network. The same world gives the same bytes.')
    .action((given: string | undefined, options: { readonly output?: string }) => {
      const path = worldOf(given);
      const ir = loadWorld(path, terminal);
      const folder = options.output ?? outputFolder(path, `${ir.world.name}-docs`);
      const files = renderDocs(ir);
      const written = writeDocs(nodeHost(), folder, files);
      if (!written.ok) throw new CliError(written.problem, EXIT.usage, 'name an empty folder with -o');
      terminal.out(`${join(folder, 'index.html')}\n`);
      terminal.err(`wrote ${folder} (${files.size} files, ${written.bytes} bytes)\n`);
    });
}
