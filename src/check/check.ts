/** The checker: from the declarations of a world to its program, which is the IR but for its hash. */
import { diagnostic, hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import * as names from '../diagnostics/codes/modules.js';
import * as taskCodes from '../diagnostics/codes/task-sets.js';
import { noTools } from '../diagnostics/codes/tools.js';
import type { Host } from '../host/host.js';
import type { TaskSetIR, ToolIR, WorldIR } from '../ir/ir.js';
import { Denotations } from '../runtime/denotation.js';
import { compareCodeUnits } from '../runtime/canonical.js';
import type { LoadedModule, ModuleGraph } from '../resolve/modules.js';
import { buildScopes, type Declared, type Scopes } from '../resolve/scopes.js';
import type { Sym, ToolSymbol } from '../resolve/symbols.js';
import { reportClashes, typeNames, worldSymbols } from '../resolve/world.js';
import { findCycles } from '../resolve/cycles.js';
import { resultFeeds } from '../graph/edges.js';
import { MAX_SOURCE_LENGTH } from '../syntax/parse.js';
import type { Decl, ToolDecl } from '../syntax/ast.js';
import { ModuleView, type Checker } from './context.js';
import { EntityDeclarations } from './entities/entities.js';
import { uncallable } from '../sample/feasible.js';
import { chooseHeldOut } from './hold-out.js';
import { checkPlacement } from './placement.js';
import { checkRule, type PlacedRule } from './rules.js';
import { checkApps } from './logins.js';
import { ToolInventory } from './selectors.js';
import { checkTaskSet, rulesOfParts, toConstraint, type TaskSetDraft } from './task-sets.js';
import { checkTool } from './tools.js';
import { TypeDeclarations } from './type-decls.js';
import { expandTemplates, type Expanded } from './templates/expand.js';
import { isSnakeCase, toSnakeCase } from './words.js';

export type UnhashedIR = Omit<WorldIR, 'hash'>;

/** A checked world, with the places in the source that its parts come from. */
export interface CheckedWorld {
  /** null where an error was reported. */
  readonly program: UnhashedIR | null;
  readonly places: Places;
  /** What is known whether or not the world is whole: for editors. */
  readonly parts: WorldParts;
}

export interface WorldParts {
  readonly scopes: Scopes;
  readonly declared: Declared;
  /** The declarations that make up the world. */
  readonly symbols: ReadonlySet<Sym>;
  readonly types: TypeDeclarations;
  readonly entities: EntityDeclarations;
  /** The tools without a mistake, sorted by name. */
  readonly tools: readonly ToolIR[];
  /** What the templates made: their symbols are among `symbols`, with modules of their own. */
  readonly expanded: readonly Expanded[];
}

/** Where a world's parts are declared, for the rules on whole worlds. */
export interface Places {
  readonly tools: ReadonlyMap<string, { readonly view: ModuleView; readonly decl: ToolDecl }>;
  readonly sets: ReadonlyMap<string, { readonly view: ModuleView; readonly draft: TaskSetDraft; readonly at: { readonly start: number; readonly end: number } }>;
}

/** @param typed told the type of every expression that has one */
export function checkWorld(host: Host, graph: ModuleGraph, report: (d: Diagnostic) => void, typed?: Checker['typed']): CheckedWorld {
  const broken: ReadonlySet<Decl> = new Set(graph.modules.flatMap((m) => [...m.broken]));
  let failed = broken.size > 0;
  const tell = (d: Diagnostic): void => {
    failed ||= hasErrors([d]);
    report(d);
  };
  reportImportCycles(graph, tell);
  const { scopes, declared } = buildScopes(graph, tell);
  const written: Checker = { host, scopes, report: tell, ...(typed === undefined ? {} : { typed }) };
  const writtenWorld = worldSymbols(graph, scopes, declared);
  reportClashes(writtenWorld, tell);
  for (const module of graph.modules) checkPlacement(new ModuleView(written, module));
  const expansions = expandTemplates(graph, written, writtenWorld, declared, broken);
  const checker: Checker = { ...written, scopes: new Map([...scopes, ...expansions.scopes]) };
  const world: ReadonlySet<Sym> = new Set([...writtenWorld, ...expansions.all.flatMap((e) => e.symbols)]);
  const types = new TypeDeclarations(checker, world, broken);
  const entities = new EntityDeclarations(checker, world, broken, types);
  const denotations = new Denotations(types.table);
  const views = new Map<LoadedModule, ModuleView>(graph.modules.map((m) => [m, new ModuleView(checker, m)]));
  const viewOf = (symbol: Sym): ModuleView => views.get(symbol.module) ?? new ModuleView(checker, symbol.module);

  const toolPlaces = new Map<string, { view: ModuleView; decl: ToolDecl }>();
  const tools: ToolIR[] = [];
  const knownTools = new Set<string>();
  const knownConstraints = new Set<string>();
  const inOrder = [...world];
  for (const symbol of inOrder) {
    const view = viewOf(symbol);
    if (symbol.namespace === 'constraint') knownConstraints.add(symbol.name);
    if (symbol.namespace !== 'tool') continue;
    knownTools.add(symbol.name);
    if (!isTool(symbol) || broken.has(symbol.decl)) continue;
    const tool = checkTool(symbol, view, types, denotations, entities);
    if (tool === null || toolPlaces.has(tool.name)) continue;
    tools.push(tool);
    toolPlaces.set(tool.name, { view, decl: symbol.decl });
  }
  const entityIRs = entities.lower(denotations);
  const logins = checkApps(world, broken, types, viewOf);
  tools.sort((a, b) => compareCodeUnits(a.name, b.name));
  const inventory = new ToolInventory(tools, knownTools, groupsOf(world, expansions.all));

  const constraints = new Map<string, readonly PlacedRule[]>();
  for (const symbol of inOrder) {
    if (symbol.namespace !== 'constraint' || broken.has(symbol.decl)) continue;
    const view = viewOf(symbol);
    view.snakeCase('constraint', symbol.nameNode);
    constraints.set(symbol.name, symbol.decl.rules.flatMap((rule) => checkRule(rule, view, types, inventory)));
  }
  const drafts: TaskSetDraft[] = [];
  const setPlaces = new Map<string, { view: ModuleView; draft: TaskSetDraft; at: { start: number; end: number } }>();
  for (const symbol of inOrder) {
    if (symbol.namespace !== 'tasks' || broken.has(symbol.decl)) continue;
    const view = viewOf(symbol);
    const draft = checkTaskSet(symbol, view, constraints, knownConstraints, inventory);
    if (draft === null || setPlaces.has(draft.name)) continue;
    drafts.push(draft);
    setPlaces.set(draft.name, { view, draft, at: symbol.nameNode.span });
  }
  const header = checkHeader(graph, tell);
  const places: Places = { tools: toolPlaces, sets: setPlaces };
  const first = setPlaces.values().next().value;
  if (tools.length === 0 && knownTools.size === 0 && first !== undefined) first.view.report(noTools, first.at, { name: header.name });
  const base: Omit<UnhashedIR, 'taskSets'> = {
    irVersion: 1,
    world: header,
    types: [...types.types, ...logins.types].sort(byName),
    entities: entityIRs,
    apps: logins.apps,
    tools: [...tools, ...logins.tools].sort(byName),
    constraints: [...constraints].map(([name, rules]) => toConstraint(name, rules)).sort((a, b) => compareCodeUnits(a.name, b.name)),
  };
  const heldOut = failed ? null : decideTools(base, drafts, types, setPlaces);
  reportUnusedImports(graph, checker, declared, tell);
  const parts: WorldParts = { scopes, declared, symbols: world, types, entities, tools, expanded: expansions.all };
  if (failed || heldOut === null) return { program: null, places, parts };
  const taskSets = drafts.map(({ placed: _placed, placedInMix: _mixed, ...draft }): TaskSetIR => ({ ...draft, tools: heldOut.get(draft.name) ?? [] })).sort((a, b) => compareCodeUnits(a.name, b.name));
  const program: UnhashedIR = { ...base, taskSets };
  return { program, places, parts };
}

/** The tools that the names of apps and templates stand for. */
function groupsOf(world: ReadonlySet<Sym>, expanded: readonly Expanded[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const symbol of world) if (symbol.decl.kind === 'app' || symbol.decl.kind === 'template') groups.set(symbol.name, []);
  for (const symbol of world) if (symbol.decl.kind === 'tool' && symbol.inside?.kind === 'app') groups.get(symbol.inside.name.text)?.push(symbol.name);
  for (const { template, symbols } of expanded) for (const symbol of symbols) if (symbol.decl.kind === 'tool') groups.get(template.name)?.push(symbol.name);
  return groups;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareCodeUnits(a.name, b.name);
}

function isTool(symbol: ToolSymbol): symbol is ToolSymbol & { readonly decl: ToolDecl } {
  return symbol.decl.kind === 'tool';
}

/** The tools of each set: what it holds out for itself, or whatever no set holds out. */
function decideTools(base: Omit<UnhashedIR, 'taskSets'>, drafts: readonly TaskSetDraft[], types: TypeDeclarations, places: Places['sets']): ReadonlyMap<string, readonly string[]> | null {
  // The tools that come with logins are no part of compositions.
  const tools = base.tools.filter((t) => t.access === undefined);
  const ir: WorldIR = { ...base, taskSets: [], hash: '' };
  const feeds = resultFeeds(tools, types.table);
  const taken = new Set<string>();
  const held = new Map<string, readonly string[]>();
  const byName = [...drafts].sort((a, b) => compareCodeUnits(a.name, b.name));
  for (const draft of byName) {
    if (draft.holdOut === 0) continue;
    const available = tools.map((t) => t.name).filter((name) => !taken.has(name));
    const place = places.get(draft.name);
    if (draft.holdOut > available.length) {
      place?.view.report(taskCodes.tooManyHeldOut, place.at, { wanted: draft.holdOut, available: available.length });
      return null;
    }
    const parts = rulesOfParts(ir, draft);
    const chosen = chooseHeldOut(base.world.name, draft.name, draft.holdOut, available, feeds, (names) => {
      const [first = [], ...others] = parts.map((rules) => uncallable(ir, names, rules));
      return first.filter((name) => others.every((list) => list.includes(name)));
    });
    held.set(draft.name, chosen);
    for (const name of chosen) taken.add(name);
  }
  const rest = tools.map((t) => t.name).filter((name) => !taken.has(name));
  for (const draft of byName) if (draft.holdOut === 0) held.set(draft.name, rest);
  return held;
}

const VERSION = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

function checkHeader(graph: ModuleGraph, report: (d: Diagnostic) => void): WorldIR['world'] {
  const { ast, file } = graph.entry;
  if (ast.world === null) {
    if (file.text.length <= MAX_SOURCE_LENGTH) report(diagnostic(names.noHeader, { file, span: { start: 0, end: Math.min(1, file.text.length) } }, { path: file.path }));
    return { name: 'world', version: '0.0.0', description: '' };
  }
  const { name, version, doc } = ast.world;
  if (!name.missing && !isSnakeCase(name.text)) {
    const better = toSnakeCase(name.text);
    const location = { file, span: name.span };
    report(diagnostic(names.badCase, location, { what: 'world', name: name.text, better, style: 'snake_case' }, { fixes: [{ title: `Rename to \`${better}\``, edits: [{ location, newText: better }] }] }));
  }
  if (version !== null && (!VERSION.test(version.value) || version.value.length > 64)) report(diagnostic(names.badVersion, { file, span: version.span }, { version: version.value }));
  return { name: name.text, version: version?.value ?? '0.0.0', description: doc?.text ?? '' };
}

function reportImportCycles(graph: ModuleGraph, report: (d: Diagnostic) => void): void {
  for (const cycle of findCycles(graph.modules, (m) => m.imports.flatMap((i) => i.target ?? []))) {
    const first = cycle[0];
    const next = cycle[1] ?? first;
    const at = first?.imports.find((i) => i.target === next)?.decl;
    if (first === undefined || at === undefined) continue;
    report(diagnostic(names.importCycle, { file: first.file, span: at.from?.span ?? at.span }, { files: cycle.map((m) => m.file.path) }));
  }
}

/** In files of the project other than the entry: importing a name into the entry is a use of it. */
function reportUnusedImports(graph: ModuleGraph, checker: Checker, declared: Declared, report: (d: Diagnostic) => void): void {
  for (const module of graph.modules) {
    if (module === graph.entry || module.territory.name !== null) continue;
    // What entities and templates speak of is not looked up yet.
    if (module.broken.size > 0 || module.ast.decls.some((d) => d.kind === 'entity' || d.kind === 'app' || d.kind === 'template')) continue;
    const scope = checker.scopes.get(module);
    // Declarations that are no part of this world were not looked at, and use their imports all the same.
    for (const symbol of declared.get(module) ?? []) for (const name of typeNames(symbol)) scope?.lookup('type', name);
    for (const { decl, target } of module.imports) {
      for (const name of decl.names ?? []) {
        if (target === null || scope === undefined || scope.isUsed(name) || name.name.missing) continue;
        const symbols = [...scope.importedBy(name)];
        // Importing a tool makes it part of the world wherever the whole file is; only types can be idle.
        if (symbols.length > 0 && symbols.every((s) => s.namespace === 'type')) report(diagnostic(names.unusedImport, { file: module.file, span: name.span }, { name: (name.alias ?? name.name).text }));
      }
    }
  }
}
