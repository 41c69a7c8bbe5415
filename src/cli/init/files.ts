/** The files of a new world: those of `template/`, with the world's name in them, and the workflow that `ci/` documents. */
import type { Host } from '../../host/host.js';
import { join } from '../../host/path.js';
import { version } from '../../version.js';

const TEMPLATE: readonly (readonly [from: string, to: string])[] = [
  ['init/template/world.rworld', 'world.rworld'],
  ['init/template/data/authors.txt', 'data/authors.txt'],
  ['init/template/data/branches.txt', 'data/branches.txt'],
  ['init/template/data/books.txt', 'data/books.txt'],
  ['init/template/README.md', 'README.md'],
  ['init/template/package.json', 'package.json'],
  // Packages cannot carry a file of the other name.
  ['init/template/gitignore', '.gitignore'],
  ['ci/github-workflow.yml', '.github/workflows/rworld.yml'],
];

/** @param sources the folder `src/cli` of this package @returns texts by path, in the order in which they are to appear */
export function newWorld(host: Host, sources: string, name: string): ReadonlyMap<string, string> {
  return new Map(
    TEMPLATE.map(([from, to]) => {
      const read = host.readText(join(sources, from));
      if (!read.ok) throw new Error(`the file ${from} of this package cannot be read: ${read.reason}`);
      return [to, read.text.replaceAll('world_name', name).replaceAll('world-name', name.replaceAll('_', '-')).replaceAll('RWORLD_VERSION', version)];
    }),
  );
}

/** The name of a world in a folder: as near to the folder's name as the language allows. */
export function worldName(folder: string): string {
  const words = folder
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '');
  return words === '' ? 'my_world' : words;
}
