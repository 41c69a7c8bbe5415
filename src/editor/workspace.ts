/**
 * The files and worlds that an editor works on. It is told of every keystroke, and answers with what is known of a file now; nothing
 * is computed before it is asked for, and nothing twice for the same texts.
 */
import type { Host } from '../host/host.js';
import { dirname, isInside, join } from '../host/path.js';
import { type LoadedModule, type ModuleGraph, loadModules } from '../resolve/modules.js';
import { type Declared, type Scopes, buildScopes } from '../resolve/scopes.js';
import type { SourceFile } from '../source/source.js';
import { SourceFile as Source } from '../source/source.js';
import { ParseMemo } from '../syntax/memo.js';
import { type ParseResult, parse } from '../syntax/parse.js';
import { Analysis, analyse } from './analysis.js';
import { OverlayHost } from './overlay.js';

/** A file and what names mean in it: all that finding names takes. */
export interface NamedFile {
  readonly module: LoadedModule;
  readonly scopes: Scopes;
  readonly declared: Declared;
}

/** A file as a feature sees it: its tree, and the checked world around it. */
export interface FileView extends NamedFile {
  readonly path: string;
  readonly analysis: Analysis;
}

/** A world of which only the names are known. */
export interface NamedWorld {
  readonly graph: ModuleGraph;
  readonly scopes: Scopes;
  readonly declared: Declared;
}

/** So many folders and files are looked through for worlds; what lies beyond is known once it is opened. */
const MOST_ENTRIES = 20_000;
const SKIPPED = new Set(['node_modules', 'dist', 'out', 'coverage']);

/** A file without a header is checked in so many of the worlds that import it. */
const MOST_WORLDS = 4;

interface Parsed {
  readonly file: SourceFile;
  readonly result: ParseResult;
  readonly memo: ParseMemo;
}

interface World {
  readonly analysis: Analysis | null;
  fresh: boolean;
  /** What changed since: nothing, one open file, or more than that. */
  touched: string | 'nothing' | 'more';
}

export class Workspace {
  readonly host: OverlayHost;
  readonly #parsed = new Map<string, Parsed>();
  readonly #worlds = new Map<string, World>();
  /** Module graphs of worlds that were only looked through. */
  readonly #graphs = new Map<string, ModuleGraph | null>();
  #roots: readonly string[];
  #files: readonly string[] | undefined;

  constructor(base: Host, roots: readonly string[] = []) {
    this.host = new OverlayHost(base);
    this.#roots = roots.map((root) => base.realPath(base.resolve(root)) ?? base.resolve(root));
  }

  get roots(): readonly string[] {
    return this.#roots;
  }

  setRoots(roots: readonly string[]): void {
    this.#roots = roots.map((root) => this.host.realPath(this.host.resolve(root)) ?? this.host.resolve(root));
    this.refresh();
  }

  /** The path under which a file is known here: where it really lies. */
  real(path: string): string {
    const at = this.host.resolve(path);
    return this.host.realPath(at) ?? at;
  }

  /** Opens a file, or replaces the text of an open one. @param path a path as `real` gives it */
  set(path: string, text: string): void {
    const known = this.host.isOpen(path);
    this.host.set(path, text);
    if (!known) {
      // Until now another text, or none, stood there: imports may lead elsewhere.
      this.refresh();
      return;
    }
    for (const world of this.#worlds.values()) {
      if (world.analysis !== null && world.analysis.module(path) === undefined && !isData(path)) continue;
      world.fresh = false;
      world.touched = world.touched === 'nothing' || world.touched === path ? path : 'more';
    }
    for (const [entry, graph] of this.#graphs) if (graph === null || graph.modules.some((m) => m.path === path)) this.#graphs.delete(entry);
  }

  close(path: string): void {
    this.host.delete(path);
    this.refresh();
    // Worlds that nobody looks at any more are let go.
    for (const [entry, { analysis }] of this.#worlds) {
      if (analysis?.graph.modules.some((m) => this.host.isOpen(m.path)) !== true) this.#worlds.delete(entry);
    }
  }

  /** Files on disk may have changed. */
  refresh(): void {
    this.host.refresh();
    this.#files = undefined;
    this.#graphs.clear();
    for (const world of this.#worlds.values()) {
      world.fresh = false;
      world.touched = 'more';
    }
  }

  /** The tree of a file's text as it stands now, without looking at any other file. */
  syntax(path: string): ParseResult | null {
    const read = this.host.readText(path);
    if (!read.ok) return null;
    const known = this.#parsed.get(path);
    return known?.file.text === read.text ? known.result : this.#parse(new Source(known?.file.path ?? path, read.text), path);
  }

  readonly #parse = (file: SourceFile, path: string): ParseResult => {
    const known = this.#parsed.get(path);
    if (known !== undefined && known.file.text === file.text && known.file.path === file.path) return known.result;
    // Only what is being written is worth a memory.
    const memo = known?.memo ?? new ParseMemo();
    const result = this.host.isOpen(path) ? parse(file, memo) : parse(file);
    this.#parsed.set(path, { file, result, memo });
    return result;
  };

