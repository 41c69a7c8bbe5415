/**
 * All templates of a world, expanded: each choice of a template's variables that its conditions leave makes its declarations
 * once. What is made is checked like what is written.
 */
import * as codes from '../../diagnostics/codes/templates.js';
import { compareCodeUnits } from '../../runtime/canonical.js';
import { deriveKey } from '../../runtime/random.js';
import { isBase } from '../../runtime/type-table.js';
import type { LoadedModule, ModuleGraph } from '../../resolve/modules.js';
import { InstanceScope, type Declared, type Scope } from '../../resolve/scopes.js';
import { describeSymbol, symbolFor, type Sym, type ToolSymbol } from '../../resolve/symbols.js';
import { wholeModules } from '../../resolve/world.js';
import { SourceFile, type Location } from '../../source/source.js';
import type { Decl, ImportDecl, NumberLiteral, TemplateDecl, ToolDecl, TypeDecl } from '../../syntax/ast.js';
import { ModuleView, type Checker } from '../context.js';
import { isPascalCase } from '../words.js';
import { describeBindings, nameOfBinding, typeOf, type Binding, type Bindings } from './bindings.js';
import { brings, mentions } from './imports.js';
import { instantiate } from './instantiate.js';
import { isDeclaredBelow, isEntity, isNominal, shapeOf, type EntitySymbol, type NominalSymbol, type WrittenType } from './shapes.js';
import { checkTemplate, type Domain } from './well-formed.js';
import { Condition } from './where.js';

export type TemplateSymbol = ToolSymbol & { readonly decl: TemplateDecl };

function isTemplate(symbol: Sym): symbol is TemplateSymbol {
  return symbol.decl.kind === 'template';
}

/** What one choice of a template's variables made. */
export interface Expanded {
  readonly template: TemplateSymbol;
  readonly bindings: Bindings;
  readonly decls: readonly (TypeDecl | ToolDecl)[];
  readonly symbols: readonly Sym[];
}

export interface Expansions {
  /** By the names of templates, then in the order of choices. */
  readonly all: readonly Expanded[];
  /** The scopes of the instances, by modules that were made for them. */
  readonly scopes: ReadonlyMap<LoadedModule, Scope>;
}

/** Choices of variables that are looked at, and instances that are made, of one template. */
const MAX_CHOICES = 200_000;
const MAX_INSTANCES = 10_000;

export function expandTemplates(graph: ModuleGraph, checker: Checker, world: ReadonlySet<Sym>, declared: Declared, broken: ReadonlySet<Decl>): Expansions {
  const templates = [...world].filter(isTemplate).filter((s) => !broken.has(s.decl)).sort((a, b) => compareCodeUnits(a.name, b.name));
  const inventory = new Inventory(world, checker, broken);
  const whole = wholeModules(graph);
  const all: Expanded[] = [];
  const scopes = new Map<LoadedModule, Scope>();
  const taken = new Map<string, Sym>();
  for (const symbol of world) if (symbol.namespace === 'type' || symbol.namespace === 'tool') taken.set(`${symbol.namespace} ${symbol.name}`, symbol);
  for (const template of templates) {
    const view = new ModuleView(checker, template.module);
    view.snakeCase('template', template.nameNode);
    const domains = checkTemplate(template.decl, view);
    if (domains === null) continue;
    const uses = usesOf(template, graph, whole, checker, inventory);
    const chosen = choose(template, domains, uses, inventory, view);
    if (chosen === null) continue;
    if (chosen.length === 0) reportNothing(template, domains, inventory, uses, view);
    for (const bindings of chosen) {
      const made = makeInstance(template, bindings, checker);
      scopes.set(made.scope.module, made.scope);
      all.push({ template, bindings, decls: made.decls, symbols: made.symbols.filter((symbol) => !clashes(symbol, template, taken, checker)) });
    }
  }
  reportIdleConditions(graph, whole, declared, checker);
  return { all, scopes };
}

/** What templates range over in a world. */
class Inventory {
  readonly entities: readonly EntitySymbol[];
  readonly types: readonly NominalSymbol[];
  /** Whether nothing was left out because of a mistake, which is reported where it stands. */
  readonly whole: boolean;
  readonly #children = new Map<NominalSymbol, NominalSymbol[]>();
  readonly #fields = new Map<EntitySymbol, readonly Binding[]>();

