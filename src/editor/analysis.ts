/** All that is known of one world at one moment: its files as they are being written, and what the checker made of them. */
import { mergeInstances } from '../diagnostics/instances.js';
import { checkWorld, type CheckedWorld } from '../check/check.js';
import type { Static } from '../check/statics.js';
import { noHeader } from '../diagnostics/codes/modules.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Host } from '../host/host.js';
import { withHash } from '../ir/hash.js';
import type { WorldIR } from '../ir/ir.js';
import { type LoadedModule, type ModuleGraph, loadModules } from '../resolve/modules.js';
import type { Scope } from '../resolve/scopes.js';
import { Denotations } from '../runtime/denotation.js';
import type { SourceFile } from '../source/source.js';
import type { Expr } from '../syntax/ast.js';
import type { ParseResult } from '../syntax/parse.js';

export class Analysis {
  readonly #byPath: ReadonlyMap<string, LoadedModule>;
  readonly #byFile: ReadonlyMap<SourceFile, string>;
  #ir: WorldIR | null | undefined;
  #denotations: Denotations | undefined;

  constructor(
    /** The real path of the file that is compiled. */
    readonly entry: string,
    readonly graph: ModuleGraph,
    readonly checked: CheckedWorld,
    readonly diagnostics: readonly Diagnostic[],
    /** The type of every expression that has one, by the file that it stands in. */
    readonly types: ReadonlyMap<SourceFile, ReadonlyMap<Expr, Static>>,
  ) {
    this.#byPath = new Map(graph.modules.map((m) => [m.path, m]));
    this.#byFile = new Map(graph.modules.map((m) => [m.file, m.path]));
  }

  /** Whether the world has a header, and so is one. */
  get isWorld(): boolean {
    return this.graph.entry.ast.world !== null;
  }

  module(path: string): LoadedModule | undefined {
    return this.#byPath.get(path);
  }

  /** The real path of a file; an instance of a template lies where the template does. */
  pathOf(file: SourceFile): string | undefined {
    return this.#byFile.get(file.expansion?.file ?? file);
  }

  scope(module: LoadedModule): Scope | undefined {
    return this.checked.parts.scopes.get(module);
  }

  /** The type of every expression of a file that has one. */
  typesIn(module: LoadedModule): ReadonlyMap<Expr, Static> {
    return this.types.get(module.file) ?? new Map();
  }

  /** The compiled world; null while it has errors. */
  get ir(): WorldIR | null {
    if (this.#ir === undefined) this.#ir = this.checked.program === null ? null : withHash(this.checked.program);
    return this.#ir;
  }

  get denotations(): Denotations {
    return (this.#denotations ??= new Denotations(this.checked.parts.types.table));
  }
}

/**
 * Reads and checks a world; what needs all of its tasks to be planned is left to `deep.ts`. Null where the entry cannot be read.
 *
 * @param read how a file becomes a tree; it is told the real path
 */
export function analyse(host: Host, entry: string, read: (file: SourceFile, path: string) => ParseResult): Analysis | null {
  const found: Diagnostic[] = [];
  const report = (d: Diagnostic): void => void found.push(d);
  const graph = loadModules(host, entry, report, read);
  if (graph === null) return null;
  const types = new Map<SourceFile, Map<Expr, Static>>(graph.modules.map((m) => [m.file, new Map()]));
  const checked = checkWorld(host, graph, report, (file, expr, type) => types.get(file)?.set(expr, type));
  // A file that no world imports yet is a part of one to be: that it has no header is no mistake.
  const merged = mergeInstances(found);
  const told = graph.entry.ast.world === null ? merged.filter((d) => d.code !== noHeader.code) : merged;
  return new Analysis(graph.entry.path, graph, checked, told, types);
}
