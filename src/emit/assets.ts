/** The run times that packages carry, read from where rworld is installed: its own sources, which it publishes, and what they were built to. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareCodeUnits } from '../runtime/canonical.js';
import type { EmittedFile } from './emitted.js';

/** The Python run time: modules, by their file names. */
export function pythonRuntime(): EmittedFile[] {
  return filesOf('src/emit/python/runtime', '.py');
}

/** The adapters to training frameworks: modules, by their file names. */
export function pythonAdapters(): EmittedFile[] {
  return filesOf('src/emit/python/adapters', '.py');
}

/** Programs that show the adapters at work, by their file names. */
export function pythonExamples(): EmittedFile[] {
  return filesOf('src/emit/python/examples', '.py');
}

/** The TypeScript run time: `runtime/…` and the types of the IR, which it imports from beside it. */
export function typescriptRuntime(): EmittedFile[] {
  const ir = filesOf('src/ir', 'ir.ts').filter((f) => f.path === 'ir.ts');
  return [...ir.map((f) => ({ ...f, path: `ir/${f.path}` })), ...filesOf('src/runtime', '.ts').map((f) => ({ ...f, path: `runtime/${f.path}` }))];
}

/** The MCP server as it runs here: its compiled modules and those of the run time, by their paths under `src/`. */
export function mcpServer(): EmittedFile[] {
  const built = join(root(), 'dist', 'src');
  const texts = new Map<string, string>();
  const follow = (path: string): void => {
    if (texts.has(path)) return;
    const text = readFileSync(join(built, path), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
    texts.set(path, text);
    for (const [, from = ''] of text.matchAll(/^(?:import|export)\b[^'"]*['"](\.[^'"]+)['"];/gm)) follow(posix.join(posix.dirname(path), from));
  };
  follow('emit/mcp/server/main.js');
  return [...texts].map(([path, text]) => ({ path, text })).sort((a, b) => compareCodeUnits(a.path, b.path));
}

/** Clients of that server, by their file names. */
export function mcpExamples(): EmittedFile[] {
  return filesOf('src/emit/mcp/examples', '.py');
}

/** The files of a folder and of those in it, sorted by path. */
function filesOf(folder: string, ending: string): EmittedFile[] {
  const path = join(root(), folder);
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => compareCodeUnits(a.name, b.name))
    .flatMap((entry) => {
      if (entry.isDirectory()) return filesOf(`${folder}/${entry.name}`, ending).map((file) => ({ ...file, path: `${entry.name}/${file.path}` }));
      return entry.name.endsWith(ending) ? [{ path: entry.name, text: readFileSync(join(path, entry.name), 'utf8') }] : [];
    });
}

/** The folder of rworld's package.json: above the sources, or above what they were built to. */
function root(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('rworld is not installed whole: its package.json is missing');
    folder = above;
  }
  return folder;
}
