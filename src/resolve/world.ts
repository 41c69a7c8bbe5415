/**
 * Which declarations make up the world.
 *
 * The entry is in it whole, and so is every module that a whole module imports without a list of names. From other
 * modules comes what a whole module imports by name, together with all that it needs: the types that its declaration
 * speaks of, and the declared subtypes of a type that has no values of its own (it is their union).
 */
import * as codes from '../diagnostics/codes/modules.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import type { Decl, Expr, TypeExpr } from '../syntax/ast.js';
import { namesIn as namesInExpr } from '../syntax/names.js';
import type { LoadedModule, ModuleGraph } from './modules.js';
import type { Declared, Scopes } from './scopes.js';
import { type Sym, type TypeSymbol, describeSymbol } from './symbols.js';

export function worldSymbols(graph: ModuleGraph, scopes: Scopes, declared: Declared): ReadonlySet<Sym> {
  const whole = wholeModules(graph);
  const world = new Set<Sym>();
  const queue: Sym[] = [];
  const add = (symbol: Sym | undefined): void => {
    if (symbol === undefined || symbol.inside?.kind === 'template' || world.has(symbol)) return;
    world.add(symbol);
    queue.push(symbol);
  };
  const below = subtypes(scopes, declared);
  for (const module of whole) {
    for (const symbol of declared.get(module) ?? []) add(symbol);
    const scope = scopes.get(module);
    for (const { decl } of module.imports) for (const name of decl.names ?? []) for (const symbol of scope?.importedBy(name) ?? []) add(symbol);
  }
  for (const symbol of queue) {
    const scope = scopes.get(symbol.module);
    for (const name of typeNames(symbol)) add(scope?.lookup('type', name));
    // An app is in the world with all that is in it.
    if (symbol.decl.kind === 'app') for (const inner of declared.get(symbol.module) ?? []) if (inner.inside === symbol.decl) add(inner);
    if (symbol.decl.kind === 'type' && symbol.decl.definition === null) for (const child of below.get(symbol) ?? []) add(child);
  }
  return world;
}

/** Two declarations of one world may not share a name: tools and types are known by their names alone. */
export function reportClashes(world: ReadonlySet<Sym>, report: (d: Diagnostic) => void): void {
  const first = new Map<string, Sym>();
  for (const symbol of world) {
    const key = `${symbol.namespace} ${symbol.name}`;
    const known = first.get(key);
    if (known === undefined) first.set(key, symbol);
    else if (known.module !== symbol.module) {
      report(
        diagnostic(codes.clashInWorld, { file: symbol.module.file, span: symbol.nameNode.span }, { name: symbol.name, what: describeSymbol(symbol), other: known.module.file.path }, {
          related: [{ message: 'also declared here', location: { file: known.module.file, span: known.nameNode.span } }],
        }),
      );
    }
  }
}

/** The entry, and every module that a whole module imports without a list of names. */
export function wholeModules(graph: ModuleGraph): ReadonlySet<LoadedModule> {
  const whole = new Set([graph.entry]);
  for (const module of whole) {
    for (const { decl, target } of module.imports) if (decl.names === null && target !== null) whole.add(target);
  }
  return whole;
}

function subtypes(scopes: Scopes, declared: Declared): Map<Sym, TypeSymbol[]> {
  const below = new Map<Sym, TypeSymbol[]>();
  for (const [module, symbols] of declared) {
    const scope = scopes.get(module);
    for (const symbol of symbols) {
      if (symbol.decl.kind !== 'type' || symbol.namespace !== 'type') continue;
      for (const parent of symbol.decl.parents) {
        const target = scope?.lookup('type', parent.text);
        if (target === undefined) continue;
        const list = below.get(target);
        if (list === undefined) below.set(target, [symbol]);
        else list.push(symbol);
      }
    }
  }
  return below;
}

/** The names of types and entities that a declaration speaks of. */
export function typeNames(symbol: Sym): Iterable<string> {
  return typeNamesOf(symbol.decl);
}

function* typeNamesOf(decl: Decl): Iterable<string> {
  switch (decl.kind) {
    case 'type':
      for (const parent of decl.parents) yield parent.text;
      if (decl.definition !== null) yield* namesIn(decl.definition);
      return;
    case 'tool':
      for (const variable of decl.typeParams) if (variable.bound !== null) yield* namesIn(variable.bound);
      for (const param of decl.params) {
        if (param.type === null) yield param.name.text;
        else yield* namesIn(param.type);
      }
      yield* namesIn(decl.result);
      for (const clause of decl.clauses) {
        if (clause.kind === 'returns') yield* entitiesIn(clause.expr);
        else if (clause.kind === 'requires') yield* entitiesIn(clause.condition);
      }
      return;
    case 'constraint':
      for (const rule of decl.rules) if (rule.kind === 'goal' || rule.kind === 'from-user') for (const type of rule.types) yield* namesIn(type);
      return;
    case 'template': {
      const variables = new Set(decl.params.map((p) => p.name.text));
      for (const { domain } of decl.params) if (domain.kind === 'type' && domain.bound !== null) yield* namesIn(domain.bound);
      // Listed names may be types.
      for (const { domain } of decl.params) if (domain.kind === 'names') for (const name of domain.names) yield name.text;
      for (const inner of decl.decls) for (const name of typeNamesOf(inner)) if (!variables.has(name)) yield name;
      return;
    }
    case 'entity':
      for (const field of decl.fields) {
        if (field.type === null) yield field.name.text;
        else yield* namesIn(field.type);
        if (field.derived !== null) yield* entitiesIn(field.derived);
      }
      return;
    case 'tasks':
    case 'app':
      return;
    default: {
      const never: never = decl;
      return never;
    }
  }
}

/** Entities are the names in `PascalCase`. */
function* entitiesIn(expr: Expr): Iterable<string> {
  for (const name of namesInExpr(expr)) if (/^[A-Z]/.test(name.text)) yield name.text;
}

function* namesIn(type: TypeExpr): Iterable<string> {
  switch (type.kind) {
    case 'named-type':
      if (type.path.length === 1 && type.path[0] !== undefined) yield type.path[0].text;
      return;
    case 'list-type':
      return yield* namesIn(type.element);
    case 'dict-type':
      yield* namesIn(type.key);
      return yield* namesIn(type.value);
    case 'union-type':
      for (const alternative of type.alternatives) yield* namesIn(alternative.type);
      return;
    case 'optional-type':
      return yield* namesIn(type.of);
    case 'record-type':
      for (const field of type.fields) {
        if (field.type === null) yield field.name.text;
        else yield* namesIn(field.type);
      }
      return;
    default:
      return;
  }
}
