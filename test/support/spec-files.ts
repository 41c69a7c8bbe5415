/** The worlds that come with the project, wherever a test is run from. */
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder `specs`: beside `test`, or beside the `dist` that this was built to. */
const found = ['../../specs/', '../../../specs/'].map((up) => fileURLToPath(new URL(up, import.meta.url))).find((folder) => existsSync(`${folder}markets/world.rworld`));
export const SPECS = `${realpathSync(found ?? 'specs')}/`;

/** Paths of all `.rworld` files below `specs`, relative to it, sorted. */
export function specFiles(folder = ''): string[] {
  return readdirSync(SPECS + folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? specFiles(`${folder}${entry.name}/`) : entry.name.endsWith('.rworld') ? [folder + entry.name] : []))
    .sort();
}

export function readSpec(path: string): string {
  return readFileSync(SPECS + path, 'utf8');
}
