/** What every part of the checker works with: the program so far, and where reports go. */
import type { Diagnostic, DiagnosticDefinition, Fix, Related } from '../diagnostics/diagnostic.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import * as names from '../diagnostics/codes/modules.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Host } from '../host/host.js';
import type { LoadedModule } from '../resolve/modules.js';
import { mayBeImported, type Scope, type Scopes } from '../resolve/scopes.js';
import { standardPartsWith } from '../resolve/standard.js';
import type { Namespace, SymbolOf } from '../resolve/symbols.js';
import type { Location, SourceFile, Span } from '../source/source.js';
import type { Expr, Name } from '../syntax/ast.js';
import type { Static } from './statics.js';
import { isPascalCase, isSnakeCase, toPascalCase, toSnakeCase } from './words.js';

export interface Checker {
  readonly host: Host;
  readonly scopes: Scopes;
  report(d: Diagnostic): void;
  /** Told the type of every expression that has one: what editors show. */
  readonly typed?: (file: SourceFile, expr: Expr, type: Static) => void;
}

/** How other languages call the base types, and what is said of them here. */
const BASES_ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ...['string', 'text', 'varchar', 'char'].map((word) => [word, 'texts are `str`'] as const),
  ...['integer', 'long', 'int32', 'int64'].map((word) => [word, 'whole numbers are `int`'] as const),
  ...['number', 'double', 'decimal', 'real', 'numeric'].map((word) => [word, 'numbers are `float`, whole ones `int`'] as const),
  ...['boolean', 'logical'].map((word) => [word, 'truth values are `bool`'] as const),
  ...['array', 'vector', 'sequence', 'set', 'tuple'].map((word) => [word, 'several values of one type are a `list<T>`'] as const),
  ...['map', 'object', 'hashmap', 'record'].map((word) => [word, 'a `dict<K, V>` has any keys, a record `{ name: type }` those that it lists'] as const),
  ...['null', 'none', 'void', 'nothing', 'unit', 'any', 'unknown'].map((word) => [word, 'every result has a type; what may be missing is written `T?`'] as const),
]);

function inStyle(symbol: SymbolOf[Namespace]): boolean {
  return symbol.decl.kind === 'entity' ? isPascalCase(symbol.name) : isSnakeCase(symbol.name);
}

/** The checker as one module sees it. */
export class ModuleView {
  readonly scope: Scope | undefined;

  constructor(
    readonly checker: Checker,
    readonly module: LoadedModule,
  ) {
    this.scope = checker.scopes.get(module);
  }

  at(span: Span): Location {
    return { file: this.module.file, span };
  }

  report<A>(definition: DiagnosticDefinition<A>, span: Span, args: A, more: { readonly related?: readonly Related[]; readonly fixes?: readonly Fix[] } = {}): void {
    this.checker.report(diagnostic(definition, this.at(span), args, more));
  }

  /** What a name stands for; where it stands for nothing, that is reported, once for each place. */
  lookup<N extends Namespace>(namespace: N, name: Name, what: string): SymbolOf[N] | undefined {
    if (name.missing || this.scope === undefined) return undefined;
    const symbol = this.scope.lookup(namespace, name.text) ?? this.#misnamed(namespace, name.text);
    if (symbol !== undefined || mayBeImported(this.scope, name.text)) return symbol;
    this.unknown(what, name, this.scope.names(namespace), this.#whereFrom(namespace, name.text));
    return undefined;
  }

  /** What a name would stand for if its declaration were written in the right style, which is reported there. */
  #misnamed<N extends Namespace>(namespace: N, name: string): SymbolOf[N] | undefined {
    for (const known of this.scope?.names(namespace) ?? []) {
      if (known === name || known.toLowerCase().replaceAll('_', '') !== name.toLowerCase().replaceAll('_', '')) continue;
      const symbol = this.scope?.lookup(namespace, known);
      if (symbol !== undefined && !inStyle(symbol) && symbol.name === known) return symbol;
    }
    return undefined;
  }

  /** Where a name that stands for nothing might have been meant to come from. */
  #whereFrom(namespace: Namespace, name: string): string | undefined {
    const base = namespace === 'type' ? BASES_ELSEWHERE.get(name.toLowerCase()) : undefined;
    if (base !== undefined) return base;
    const [part] = this.module.territory.name === 'std' ? [] : standardPartsWith(this.checker.host, namespace, name);
    return part === undefined ? undefined : `the standard library has one: \`import { ${name} } from "${part}"\``;
  }

  /** The entity that a name stands for. */
  entity(name: string): SymbolOf['type'] | undefined {
    const symbol = this.scope?.lookup('type', name) ?? this.#misnamed('type', name);
    return symbol?.decl.kind === 'entity' ? symbol : undefined;
  }

  /** Whether a name stands for a declaration of the very same name: then its style is looked at there, once. */
  declares(namespace: Namespace, name: string): boolean {
    return this.scope?.lookup(namespace, name)?.name === name;
  }

  unknown(what: string, name: Name, candidates: Iterable<string>, note?: string): void {
    const suggestions = suggest(name.text, candidates);
    const fixes = suggestions.map((s) => ({ title: `Write \`${s}\``, edits: [{ location: this.at(name.span), newText: s }] }));
    this.report(names.unknownName, name.span, { what, name: name.text, suggestions, note }, { fixes });
  }

  snakeCase(what: string, name: Name): void {
    if (name.missing || isSnakeCase(name.text)) return;
    const better = toSnakeCase(name.text);
    this.report(names.badCase, name.span, { what, name: name.text, better, style: 'snake_case' }, { fixes: [this.rename(name, better)] });
  }

  pascalCase(what: string, name: Name): void {
    if (name.missing || isPascalCase(name.text)) return;
    const better = toPascalCase(name.text);
    this.report(names.badCase, name.span, { what, name: name.text, better, style: 'PascalCase' }, { fixes: [this.rename(name, better)] });
  }

  private rename(name: Name, better: string): Fix {
    return { title: `Rename to \`${better}\``, edits: [{ location: this.at(name.span), newText: better }] };
  }
}
