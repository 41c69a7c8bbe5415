/** The names that each module can use: its own, and those that it imports. */
import * as codes from '../diagnostics/codes/modules.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Location, Span } from '../source/source.js';
import type { ImportName } from '../syntax/ast.js';
import type { LoadedModule, ModuleGraph } from './modules.js';
import { NAMESPACES, type Namespace, type Sym, type SymbolOf, describeSymbol, symbolsOf } from './symbols.js';

/** What one name means in one module, and where it got in. */
interface Entry {
  readonly symbol: Sym;
  /** The place that brings the name into this module: its declaration, or the import. */
  readonly at: Span;
  readonly importName: ImportName | null;
}

export class Scope {
  readonly #names = new Map<Namespace, Map<string, Entry>>(NAMESPACES.map((n) => [n, new Map<string, Entry>()]));
  readonly #used = new Set<ImportName>();

  constructor(readonly module: LoadedModule) {}

  /** What a name stands for. Asking counts as using an import. */
  lookup<N extends Namespace>(namespace: N, name: string): SymbolOf[N] | undefined {
    const entry = this.#names.get(namespace)?.get(name);
    if (entry?.importName) this.#used.add(entry.importName);
    return entry?.symbol as SymbolOf[N] | undefined;
  }

  names(namespace: Namespace): Iterable<string> {
    return this.#names.get(namespace)?.keys() ?? [];
  }

  isUsed(name: ImportName): boolean {
    return this.#used.has(name);
  }

  /** The symbols that one name of an import statement brings in. */
  *importedBy(name: ImportName): Iterable<Sym> {
    const local = (name.alias ?? name.name).text;
    for (const entries of this.#names.values()) {
      const entry = entries.get(local);
      if (entry?.importName === name) yield entry.symbol;
    }
  }

  /** @returns what stands in the way, if the name is taken by something else */
  add(name: string, symbol: Sym, at: Span, importName: ImportName | null): Entry | undefined {
    const entries = this.#names.get(symbol.namespace);
    const known = entries?.get(name);
    if (known === undefined) entries?.set(name, { symbol, at, importName });
    return known?.symbol === symbol ? undefined : known;
  }
}

/** The names of one instance of a template: those of its module, and before them what it declares and what its variables brought. */
export class InstanceScope extends Scope {
  readonly #own: ReadonlyMap<string, Sym>;

  /** @param own by namespace and name: `type price` */
  constructor(
    module: LoadedModule,
    readonly outer: Scope,
    own: ReadonlyMap<string, Sym>,
  ) {
    super(module);
    this.#own = own;
  }

  override lookup<N extends Namespace>(namespace: N, name: string): SymbolOf[N] | undefined {
    const own = this.#own.get(`${namespace} ${name}`);
    return own === undefined ? this.outer.lookup(namespace, name) : (own as SymbolOf[N]);
  }

  override *names(namespace: Namespace): Iterable<string> {
    for (const symbol of this.#own.values()) if (symbol.namespace === namespace) yield symbol.name;
    yield* this.outer.names(namespace);
  }
}

export type Scopes = ReadonlyMap<LoadedModule, Scope>;
/** What each module declares itself. */
export type Declared = ReadonlyMap<LoadedModule, readonly Sym[]>;

export function buildScopes(graph: ModuleGraph, report: (d: Diagnostic) => void): { readonly scopes: Scopes; readonly declared: Declared } {
  const declared = new Map(graph.modules.map((m) => [m, symbolsOf(m)] as const));
  const scopes = new Map<LoadedModule, Scope>();
  for (const module of graph.modules) {
    const scope = new Scope(module);
    scopes.set(module, scope);
    for (const symbol of declared.get(module) ?? []) {
      if (symbol.inside?.kind === 'template') continue;
      const taken = scope.add(symbol.name, symbol, symbol.nameNode.span, null);
      if (taken !== undefined) reportTwice(module, symbol, symbol.nameNode.span, taken, report);
    }
    addImports(module, scope, declared, report);
  }
  return { scopes, declared };
}

function addImports(module: LoadedModule, scope: Scope, declared: Declared, report: (d: Diagnostic) => void): void {
  for (const { decl, target } of module.imports) {
    if (target === null) {
      // What a broken import would bring is unknown: its names stand for nothing, and must not be reported as unknown.
      for (const name of decl.names ?? []) brokenNames(scope).add((name.alias ?? name.name).text);
      if (decl.names === null) markOpen(scope);
      continue;
    }
    const symbols = (declared.get(target) ?? []).filter((s) => s.inside?.kind !== 'template');
    if (decl.names === null) {
      for (const symbol of symbols) {
        const taken = scope.add(symbol.name, symbol, decl.span, null);
        // Both are part of the world, where the clash is reported with both places.
        if (taken !== undefined && taken.symbol.name !== symbol.name) reportTwice(module, symbol, decl.span, taken, report);
      }
      continue;
    }
    for (const name of decl.names) {
      if (name.name.missing) continue;
      const local = name.alias ?? name.name;
      const found = symbols.filter((s) => s.name === name.name.text);
      if (found.length === 0) {
        // What was probably meant is probably used under its right name.
        for (const lost of [local.text, ...suggest(name.name.text, symbols.map((s) => s.name))]) brokenNames(scope).add(lost);
        reportNotDeclared(module, name, target, symbols, decl.from?.value ?? '', report);
      }
      for (const symbol of found) {
        const taken = scope.add(local.text, symbol, name.span, name);
        if (taken !== undefined) reportTwice(module, symbol, name.span, taken, report);
      }
    }
  }
}

const broken = new WeakMap<Scope, Set<string>>();
const open = new WeakSet<Scope>();

function brokenNames(scope: Scope): Set<string> {
  let names = broken.get(scope);
  if (names === undefined) broken.set(scope, (names = new Set()));
  return names;
}

function markOpen(scope: Scope): void {
  open.add(scope);
}

/** Whether an import that failed may have brought the name: then nothing is said of it. */
export function mayBeImported(scope: Scope, name: string): boolean {
  if (scope instanceof InstanceScope) return mayBeImported(scope.outer, name);
  return open.has(scope) || (broken.get(scope)?.has(name) ?? false);
}

function reportTwice(module: LoadedModule, symbol: Sym, at: Span, first: Entry, report: (d: Diagnostic) => void): void {
  const location: Location = { file: module.file, span: at };
  report(
    diagnostic(codes.declaredTwice, location, { name: symbol.name, what: describeSymbol(symbol), imported: symbol.module !== module }, {
      related: [{ message: first.importName === null && first.symbol.module === module ? 'first declared here' : 'brought in here', location: { file: module.file, span: first.at } }],
    }),
  );
}

function reportNotDeclared(module: LoadedModule, name: ImportName, target: LoadedModule, symbols: readonly Sym[], source: string, report: (d: Diagnostic) => void): void {
  const location = { file: module.file, span: name.name.span };
  const suggestions = suggest(name.name.text, symbols.map((s) => s.name));
  const passedOn = target.imports.find((i) => i.decl.names?.some((n) => (n.alias ?? n.name).text === name.name.text) ?? false)?.decl.from?.value;
  const fixes = suggestions.map((s) => ({ title: `Import "${s}"`, edits: [{ location, newText: s }] }));
  report(diagnostic(codes.notDeclaredThere, location, { name: name.name.text, source, suggestions, passedOn }, { fixes }));
}