  constructor(
    world: ReadonlySet<Sym>,
    private readonly checker: Checker,
    broken: ReadonlySet<Decl>,
  ) {
    const byName = (a: Sym, b: Sym): number => compareCodeUnits(a.name, b.name);
    const sound = [...world].filter((s) => !broken.has(s.decl) && !(isEntity(s) && isUnfinished(s)));
    this.whole = sound.length === world.size;
    this.entities = sound.filter(isEntity).sort(byName);
    this.types = sound.filter(isNominal).sort(byName);
    for (const type of this.types) {
      for (const parent of type.decl.parents) {
        const target = checker.scopes.get(type.module)?.lookup('type', parent.text);
        if (target === undefined || !isNominal(target)) continue;
        const list = this.#children.get(target);
        if (list === undefined) this.#children.set(target, [type]);
        else list.push(type);
      }
    }
  }

  readonly children = (type: NominalSymbol): readonly NominalSymbol[] => this.#children.get(type) ?? [];

  /** The fields of an entity whose types are known: what is said of the others is said where they stand. */
  fields(entity: EntitySymbol): readonly Binding[] {
    const known = this.#fields.get(entity);
    if (known !== undefined) return known;
    const view = new ModuleView(this.checker, entity.module);
    const made: Binding[] = [];
    for (const field of entity.decl.fields) {
      const binding = { kind: 'field' as const, entity, field, view };
      if (!field.name.missing && isKnown(typeOf(binding))) made.push(binding);
    }
    this.#fields.set(entity, made);
    return made;
  }

  candidates(domain: Domain, before: Bindings): readonly Binding[] {
    switch (domain.kind) {
      case 'entity':
        return this.entities.map((entity) => ({ kind: 'entity', entity, view: new ModuleView(this.checker, entity.module) }));
      case 'field': {
        const of = typeof domain.of === 'string' ? before.get(domain.of) : undefined;
        const entity = typeof domain.of === 'string' ? (of?.kind === 'entity' ? of.entity : undefined) : domain.of;
        return entity === undefined ? [] : this.fields(entity);
      }
      case 'type': {
        const all = this.types.map((type) => ({ kind: 'type' as const, type, view: new ModuleView(this.checker, type.module) }));
        const { bound } = domain;
        return bound === null ? all : all.filter(({ type, view }) => isDeclaredBelow({ kind: 'nominal', type }, bound, view));
      }
      case 'name':
        return domain.names.map((text) => ({ kind: 'name', text }));
    }
  }
}

/** An entity without its key, or whose name reads like that of a parameter: what is made of it would only repeat that. */
function isUnfinished(entity: EntitySymbol): boolean {
  return !isPascalCase(entity.name) || entity.decl.fields.filter((f) => f.modifiers.some((m) => m.kind === 'key')).length !== 1;
}

function isKnown({ type, view }: WrittenType): boolean {
  switch (type.kind) {
    case 'named-type':
      return type.path.length === 1 && (isBase(type.path[0]?.text ?? '') || shapeOf({ type, view }).kind !== 'unknown');
    case 'list-type':
      return isKnown({ type: type.element, view });
    case 'optional-type':
      return isKnown({ type: type.of, view });
    case 'dict-type':
      return isKnown({ type: type.key, view }) && isKnown({ type: type.value, view });
    case 'union-type':
      return type.alternatives.every((a) => isKnown({ type: a.type, view }));
    case 'record-type':
      return type.fields.every((f) => isKnown({ type: f.type ?? { kind: 'named-type', path: [f.name], span: f.name.span }, view }));
    default:
      return false;
  }
}

/** One way that a template is in the world: what an import left of it. */
interface Use {
  readonly where: Condition | null;
  readonly sample: number | null;
  /** Whether it was asked for by its name. */
  readonly named: boolean;
}

