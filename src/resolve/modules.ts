/**
 * From an entry to the graph of modules: every file is read and parsed once, whatever the number of imports that
 * lead to it. Files are told apart by their real paths.
 */
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import * as codes from '../diagnostics/codes/modules.js';
import { type Host, MAX_SOURCE_BYTES, describeFailure } from '../host/host.js';
import { relativeTo } from '../host/path.js';
import { SourceFile } from '../source/source.js';
import type { Decl, ImportDecl, Module } from '../syntax/ast.js';
import { type ParseResult, parse } from '../syntax/parse.js';
import { findEntry } from './entry.js';
import { type Territory, locateImport } from './locate.js';

export interface LoadedModule {
  /** The real path. */
  readonly path: string;
  readonly file: SourceFile;
  readonly ast: Module;
  /** Declarations in which the parser met a mistake. */
  readonly broken: ReadonlySet<Decl>;
  /** The folder that this module's imports and data files may not leave. */
  readonly territory: Territory;
  /** In the order of the source; `target` is null where the import leads nowhere. */
  readonly imports: readonly ResolvedImport[];
}

export interface ResolvedImport {
  readonly decl: ImportDecl;
  readonly target: LoadedModule | null;
}

export interface ModuleGraph {
  readonly entry: LoadedModule;
  /** Every module reached, the entry first. */
  readonly modules: readonly LoadedModule[];
}

/** More files than this are not loaded. */
export const MAX_MODULES = 4096;

/**
 * Null where not even the entry could be read.
 *
 * @param read how a file becomes a tree: an editor knows most of them from before
 */
export function loadModules(host: Host, entryPath: string, report: (d: Diagnostic) => void, read: (file: SourceFile, path: string) => ParseResult = (file) => parse(file)): ModuleGraph | null {
  const entry = findEntry(host, entryPath);
  if (!entry.ok) {
    report(diagnostic(codes.entryUnreadable, null, { path: entryPath, reason: entry.problem }));
    return null;
  }
  const byPath = new Map<string, LoadedModule>();
  const queue: (LoadedModule & { imports: ResolvedImport[] })[] = [];

  const add = (path: string, territory: Territory): LoadedModule | string => {
    const known = byPath.get(path);
    if (known !== undefined) return known;
    const found = host.readText(path, MAX_SOURCE_BYTES);
    if (!found.ok) return found.reason === 'too-large' ? `it is longer than ${MAX_SOURCE_BYTES / 1024 / 1024} MB` : describeFailure(found.reason);
    const { module, diagnostics, broken } = read(new SourceFile(displayPath(path, territory), found.text), path);
    const { file } = module;
    diagnostics.forEach(report);
    const loaded = { path, file, ast: module, broken, territory, imports: [] };
    byPath.set(path, loaded);
    queue.push(loaded);
    return loaded;
  };

  const first = add(entry.path, entry.territory);
  if (typeof first === 'string') {
    report(diagnostic(codes.entryUnreadable, null, { path: entryPath, reason: first }));
    return null;
  }
  let told = false;
  for (const module of queue) {
    for (const decl of module.ast.imports) {
      const { from } = decl;
      let target: LoadedModule | null = null;
      if (from !== null) {
        const location = { file: module.file, span: from.span };
        const found = locateImport(host, module.path, module.territory, from.value);
        if (!found.ok) {
          report(found.diagnose(location));
        } else if (byPath.size >= MAX_MODULES && !byPath.has(found.path)) {
          if (!told) report(diagnostic(codes.tooManyModules, location, { limit: MAX_MODULES }));
          told = true;
        } else {
          const added = add(found.path, found.territory);
          if (typeof added === 'string') report(diagnostic(codes.importUnreadable, location, { source: from.value, reason: added }));
          else target = added;
        }
      }
      module.imports.push({ decl, target });
    }
  }
  return { entry: first, modules: [...byPath.values()] };
}

/** How a file is shown: relative to the project, or with the name of the package it belongs to. */
function displayPath(path: string, territory: Territory): string {
  const inside = relativeTo(territory.root, path);
  return territory.name === null ? inside : `${territory.name}/${inside}`;
}
