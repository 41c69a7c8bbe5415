/** What the standard library declares: where a name that nothing stands for might come from. */
import { type Host, MAX_SOURCE_BYTES } from '../host/host.js';
import { join } from '../host/path.js';
import { SourceFile } from '../source/source.js';
import type { Decl } from '../syntax/ast.js';
import { parse } from '../syntax/parse.js';
import type { Namespace } from './symbols.js';

const NAMESPACE_OF: { readonly [K in Decl['kind']]: Namespace } = { type: 'type', entity: 'type', tool: 'tool', app: 'tool', template: 'tool', constraint: 'constraint', tasks: 'tasks' };

/** The parts of the standard library, such as `std/people`, that declare a name. Reads all of it: for reports of mistakes. */
export function standardPartsWith(host: Host, namespace: Namespace, name: string): readonly string[] {
  const root = host.standardLibrary;
  if (root === null) return [];
  return host
    .list(root)
    .filter((file) => file.endsWith('.rworld'))
    .filter((file) => {
      const read = host.readText(join(root, file), MAX_SOURCE_BYTES);
      // Most parts do not have the word at all, and need not be parsed.
      if (!read.ok || !read.text.includes(name)) return false;
      return parse(new SourceFile(file, read.text)).module.decls.some((decl) => NAMESPACE_OF[decl.kind] === namespace && !('parts' in decl.name) && decl.name.text === name);
    })
    .map((file) => `std/${file.slice(0, -'.rworld'.length)}`);
}