function usesOf(template: TemplateSymbol, graph: ModuleGraph, whole: ReadonlySet<LoadedModule>, checker: Checker, inventory: Inventory): readonly Use[] {
  if (template.module === graph.entry) return [{ where: null, sample: null, named: true }];
  const uses: Use[] = [];
  for (const module of whole) {
    for (const { decl, target } of module.imports) {
      if (target !== template.module || !brings(decl, template)) continue;
      const view = new ModuleView(checker, module);
      // A condition on variables that a template does not have is about the other templates.
      const concerned = decl.where !== null && mentions(decl.where, template.decl);
      uses.push({ where: concerned && decl.where !== null ? new Condition(decl.where, view, inventory.children) : null, sample: sampleOf(decl.sample, view), named: decl.names !== null });
    }
  }
  return uses;
}

function sampleOf(literal: NumberLiteral | null, view: ModuleView): number | null {
  if (literal === null) return null;
  if (Number.isInteger(literal.value) && literal.value >= 1 && literal.value <= MAX_INSTANCES) return literal.value;
  view.report(codes.badWhere, literal.span, { problem: `${literal.raw} is not a number of instances`, hint: `\`sample\` takes a whole number from 1 to ${MAX_INSTANCES}` });
  return null;
}

/** The choices that are left; null where something was wrong, which has been reported. */
function choose(template: TemplateSymbol, domains: readonly Domain[], uses: readonly Use[], inventory: Inventory, view: ModuleView): readonly Bindings[] | null {
  const { decl } = template;
  const own = decl.where === null ? null : new Condition(decl.where, view, inventory.children);
  const passed: Bindings[] = [];
  let looked = 0;
  const visit = (at: number, bindings: Bindings): boolean => {
    const domain = domains[at];
    if (domain === undefined) {
      if (++looked > MAX_CHOICES || passed.length > MAX_INSTANCES) return false;
      if (own === null || own.holds(bindings)) passed.push(bindings);
      return true;
    }
    return inventory.candidates(domain, bindings).every((candidate) => visit(at + 1, new Map([...bindings, [domain.variable, candidate]])));
  };
  if (!visit(0, new Map())) {
    view.report(codes.tooManyInstances, template.nameNode.span, { name: template.name, limit: looked > MAX_CHOICES ? MAX_CHOICES : MAX_INSTANCES });
    return null;
  }
  if (own?.failed === true) return null;
  const sampled = pick(template, passed, sampleOf(decl.sample, view));
  const left = new Set<Bindings>();
  for (const use of uses) {
    const narrowed = use.where === null ? sampled : sampled.filter((b) => use.where?.holds(b) === true);
    if (use.where?.failed === true) return null;
    for (const bindings of pick(template, narrowed, use.sample)) left.add(bindings);
  }
  return sampled.filter((b) => left.has(b));
}

/**
 * So many of the choices, by the highest of keys made of names alone (rendezvous hashing: Thaler and Ravishankar 1998): what is
 * added to a world or taken away changes no choice among the rest, but for the place it takes.
 */
function pick(template: TemplateSymbol, choices: readonly Bindings[], count: number | null): readonly Bindings[] {
  if (count === null || choices.length <= count) return choices;
  const keyed = choices.map((bindings) => ({ bindings, key: keyOfChoice(template, bindings) }));
  keyed.sort((a, b) => compareCodeUnits(b.key, a.key));
  const kept = new Set(keyed.slice(0, count).map((k) => k.bindings));
  return choices.filter((b) => kept.has(b));
}

