/** Names of declarations: types, tools, tags, constraints, and what another file declares. */
import type { Decl } from '../../syntax/ast.js';
import { importable, importEdit } from '../code-actions.js';
import { showParam, showSignature, sourceText } from '../show.js';
import { BASE_TYPES, SOURCES } from '../vocabulary.js';
import { isBase } from '../../runtime/type-table.js';
import type { Namespace, Sym } from '../../resolve/symbols.js';
import { templateAround, toolAround, previous, type Context } from './context.js';
import type { ItemKind, Offer } from './item.js';

/** What of a world's types is wanted first. */
export type TypesFor = 'use' | 'parent' | 'goal' | 'input' | 'key';

export function offerTypes(context: Context, why: TypesFor): Offer[] {
  const { view } = context;
  const { types, tools } = view.analysis.checked.parts;
  const offers: Offer[] = [];
  for (const [name, doc] of BASE_TYPES) offers.push({ label: name, kind: 'type', rank: why === 'key' && name !== 'str' ? 3 : 2, detail: 'base type', doc });
  for (const variable of why === 'use' ? (toolAround(context)?.typeParams ?? []) : []) if (!variable.name.missing) offers.push({ label: variable.name.text, kind: 'type', rank: 0, detail: 'type variable' });
  for (const param of why === 'use' ? (templateAround(context)?.params ?? []) : []) if (!param.name.missing) offers.push({ label: param.name.text, kind: 'type', rank: 0, detail: 'template parameter' });
  const given = new Set<string>();
  if (why === 'goal') for (const tool of tools) collect(tool.result, given);
  if (why === 'input') for (const tool of tools) for (const param of tool.params) collect(param.type, given);
  const inScope = new Set<string>();
  for (const symbol of symbolsIn(context, 'type')) {
    inScope.add(symbol.local);
    const { decl } = symbol.symbol;
    // The declaration that is being written is no parent of itself.
    if (decl.kind === 'type' && why === 'parent' && (types.table.get(symbol.symbol.name) === undefined || context.around[0]?.name === decl.name || nameOf(context.around[0]) === symbol.symbol.name)) continue;
    const base = types.baseOf({ kind: 'named', name: symbol.symbol.name });
    const first = why === 'key' ? base === 'str' : why === 'goal' || why === 'input' ? given.has(symbol.symbol.name) : true;
    offers.push(offerSymbol(symbol, first ? 1 : 2));
  }
  return [...offers, ...offerImports(context, inScope, (d) => d.kind === 'type' || d.kind === 'entity')];
}

function collect(type: { readonly kind: string }, into: Set<string>): void {
  if ('name' in type && typeof type.name === 'string') into.add(type.name);
  for (const child of Object.values(type)) {
    if (Array.isArray(child)) for (const item of child) collect(item.type ?? item, into);
    else if (typeof child === 'object' && child !== null && 'kind' in child) collect(child, into);
  }
}

function nameOf(decl: Decl | undefined): string | undefined {
  return decl === undefined || 'parts' in decl.name ? undefined : decl.name.text;
}

export function offerSources(): Offer[] {
  return [...SOURCES].map(([name, { form, doc }]) => ({ label: name, kind: 'source', rank: 1, detail: form, doc, newText: name === 'digits' ? 'digits($1)' : `${name}("$1")`, snippet: true }));
}

export function offerTools(context: Context): Offer[] {
  const known = new Set<string>();
  const offers = symbolsIn(context, 'tool').map((s) => {
    known.add(s.symbol.name);
    return offerSymbol(s, 1);
  });
  // Tools that templates make have no declaration of their own.
  for (const tool of context.view.analysis.checked.parts.tools) if (!known.has(tool.name)) offers.push({ label: tool.name, kind: 'tool', rank: 2, doc: tool.description });
  return offers;
}

