/**
 * A revision of a git repository as a host: files as they were committed, read with `git`. What a revision does not
 * hold, the standard library and the packages of node_modules, comes from the files of now.
 */
import { execFileSync } from 'node:child_process';
import { nodeHost } from './node.js';
import { MAX_FILE_BYTES, type Host, type ReadResult } from './host.js';
import { dirname, isInside, join, normalize, relativeTo } from './path.js';

export type GitRevision =
  | { readonly ok: true; readonly host: Host; /** The path in the revision, absolute. */ readonly path: string }
  | { readonly ok: false; readonly problem: string };

/** `HEAD~1:specs/markets`, split; null where the text has no colon, or begins like a path. */
export function splitRevision(text: string): { readonly revision: string; readonly path: string } | null {
  const match = /^([^:/\\.][^:]*):(.*)$/s.exec(text);
  // One letter before a colon is a drive.
  if (match === null || (process.platform === 'win32' && match[1]?.length === 1)) return null;
  return { revision: match[1] ?? '', path: match[2] ?? '' };
}

/**
 * @param path as git reads it: from the root of the repository, or with `./` from the working directory
 * @param folder where git is run
 */
export function openRevision(revision: string, path: string, folder = process.cwd()): GitRevision {
  const base = nodeHost(folder);
  const top = git(folder, ['rev-parse', '--show-toplevel']);
  if (!top.ok) return { ok: false, problem: top.problem };
  const root = base.realPath(top.text.replace(/\r?\n$/, '')) ?? top.text.trim();
  const commit = git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (!commit.ok) return { ok: false, problem: `git knows no revision "${revision}"` };
  const hash = commit.text.trim();
  const listing = git(root, ['ls-tree', '-r', '-z', '--full-tree', hash]);
  if (!listing.ok) return { ok: false, problem: listing.problem };
  const here = base.realPath(folder) ?? folder;
  const at = path.startsWith('./') || path === '.' || path.startsWith('../') ? join(here, path) : join(root, path);
  if (!isInside(root, at)) return { ok: false, problem: `"${path}" leads outside the repository` };
  return { ok: true, host: revisionHost(base, root, listing.text), path: at };
}

interface Entry {
  readonly blob: string;
  readonly link: boolean;
}

function revisionHost(base: Host, root: string, listing: string): Host {
  const entries = new Map<string, Entry>();
  const folders = new Map<string, Set<string>>([[root, new Set()]]);
  for (const line of listing.split('\0')) {
    const match = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line);
    if (match === null) continue;
    const path = normalize(`${root}/${match[3] ?? ''}`);
    entries.set(path, { blob: match[2] ?? '', link: match[1] === '120000' });
    for (let at = path; at !== root && isInside(root, at); at = dirname(at)) {
      const inside = folders.get(dirname(at)) ?? new Set<string>();
      inside.add(relativeTo(dirname(at), at));
      folders.set(dirname(at), inside);
    }
  }
  const texts = new Map<string, ReadResult>();
  const read = (blob: string): ReadResult => {
    const known = texts.get(blob);
    if (known !== undefined) return known;
    const result = readBlob(root, blob);
    texts.set(blob, result);
    return result;
  };
  /** Links followed, folders' links too; null where they lead in a circle. */
  const follow = (path: string, steps = 0): string | null => {
    if (steps > 40) return null;
    for (let at = path; at !== root && isInside(root, at); at = dirname(at)) {
      const entry = entries.get(at);
      if (entry?.link !== true) continue;
      const target = read(entry.blob);
      if (!target.ok) return null;
      const to = target.text.startsWith('/') ? target.text : join(dirname(at), target.text);
      return follow(normalize(to + path.slice(at.length)), steps + 1);
    }
    return path;
  };
  const isOurs = (path: string): boolean => isInside(root, path) && !/\/node_modules\//.test(`${path}/`) && !(base.standardLibrary !== null && isInside(base.standardLibrary, path));
  const resolve = (path: string): string => base.resolve(path);
  const locate = (path: string): string | null => {
    const given = resolve(path);
    return isOurs(given) ? follow(given) : given;
  };
  return {
    resolve,
    standardLibrary: base.standardLibrary,
    faker: (generator, count) => base.faker(generator, count),
    readText(path, maxBytes = MAX_FILE_BYTES): ReadResult {
      const at = locate(path);
      if (at === null) return { ok: false, reason: 'missing' };
      if (!isOurs(at)) return base.readText(at, maxBytes);
      const entry = entries.get(at);
      if (entry === undefined) return { ok: false, reason: folders.has(at) ? 'directory' : 'missing' };
      const result = read(entry.blob);
      if (result.ok && Buffer.byteLength(result.text) > maxBytes) return { ok: false, reason: 'too-large' };
      return result;
    },
    realPath(path) {
      const at = locate(path);
      if (at === null) return null;
      if (!isOurs(at)) return base.realPath(at);
      return entries.has(at) || folders.has(at) ? at : null;
    },
    kind(path) {
      const at = locate(path);
      if (at === null) return null;
      if (!isOurs(at)) return base.kind(at);
      return entries.has(at) ? 'file' : folders.has(at) ? 'directory' : null;
    },
    list(path) {
      const at = locate(path);
      if (at === null) return [];
      return isOurs(at) ? [...(folders.get(at) ?? [])].sort() : base.list(at);
    },
  };
}

function readBlob(root: string, blob: string): ReadResult {
  try {
    const bytes = execFileSync('git', ['cat-file', 'blob', blob], { cwd: root, maxBuffer: MAX_FILE_BYTES, stdio: ['ignore', 'pipe', 'ignore'] });
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    return { ok: false, reason: error instanceof TypeError ? 'not-utf8' : 'failed' };
  }
}

function git(folder: string, args: readonly string[]): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string } {
  try {
    return { ok: true, text: execFileSync('git', [...args], { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] }) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { ok: false, problem: 'git is not installed' };
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : undefined;
    return { ok: false, problem: said === undefined || said === '' ? 'git failed' : said };
  }
}
