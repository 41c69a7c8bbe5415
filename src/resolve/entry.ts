/** Which file a person means by the path of a world, and how far the project around it reaches. */
import { type Host, describeFailure } from '../host/host.js';
import { dirname, isInside, join } from '../host/path.js';
import type { Territory } from './locate.js';

export type Entry = { readonly ok: true; readonly path: string; readonly territory: Territory } | { readonly ok: false; readonly problem: string };

/** A folder means the world that its package.json names as `"rworld"`, by default `world.rworld`. */
export function findEntry(host: Host, path: string): Entry {
  const given = host.resolve(path);
  let file = given;
  if (host.kind(given) === 'directory') {
    const named = worldOfPackage(host, given);
    if (typeof named !== 'string') return { ok: false, problem: named.problem };
    file = named;
    if (host.kind(file) === null) return { ok: false, problem: `the folder has no ${file.slice(given.length + 1)}` };
  }
  const real = host.realPath(file);
  if (real === null) return { ok: false, problem: describeFailure('missing') };
  return { ok: true, path: real, territory: { root: projectRoot(host, dirname(real)), name: null } };
}

/** The path of the world of a package's folder. */
export function worldOfPackage(host: Host, folder: string): string | { readonly problem: string } {
  const manifest = host.readText(join(folder, 'package.json'), 1024 * 1024);
  if (!manifest.ok) return join(folder, 'world.rworld');
  let parsed: unknown;
  try {
    parsed = JSON.parse(manifest.text);
  } catch {
    return { problem: 'its package.json is not JSON' };
  }
  const named = typeof parsed === 'object' && parsed !== null && 'rworld' in parsed ? parsed.rworld : undefined;
  // A text is the path; settings may name it among others (see src/config).
  const path = typeof named === 'object' && named !== null ? ('world' in named ? named.world : undefined) : named;
  if (path === undefined) return join(folder, 'world.rworld');
  if (typeof path !== 'string') return { problem: 'the "rworld" of its package.json is not the path of a file' };
  const file = join(folder, path);
  return isInside(folder, file) ? file : { problem: 'the "rworld" of its package.json leads outside the package' };
}

/** The nearest folder with a package.json, from the entry's own upwards; without any, the entry's own. */
function projectRoot(host: Host, folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (host.kind(join(at, 'package.json')) === 'file') return at;
    if (dirname(at) === at) return folder;
  }
}
