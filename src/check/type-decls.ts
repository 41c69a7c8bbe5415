/**
 * Declarations of types. A definition made of types is an alias, expanded where it is used; any other declaration is a
 * nominal type of the IR.
 */
import * as names from '../diagnostics/codes/modules.js';
import { keyCycle } from '../diagnostics/codes/entities.js';
import * as codes from '../diagnostics/codes/type-uses.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import type { BaseName, TypeIR, TypeRef } from '../ir/ir.js';
import { compareCodeUnits } from '../runtime/canonical.js';
import { isBase, TypeTable } from '../runtime/type-table.js';
import { findCycles } from '../resolve/cycles.js';
import type { Sym, TypeSymbol } from '../resolve/symbols.js';
import type { Location } from '../source/source.js';
import type { Decl, EntityDecl, TypeDecl, TypeExpr } from '../syntax/ast.js';
import { baseOf } from '../types/base.js';
import { checkNominal } from '../types/nominal.js';
import { buildValueSet } from '../types/values/build.js';
import { sortOf } from '../types/values/classify.js';
import type { ValueContext } from '../types/values/context.js';
import { ModuleView, type Checker } from './context.js';
import { readDataFile } from './data-file.js';
import { type DeclaredTypes, resolveNamed, resolveType } from './type-uses.js';
import { pluralOf, toWords } from './words.js';

type Declared = TypeSymbol & { readonly decl: TypeDecl };

export class TypeDeclarations implements DeclaredTypes {
  readonly #checker: Checker;
  readonly #refs = new Map<TypeSymbol, TypeRef | null>();
  readonly #open = new Set<TypeSymbol>();
  readonly #broken: ReadonlySet<Decl>;
  /** Types whose values could not be read, which has been reported. */
  readonly #failed = new Set<string>();
  /** Those of them of whose values not even the kind is known: what is computed with them is passed over. */
  readonly #unknowable = new Set<string>();
  /** Whether a parent was wrong, which has been reported: then nothing is said of types that seem to be empty. */
  #doubtful = false;
  readonly #declared: readonly Declared[];
  /** The nominal types, sorted by name. */
  readonly types: readonly TypeIR[];
  readonly table: TypeTable;

