/** A site in a folder: what an earlier run wrote there and this one does not goes, nothing else is touched. */
import { rmSync } from 'node:fs';
import type { Host } from '../../host/host.js';
import { writeFileAtomically } from '../../host/output.js';
import { join } from '../../host/path.js';

/** The list of the site's files; a folder that has it holds a site. */
const LIST = 'rworld-docs.json';
/** What a list may name: the files that sites have, so that no list of another hand takes anything else away. */
const OURS = /^(?:(?:tools|assets)\/)?[a-z0-9_-]+\.(?:html|css|js)$/;

export type WrittenDocs = { readonly ok: true; readonly bytes: number } | { readonly ok: false; readonly problem: string };

/** @throws the file system's own errors */
export function writeDocs(host: Host, folder: string, files: ReadonlyMap<string, string>): WrittenDocs {
  const at = host.resolve(folder);
  if (host.kind(at) === 'file') return { ok: false, problem: `${folder} is a file` };
  const before = host.kind(join(at, LIST)) === 'file' ? listed(host, join(at, LIST)) : [];
  if (host.kind(join(at, LIST)) === null && host.list(at).length > 0) return { ok: false, problem: `${folder} is not empty, and what is in it is no site of rworld` };
  // The list first, with what was and what will be: an interrupted run leaves nothing that the next one does not know.
  const list = (paths: Iterable<string>): string => `${JSON.stringify({ files: [...new Set(paths)].sort() }, null, 1)}\n`;
  writeFileAtomically(join(at, LIST), list([...before, ...files.keys()]));
  let bytes = 0;
  for (const [path, text] of files) bytes += writeFileAtomically(join(at, path), text).bytes;
  for (const path of before) if (!files.has(path)) rmSync(join(at, path), { force: true });
  writeFileAtomically(join(at, LIST), list(files.keys()));
  return { ok: true, bytes };
}

function listed(host: Host, path: string): readonly string[] {
  const read = host.readText(path, 1 << 24);
  if (!read.ok) return [];
  try {
    const value: unknown = JSON.parse(read.text);
    if (typeof value !== 'object' || value === null || !('files' in value) || !Array.isArray(value.files)) return [];
    return value.files.filter((name): name is string => typeof name === 'string' && OURS.test(name));
  } catch {
    return [];
  }
}
