/** `rworld init`: a small good world to start from. */
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { nodeHost } from '../../host/node.js';
import { writeFileAtomically } from '../../host/output.js';
import { basename, join } from '../../host/path.js';
import { newWorld, worldName } from '../init/files.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';

export function initCommand(terminal: Terminal): Command {
  return new Command('init')
    .description('Begin a world: a small one that works, with data, a README, settings and a workflow for continuous integration.')
    .argument('[dir]', 'the folder, made if it is not there', '.')
    .addHelpText('after', '\nExamples:\n  $ rworld init worlds/library\n  $ rworld init && rworld play\n\nNothing is overwritten: where one of the files is there already, none is written.')
    .action((dir: string) => {
      const host = nodeHost();
      const folder = host.resolve(dir);
      if (host.kind(folder) === 'file') throw new CliError(`${dir} is a file, and a folder is needed`);
      const name = worldName(basename(folder));
      const files = newWorld(host, sources(), name);
      const taken = [...files.keys()].filter((path) => host.realPath(join(folder, path)) !== null || host.kind(join(folder, path)) !== null);
      if (taken.length > 0) throw new CliError(`${dir} already has ${taken.join(', ')}`, EXIT.usage, 'nothing was written; name a new folder, as in `rworld init my-world`');
      for (const [path, text] of files) writeFileAtomically(join(folder, path), text);
      for (const path of files.keys()) terminal.out(`${join(folder, path)}\n`);
      const cd = dir === '.' ? '' : `cd ${/^[\w./-]+$/.test(dir) ? dir : JSON.stringify(dir)} && `;
      terminal.err(`began the world "${name}". Next: ${cd}rworld check && rworld play\n`);
    });
}

/** `src/cli` of this package: from `dist/src/cli/commands` once built, from `src/cli/commands` when the sources are run as they are. */
function sources(): string {
  const host = nodeHost();
  const found = ['../../../../src/cli', '..'].map((up) => host.resolve(fileURLToPath(new URL(up, import.meta.url)))).find((folder) => host.kind(join(folder, 'init/template')) === 'directory');
  if (found === undefined) throw new Error('the template of `rworld init` is missing from this package');
  return found;
}