function keyOfChoice(template: TemplateSymbol, bindings: Bindings): string {
  return [...deriveKey(null, 'template', template.name, ...[...bindings.values()].map(nameOfBinding))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function makeInstance(template: TemplateSymbol, bindings: Bindings, checker: Checker): { readonly decls: Expanded['decls']; readonly symbols: readonly Sym[]; readonly scope: InstanceScope } {
  const { file } = template.module;
  const { decls, bound } = instantiate(template.decl.decls, bindings);
  const places = placesOf(bindings);
  const from = places.at(-1) ?? { file, span: template.nameNode.span };
  const home = places[0]?.file ?? file;
  const module: LoadedModule = { ...template.module, file: new SourceFile(file.path, file.text, { file, bindings: describeBindings(bindings), from, home }) };
  const app = template.inside?.kind === 'app' ? template.inside : null;
  const symbols = decls.flatMap((decl) => ('parts' in decl.name || decl.name.missing ? [] : [symbolFor(decl, decl.name, module, app)]));
  const own = new Map<string, Sym>();
  for (const symbol of [...bound.values(), ...symbols]) own.set(`${symbol.namespace} ${symbol.name}`, symbol);
  const outer = checker.scopes.get(template.module);
  if (outer === undefined) throw new Error(`the module of the template "${template.name}" has no scope`);
  return { decls, symbols, scope: new InstanceScope(module, outer, own) };
}

/** Where the bindings that stand for declarations are declared, in the order of the variables. */
function placesOf(bindings: Bindings): readonly Location[] {
  return [...bindings.values()].flatMap((binding): readonly Location[] => {
    switch (binding.kind) {
      case 'field':
        return [{ file: binding.entity.module.file, span: binding.field.name.span }];
      case 'entity':
        return [{ file: binding.entity.module.file, span: binding.entity.nameNode.span }];
      case 'type':
        return [{ file: binding.type.module.file, span: binding.type.nameNode.span }];
      case 'name':
        return [];
    }
  });
}

/** Whether something else has the name, which is reported. */
function clashes(symbol: Sym, template: TemplateSymbol, taken: Map<string, Sym>, checker: Checker): boolean {
  const key = `${symbol.namespace} ${symbol.name}`;
  const known = taken.get(key);
  if (known === undefined) {
    taken.set(key, symbol);
    return false;
  }
  const other = known.module.file.expansion;
  const view = new ModuleView(checker, symbol.module);
  const name = other === null ? `${describeSymbol(known) === 'app' ? 'an app' : `a ${describeSymbol(known)}`} of this name is declared` : other.file === template.module.file && other.bindings === symbol.module.file.expansion?.bindings ? 'made by it twice' : `made again with ${other.bindings}`;
  view.report(codes.instancesClash, symbol.nameNode.span, { what: describeSymbol(symbol), name: symbol.name, other: name }, { related: [{ message: 'the other one', location: { file: known.module.file, span: known.nameNode.span } }] });
  return true;
}

function reportNothing(template: TemplateSymbol, domains: readonly Domain[], inventory: Inventory, uses: readonly Use[], view: ModuleView): void {
  // Of a library that is imported whole, not every template has to fit.
  if (!inventory.whole) return;
  if (template.module.territory.name !== null && !uses.some((u) => u.named)) return;
  const wantsEntities = domains.some((d) => d.kind === 'entity') && inventory.entities.length === 0;
  const empty = domains.find((d) => d.kind === 'type' && inventory.candidates(d, new Map()).length === 0);
  const why = wantsEntities ? 'the world has no entity' : empty === undefined ? 'nothing meets its conditions' : `no type fits \`${empty.variable}\``;
  view.report(codes.makesNothing, template.nameNode.span, { name: template.name, why });
}

/** Imports with `where` or `sample` that bring no template, or whose condition is about no variable of theirs. */
function reportIdleConditions(graph: ModuleGraph, whole: ReadonlySet<LoadedModule>, declared: Declared, checker: Checker): void {
  for (const module of graph.modules) {
    for (const { decl, target } of module.imports) {
      const at = decl.where?.span ?? decl.sample?.span;
      if (at === undefined || target === null) continue;
      const view = new ModuleView(checker, module);
      const templates = (declared.get(target) ?? []).filter(isTemplate).filter((s) => brings(decl, s));
      if (templates.length === 0) view.report(codes.narrowsNothing, at, { problem: 'this import brings no template, so there is nothing to narrow' });
      else if (!whole.has(module)) view.report(codes.narrowsNothing, at, { problem: 'only what the world imports whole decides about templates: this file is not part of it' });
      else if (decl.where !== null && !templates.some((t) => idle(decl, t))) view.report(codes.narrowsNothing, at, { problem: `this condition speaks of no variable of ${templates.length === 1 ? `\`${templates[0]?.name ?? ''}\`` : 'the templates'}` });
    }
  }
}

function idle(decl: ImportDecl, template: TemplateSymbol): boolean {
  return decl.where !== null && mentions(decl.where, template.decl);
}
