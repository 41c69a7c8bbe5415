/** What every part of the checker works with: the program so far, and where reports go. */
import type { Diagnostic, DiagnosticDefinition, Fix, Related } from '../diagnostics/diagnostic.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import * as names from '../diagnostics/codes/modules.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Host } from '../host/host.js';
import type { LoadedModule } from '../resolve/modules.js';
import { mayBeImported, type Scope, type Scopes } from '../resolve/scopes.js';
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
    const symbol = this.scope.lookup(namespace, name.text);
    if (symbol !== undefined || mayBeImported(this.scope, name.text)) return symbol;
    this.unknown(what, name, this.scope.names(namespace));
    return undefined;
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