/** @param hash whether the `#` is written already */
export function offerTags(context: Context, hash: boolean): Offer[] {
  const counts = new Map<string, number>();
  for (const tool of context.view.analysis.checked.parts.tools) for (const tag of tool.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, n]) => ({ label: `#${tag}`, newText: hash ? tag : `#${tag}`, kind: 'tag', rank: hash ? 0 : 2, detail: n === 1 ? 'one tool' : `${n} tools` }));
}

export function offerConstraints(context: Context): Offer[] {
  return symbolsIn(context, 'constraint').map((s) => offerSymbol(s, 1));
}

/** The parameters of the tool whose name stands before the dot. */
export function offerParamsOfTool(context: Context): Offer[] {
  const name = previous(context, 2)?.image ?? '';
  const symbol = context.view.scopes.get(context.view.module)?.lookup('tool', name);
  if (symbol?.decl.kind !== 'tool') return [];
  const { decl, module } = symbol;
  return decl.params.filter((p) => p.defaultValue === null && !p.name.missing).map((p) => ({ label: p.name.text, kind: 'parameter', rank: 0, detail: showParam(module, p), doc: p.doc?.text ?? '' }));
}

/** What can stand in the braces of an import. */
export function offerExports(context: Context): Offer[] {
  const { workspace, view, place } = context;
  const at = place.chunk.findIndex((t) => t.image === 'from');
  const source = at === -1 ? undefined : place.chunk[at + 1]?.image.replaceAll('"', '');
  const taken = new Set(place.chunk.filter((t) => t.startOffset !== place.word.start).map((t) => t.image));
  const from = importable(workspace, view).filter((i) => source === undefined || source === '' || i.source === source);
  const paths = new Set(from.map((i) => i.path));
  const target = view.module.imports.find((i) => i.decl.from?.value === source)?.target;
  if (target != null) paths.add(target.path);
  return [...paths].flatMap((path) =>
    (workspace.syntax(path)?.module.decls ?? []).flatMap((decl): Offer[] => {
      const name = nameOf(decl);
      if (name === undefined || name === '' || taken.has(name) || decl.kind === 'tasks') return [];
      return [{ label: name, kind: decl.kind, rank: 1, detail: from.find((i) => i.path === path)?.source ?? '', doc: decl.doc?.text ?? '' }];
    }),
  );
}

/** Declarations of other files, each with the import that it takes. */
function offerImports(context: Context, inScope: ReadonlySet<string>, wanted: (decl: Decl) => boolean): Offer[] {
  const { workspace, view } = context;
  return importable(workspace, view).flatMap(({ source, path }) =>
    (workspace.syntax(path)?.module.decls ?? []).flatMap((decl): Offer[] => {
      const name = nameOf(decl);
      if (name === undefined || name === '' || inScope.has(name) || !wanted(decl)) return [];
      return [{ label: name, kind: kindOf(decl), rank: 3, detail: `import from "${source}"`, doc: decl.doc?.text ?? '', also: [importEdit(view, name, source)] }];
    }),
  );
}

interface Local {
  /** As this file calls it. */
  readonly local: string;
  readonly symbol: Sym;
}

function symbolsIn({ view }: Context, namespace: Namespace): Local[] {
  const scope = view.scopes.get(view.module);
  if (scope === undefined) return [];
  return [...scope.names(namespace)].flatMap((local) => {
    const symbol = scope.lookup(namespace, local);
    return symbol === undefined || isBase(local) ? [] : [{ local, symbol }];
  });
}

function offerSymbol({ local, symbol }: Local, rank: number): Offer {
  const { decl, module } = symbol;
  const detail = decl.kind === 'tool' ? showSignature(decl, module).replace(/^tool /, '') : decl.kind === 'type' && decl.definition !== null ? sourceText(module, decl.definition.span, 60) : decl.kind;
  return { label: local, kind: kindOf(decl), rank, detail, doc: decl.doc?.text ?? '' };
}

function kindOf(decl: Decl): ItemKind {
  return decl.kind === 'tasks' ? 'constraint' : decl.kind;
}
