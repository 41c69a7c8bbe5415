/**
 * Where an import, or a data file, leads. Nothing may leave its territory: the project, or the package that the
 * importing file belongs to. Paths are compared with a separator, and once more after symbolic links were followed.
 */
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import * as codes from '../diagnostics/codes/modules.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Host } from '../host/host.js';
import { basename, dirname, isInside, join } from '../host/path.js';
import type { Location } from '../source/source.js';
import { worldOfPackage } from './entry.js';

export interface Territory {
  /** A real path. */
  readonly root: string;
  /** `std`, the package's name, or null for the project itself. */
  readonly name: string | null;
}

export type Located =
  | { readonly ok: true; readonly path: string; readonly territory: Territory }
  | { readonly ok: false; readonly diagnose: (at: Location) => Diagnostic };

const PACKAGE = /^((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)(?:\/(.+))?$/;

/** @param from the real path of the importing file */
export function locateImport(host: Host, from: string, territory: Territory, source: string): Located {
  if (source.startsWith('./') || source.startsWith('../')) return locateRelative(host, from, territory, source);
  if (source.startsWith('std/')) return locateStandard(host, source);
  const match = PACKAGE.exec(source);
  if (match?.[1] === undefined) {
    return { ok: false, diagnose: (at) => diagnostic(codes.badImportSource, at, { source, sibling: sibling(host, from, source) }) };
  }
  return locatePackage(host, from, source, match[1], match[2]);
}

function locateRelative(host: Host, from: string, territory: Territory, source: string): Located {
  const path = join(dirname(from), source);
  const outside: Located = { ok: false, diagnose: (at) => diagnostic(codes.importOutside, at, { source, root: territory.name ?? 'the project' }) };
  if (!isInside(territory.root, path)) return outside;
  const real = host.realPath(path);
  if (real === null) {
    const suggestions = host.kind(`${path}.rworld`) === 'file' ? [`${source}.rworld`] : near(host, path, source);
    return { ok: false, diagnose: (at) => missing(at, source, suggestions) };
  }
  return isInside(territory.root, real) ? { ok: true, path: real, territory } : outside;
}

function locateStandard(host: Host, source: string): Located {
  const root = host.standardLibrary;
  const part = source.slice('std/'.length);
  const file = part.endsWith('.rworld') ? part : `${part}.rworld`;
  const real = root === null ? null : host.realPath(join(root, file));
  if (root !== null && real !== null && isInside(root, real)) return { ok: true, path: real, territory: { root, name: 'std' } };
  const parts = root === null ? [] : host.list(root).filter((name) => name.endsWith('.rworld')).map((name) => `std/${name.slice(0, -'.rworld'.length)}`);
  return { ok: false, diagnose: (at) => diagnostic(codes.noSuchStandardModule, at, { source, suggestions: suggest(source, parts), parts }) };
}

function locatePackage(host: Host, from: string, source: string, name: string, part: string | undefined): Located {
  for (let at = dirname(from); ; at = dirname(at)) {
    const root = basename(at) === 'node_modules' ? null : host.realPath(join(at, 'node_modules', name));
    if (root !== null) {
      const territory = { root, name };
      const path = part === undefined ? worldOfPackage(host, root) : join(root, part);
      if (typeof path !== 'string') return { ok: false, diagnose: (location) => diagnostic(codes.importUnreadable, location, { source, reason: path.problem }) };
      if (!isInside(root, path)) return { ok: false, diagnose: (location) => diagnostic(codes.importOutside, location, { source, root: name }) };
      const real = host.realPath(path);
      if (real === null) return { ok: false, diagnose: (location) => missing(location, source, part === undefined ? [] : near(host, path, source)) };
      if (!isInside(root, real)) return { ok: false, diagnose: (location) => diagnostic(codes.importOutside, location, { source, root: name }) };
      return { ok: true, path: real, territory };
    }
    if (dirname(at) === at) break;
  }
  return { ok: false, diagnose: (at) => diagnostic(codes.noSuchPackage, at, { name, sibling: sibling(host, from, source) }) };
}

function missing(at: Location, source: string, suggestions: readonly string[]): Diagnostic {
  const fixes = suggestions.map((s) => ({ title: `Import "${s}"`, edits: [{ location: at, newText: JSON.stringify(s) }] }));
  return diagnostic(codes.noSuchFile, at, { source, suggestions }, { fixes });
}

/** Files beside the one that was asked for whose names are like it, written as the import would write them. */
export function near(host: Host, path: string, source: string): string[] {
  const folder = dirname(path);
  const names = host.list(folder).filter((name) => host.kind(join(folder, name)) === 'file');
  return suggest(basename(path), names).map((name) => source.slice(0, source.length - basename(source).length) + name);
}

/** `./common.rworld`, where `common.rworld` was written and stands beside the importing file. */
function sibling(host: Host, from: string, source: string): string | undefined {
  const path = join(dirname(from), source);
  return source !== '' && isInside(dirname(from), path) && host.kind(path) === 'file' ? `./${source}` : undefined;
}

export type LocatedData = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly problem: 'outside' | 'missing'; readonly suggestions: readonly string[] };

/** A data file's real path; its name is relative to the file that names it. */
export function locateData(host: Host, from: string, territory: Territory, name: string): LocatedData {
  const path = join(dirname(from), name);
  if (name.startsWith('/') || !isInside(territory.root, path)) return { ok: false, problem: 'outside', suggestions: [] };
  const real = host.realPath(path);
  if (real === null) return { ok: false, problem: 'missing', suggestions: near(host, path, name) };
  return isInside(territory.root, real) ? { ok: true, path: real } : { ok: false, problem: 'outside', suggestions: [] };
}