  constructor(checker: Checker, world: ReadonlySet<Sym>, broken: ReadonlySet<Decl>) {
    this.#checker = checker;
    this.#broken = broken;
    this.#declared = [...world].filter((s): s is Declared => s.namespace === 'type' && s.decl.kind === 'type');
    for (const symbol of this.#declared) this.#checkHead(symbol);
    const parents = this.#parents();
    const types: TypeIR[] = [];
    for (const symbol of this.#declared) {
      if (broken.has(symbol.decl)) {
        // Its name is known, so that what is declared below it is no mistake; nothing is said of its values.
        this.#doubtful = true;
        types.push({ name: symbol.name, description: '', noun: symbol.name, plural: symbol.name, parents: [], values: null, accepts: null });
      } else if (!isAlias(symbol.decl)) types.push(this.#nominal(symbol, parents.get(symbol) ?? []));
    }
    this.types = dedupe(types.sort((a, b) => compareCodeUnits(a.name, b.name)));
    this.table = new TypeTable(this.types);
    for (const symbol of this.#declared) if (isAlias(symbol.decl) && !broken.has(symbol.decl)) this.refOf(symbol);
    this.#checkWhole();
  }

  refOf(symbol: TypeSymbol): TypeRef | null {
    const { decl } = symbol;
    if (decl.kind === 'entity') return this.#keyOf(symbol, decl);
    if (this.#broken.has(decl) || this.#unknowable.has(symbol.name)) return null;
    if (!isAlias(decl)) return { kind: 'named', name: symbol.name };
    const known = this.#refs.get(symbol);
    if (known !== undefined) return known;
    if (this.#open.has(symbol)) return null;
    this.#open.add(symbol);
    const view = new ModuleView(this.#checker, symbol.module);
    const ref = decl.definition === null ? null : resolveType(decl.definition, view, this, new Set());
    this.#open.delete(symbol);
    this.#refs.set(symbol, ref);
    return ref;
  }

  /** An entity stands for the type of its key. */
  #keyOf(symbol: TypeSymbol, decl: EntityDecl): TypeRef | null {
    const known = this.#refs.get(symbol);
    if (known !== undefined) return known;
    const key = decl.fields.find((f) => f.modifiers.some((m) => m.kind === 'key'));
    if (this.#broken.has(decl) || key === undefined || key.name.missing) return null;
    const view = new ModuleView(this.#checker, symbol.module);
    if (this.#open.has(symbol)) {
      view.report(keyCycle, key.name.span, { names: [...this.#open].filter((s) => s.decl.kind === 'entity').map((s) => s.name) });
      this.#refs.set(symbol, null);
      return null;
    }
    this.#open.add(symbol);
    const ref = resolveNamed(key.name, key.type, view, this, new Set());
    this.#open.delete(symbol);
    this.#refs.set(symbol, this.#refs.get(symbol) === null ? null : ref);
    return ref;
  }

  describe(symbol: TypeSymbol): string {
    return symbol.decl.doc?.text ?? '';
  }

  baseOf(ref: TypeRef): BaseName | null {
    switch (ref.kind) {
      case 'named': {
        const bases = [...this.table.ancestors(ref.name)].filter(isBase);
        if (bases.includes('int')) return 'int';
        if (bases[0] !== undefined) return bases[0];
        const values = this.table.get(ref.name)?.values ?? null;
        if (values !== null) return baseOf(values);
        const below = this.table.children(ref.name).map((name) => this.baseOf({ kind: 'named', name }));
        return joinBases(below);
      }
      case 'union':
        return joinBases(ref.members.map((m) => this.baseOf(m.type)));
      default:
        return null;
    }
  }

  #checkHead(symbol: Declared): void {
    const { decl } = symbol;
    const view = new ModuleView(this.#checker, symbol.module);
    if (isBase(symbol.name)) view.report(names.baseName, symbol.nameNode.span, { name: symbol.name });
    else view.snakeCase('type', symbol.nameNode);
    if (this.#broken.has(decl) || !isAlias(decl)) return;
    if (decl.definition !== null && sortOf(decl.definition) === 'mixed') return;
    const first = decl.parents[0];
    if (first !== undefined) view.report(codes.aliasBelow, first.span, { name: symbol.name });
    if (decl.accepts !== null) view.report(codes.aliasAccepts, decl.accepts.span, { name: symbol.name, clause: 'accepts' });
    const noun = decl.noun ?? decl.plural;
    if (noun !== null) view.report(codes.aliasAccepts, noun.span, { name: symbol.name, clause: decl.noun === null ? 'plural' : 'noun' });
  }

  /** The declared parents by symbol, those that are wrong left out; circles are reported and broken. */
  #parents(): Map<Declared, string[]> {
    const edges = new Map<Declared, Declared[]>();
    const result = new Map<Declared, string[]>();
    for (const symbol of this.#declared) {
      const view = new ModuleView(this.#checker, symbol.module);
      const targets: Declared[] = [];
      const known: string[] = [];
      for (const parent of isAlias(symbol.decl) || this.#broken.has(symbol.decl) ? [] : symbol.decl.parents) {
        if (isBase(parent.text)) {
          known.push(parent.text);
          continue;
        }
        const target = view.lookup('type', parent, 'type');
        this.#doubtful ||= target === undefined || target.decl.kind === 'entity' || isAlias(target.decl);
        if (target === undefined) continue;
        if (target.decl.kind === 'entity' || isAlias(target.decl)) view.report(codes.parentNoType, parent.span, { name: parent.text, entity: target.decl.kind === 'entity' });
        else {
          known.push(target.name);
          const declared = this.#declared.find((d) => d === target);
          if (declared !== undefined) targets.push(declared);
        }
      }
      edges.set(symbol, targets);
      result.set(symbol, known);
    }
    for (const symbol of this.#declared) if (isAlias(symbol.decl)) edges.set(symbol, this.#aliasTargets(symbol));
    for (const cycle of findCycles(this.#declared, (s) => edges.get(s) ?? [])) this.#breakCycle(cycle, result);
    return result;
  }

  #aliasTargets(symbol: Declared): Declared[] {
    const scope = this.#checker.scopes.get(symbol.module);
    const named = new Set<string>();
    if (symbol.decl.definition !== null) collectNames(symbol.decl.definition, named);
    return [...named].flatMap((n) => this.#declared.find((d) => d === scope?.lookup('type', n)) ?? []);
  }

  #breakCycle(cycle: readonly Declared[], parents: Map<Declared, string[]>): void {
    const first = cycle[0];
    if (first === undefined) return;
    this.#doubtful = true;
    const related = cycle.slice(1).map((s) => ({ message: `through \`${s.name}\``, location: { file: s.module.file, span: s.nameNode.span } }));
    this.#checker.report(diagnostic(codes.typeCycle, { file: first.module.file, span: first.nameNode.span }, { names: cycle.map((s) => s.name) }, { related }));
    for (const symbol of cycle) {
      if (isAlias(symbol.decl)) this.#refs.set(symbol, null);
      else parents.set(symbol, (parents.get(symbol) ?? []).filter((p) => !cycle.some((c) => c.name === p)));
    }
  }

  #nominal(symbol: Declared, parents: readonly string[]): TypeIR {
    const { decl } = symbol;
    const view = new ModuleView(this.#checker, symbol.module);
    const base = this.#baseFromParents(symbol, parents, view);
    const build = (expr: TypeExpr | null, accepts: boolean): TypeIR['values'] => {
      if (expr === null) return null;
      return buildValueSet(expr, this.#valueContext(symbol, base, accepts), (d) => this.#checker.report(d));
    };
    const noun = decl.noun?.value ?? toWords(symbol.name);
    const values = build(decl.definition, false);
    if (values === null && decl.definition !== null) {
      this.#failed.add(symbol.name);
      if (base === null || hasCalendar(decl.definition)) this.#unknowable.add(symbol.name);
    }
    const accepts = build(decl.accepts, true);
    return { name: symbol.name, description: decl.doc?.text ?? '', noun, plural: decl.plural?.value ?? pluralOf(noun), parents: [...new Set(parents)].sort(compareCodeUnits), values, accepts };
  }


  #valueContext(symbol: Declared, base: BaseName | null, accepts: boolean): ValueContext {
    const { module } = symbol;
    const { host } = this.#checker;
    return {
      base,
      accepts,
      file: module.file,
      faker: (generator, count) => host.faker(generator, count),
      readData: (name) => readDataFile(host, module, name),
    };
  }

  /** The base type that the parents lead to, by their declarations alone. */
  #baseFromParents(symbol: Declared, parents: readonly string[], view: ModuleView): BaseName | null {
    const bases = new Set<BaseName>();
    const byName = new Map(this.#declared.map((d) => [d.name, d]));
    const seen = new Set<string>();
    const climb = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      if (isBase(name)) bases.add(name);
      else for (const p of byName.get(name)?.decl.parents ?? []) climb(p.text);
    };
    parents.forEach(climb);
    if (bases.has('int')) bases.delete('float');
    if (bases.size > 1) {
      this.#doubtful = true;
      view.report(codes.twoBases, symbol.nameNode.span, { name: symbol.name, bases: [...bases].sort().map((b) => `\`${b}\``) });
      return null;
    }
    const [only] = bases;
    return only ?? null;
  }

  /** What can be said only of all types together. */
  #checkWhole(): void {
    const places = new Map(this.#declared.map((d) => [d.name, d]));
    const at = (name: string): Location | null => {
      const symbol = places.get(name);
      return symbol === undefined ? null : { file: symbol.module.file, span: symbol.nameNode.span };
    };
    checkNominal(this.table, this.types.filter((t) => !this.#isBroken(t.name)), {
      parent: (type, parent) => {
        const symbol = places.get(type);
        const name = symbol?.decl.parents.find((p) => p.text === parent);
        return symbol === undefined || name === undefined ? null : { file: symbol.module.file, span: name.span };
      },
      declaration: at,
    }, (d) => this.#checker.report(d));
    for (const type of this.#doubtful ? [] : this.types) {
      const below = this.table.downSet(type.name);
      const filled = below.some((n) => this.table.get(n)?.values != null || this.#failed.has(n));
      if (filled || below.some((n) => this.table.get(n)?.accepts != null)) continue;
      const location = at(type.name);
      if (location !== null) this.#checker.report(diagnostic(codes.emptyType, location, { name: type.name }));
    }
  }

  #isBroken(name: string): boolean {
    return this.#declared.some((d) => d.name === name && this.#broken.has(d.decl));
  }
}

/** A definition made of types; an empty union of both sorts counts as one, too, and is reported where it is resolved. */
function isAlias(decl: TypeDecl): boolean {
  if (decl.definition === null) return false;
  const sort = sortOf(decl.definition);
  return sort === 'types' || sort === 'mixed';
}

function hasCalendar(expr: TypeExpr): boolean {
  if (expr.kind === 'union-type') return expr.alternatives.some((a) => hasCalendar(a.type));
  return expr.kind === 'call-type' && (expr.name.text === 'date' || expr.name.text === 'time' || expr.name.text === 'datetime');
}

function joinBases(bases: readonly (BaseName | null)[]): BaseName | null {
  const distinct = new Set(bases);
  if (distinct.has('float')) distinct.delete('int');
  const [only] = distinct;
  return distinct.size === 1 ? (only ?? null) : null;
}

function dedupe(types: readonly TypeIR[]): TypeIR[] {
  return types.filter((t, i) => i === 0 || types[i - 1]?.name !== t.name);
}

function collectNames(expr: TypeExpr, into: Set<string>): void {
  switch (expr.kind) {
    case 'named-type':
      if (expr.path[0] !== undefined) into.add(expr.path[0].text);
      return;
    case 'list-type':
      return collectNames(expr.element, into);
    case 'dict-type':
      collectNames(expr.key, into);
      return collectNames(expr.value, into);
    case 'union-type':
      for (const a of expr.alternatives) collectNames(a.type, into);
      return;
    case 'optional-type':
      return collectNames(expr.of, into);
    case 'record-type':
      for (const f of expr.fields) {
        if (f.type === null) into.add(f.name.text);
        else collectNames(f.type, into);
      }
      return;
    default:
      return;
  }
}