  /** What is known of a world now. @param entry the real path of its file */
  world(entry: string): Analysis | null {
    const known = this.#worlds.get(entry);
    if (known?.fresh === true) return known.analysis;
    const analysis = analyse(this.host, entry, this.#parse);
    this.#worlds.set(entry, { analysis, fresh: true, touched: 'nothing' });
    this.#forgetUnused();
    return analysis;
  }

  /** What was known of a world when it was last looked at, a keystroke or two ago; looked at now if it never was. */
  latest(entry: string): Analysis | null {
    return this.#worlds.get(entry)?.analysis ?? this.world(entry);
  }

  /** What was known of a world before its files changed; null where it is known as it is now, or was never looked at. */
  outdated(entry: string): Analysis | null {
    const known = this.#worlds.get(entry);
    return known?.fresh === false && known.touched !== 'more' ? known.analysis : null;
  }

  /** The worlds that a file is part of, the nearest first. One without any stands for itself. */
  entriesOf(path: string): readonly string[] {
    const syntax = this.syntax(path);
    if (syntax === null) return [];
    if (syntax.module.world !== null) return [path];
    const near = [...this.worldFiles()].sort((a, b) => distance(a, path) - distance(b, path) || (a < b ? -1 : 1));
    const found: string[] = [];
    for (const entry of near) {
      if (found.length >= MOST_WORLDS) break;
      if (this.graph(entry)?.modules.some((m) => m.path === path) === true) found.push(entry);
    }
    return found.length === 0 ? [path] : found;
  }

  /** The worlds with a file among those that were looked at. */
  knownWorlds(path: string): readonly string[] {
    return [...this.#worlds].flatMap(([entry, { analysis }]) => (analysis?.module(path) === undefined ? [] : [entry]));
  }

  /** A file and the nearest world that it is part of. */
  view(path: string): FileView | null {
    const entry = this.entriesOf(path)[0];
    return entry === undefined ? null : viewIn(this.world(entry), path);
  }

  /** As `view`, but perhaps of a moment ago: for what must be answered at once. */
  latestView(path: string): FileView | null {
    const entry = this.entriesOf(path)[0];
    if (entry === undefined) return null;
    const latest = this.latest(entry);
    return viewIn(latest?.module(path) === undefined ? this.world(entry) : latest, path);
  }

  /** The modules of a world, checked or only read. */
  graph(entry: string): ModuleGraph | null {
    const world = this.#worlds.get(entry);
    if (world?.fresh === true) return world.analysis?.graph ?? null;
    const known = this.#graphs.get(entry);
    if (known !== undefined) return known;
    const graph = loadModules(this.host, entry, () => undefined, this.#parse);
    this.#graphs.set(entry, graph);
    return graph;
  }

  /** The names of a world, checked or only read. */
  names(entry: string): NamedWorld | null {
    const graph = this.graph(entry);
    if (graph === null) return null;
    const analysis = this.#worlds.get(entry)?.analysis;
    if (analysis?.graph === graph) return { graph, scopes: analysis.checked.parts.scopes, declared: analysis.checked.parts.declared };
    return { graph, ...buildScopes(graph, () => undefined) };
  }

  /** Every file with a header among those that are known, sorted. */
  worldFiles(): readonly string[] {
    return this.files().filter((path) => {
      const syntax = this.syntax(path);
      return syntax !== null && syntax.module.world !== null;
    });
  }

  /** Every `.rworld` file below the roots, in the projects of open files, and every open one; sorted. */
  files(): readonly string[] {
    if (this.#files !== undefined) return this.#files;
    const found = new Set<string>();
    for (const path of this.host.texts().keys()) if (path.endsWith('.rworld')) found.add(path);
    let left = MOST_ENTRIES;
    const visit = (folder: string): void => {
      for (const name of this.host.list(folder)) {
        if (left-- <= 0) return;
        const path = join(folder, name);
        if (name.endsWith('.rworld')) found.add(path);
        else if (!name.startsWith('.') && !SKIPPED.has(name) && !name.includes('.') && this.host.kind(path) === 'directory') visit(path);
      }
    };
    const folders = new Set([...this.#roots, ...[...this.host.texts().keys()].map(dirname)]);
    for (const root of folders) if (![...folders].some((other) => other !== root && isInside(other, root))) visit(root);
    return (this.#files = [...found].sort());
  }

  /** Files that no world and no open editor needs any more are let go. */
  #forgetUnused(): void {
    if (this.#parsed.size < 2 * (this.files().length + 64)) return;
    const used = new Set(this.files());
    for (const { analysis } of this.#worlds.values()) for (const m of analysis?.graph.modules ?? []) used.add(m.path);
    for (const path of this.#parsed.keys()) if (!used.has(path)) this.#parsed.delete(path);
  }
}

function viewIn(analysis: Analysis | null, path: string): FileView | null {
  const module = analysis?.module(path);
  if (analysis === null || module === undefined) return null;
  const { scopes, declared } = analysis.checked.parts;
  return { path, module, analysis, scopes, declared };
}

function isData(path: string): boolean {
  return !path.endsWith('.rworld');
}

/** Steps through the folders from one file to another. */
function distance(a: string, b: string): number {
  const from = dirname(a).split('/');
  const to = dirname(b).split('/');
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common++;
  return from.length + to.length - 2 * common;
}
