/** Libraries linted: files without a header, as the parts of a world that is made up around them. */
import type { Host } from '../host/host.js';
import { memoryHost } from '../host/memory.js';
import { basename, dirname, join } from '../host/path.js';
import { parse } from '../syntax/parse.js';
import type { TypeDecl } from '../syntax/ast.js';
import { SourceFile } from '../source/source.js';

export interface Entry {
  readonly host: Host;
  readonly path: string;
}

/** @param path a world, a folder of one, a library, or a folder of libraries */
export function entryToLint(host: Host, path: string): Entry {
  const given = host.resolve(path);
  if (host.kind(given) !== 'directory') return isLibrary(host, given) ? around(host, dirname(given), [basename(given)]) : { host, path };
  const settles = ['world.rworld', 'package.json'].some((name) => host.kind(join(given, name)) === 'file');
  const libraries = settles ? [] : host.list(given).filter((name) => name.endsWith('.rworld') && isLibrary(host, join(given, name)));
  return libraries.length === 0 ? { host, path } : around(host, given, libraries);
}

function isLibrary(host: Host, path: string): boolean {
  const read = host.readText(path);
  if (!read.ok) return false;
  const { module } = parse(new SourceFile(path, read.text));
  return module.world === null && module.decls.length > 0;
}

function around(host: Host, folder: string, files: readonly string[]): Entry {
  const path = join(folder, '(libraries).rworld');
  const types = files.flatMap((f) => typesOf(host, join(folder, f)));
  const parents = new Set(types.flatMap((t) => t.parents.map((p) => p.text)));
  // A type that is there for others to stand below has no values yet: here something does.
  const below = types.filter((t) => t.definition === null && !('parts' in t.name) && !parents.has(t.name.text));
  const lines = [
    '/// Libraries.',
    'world libraries "0.0.0"',
    ...files.map((f) => `import ${JSON.stringify(`./${f}`)}`),
    ...below.flatMap((t, i) => ['', '/// A value.', `type value_${i} <: ${'parts' in t.name ? '' : t.name.text} = ${t.parents.some((p) => p.text === 'str') ? '"value"' : '1'}`]),
  ];
  return { host: memoryHost(new Map([[path, `${lines.join('\n')}\n`]]), { base: host }), path };
}

function typesOf(host: Host, path: string): readonly TypeDecl[] {
  const read = host.readText(path);
  return read.ok ? parse(new SourceFile(path, read.text)).module.decls.filter((d) => d.kind === 'type') : [];
}
