/** What every part of completion works with. */
import type { IToken } from 'chevrotain';
import { ModuleView, type Checker } from '../../check/context.js';
import { resolveNamed, resolveType } from '../../check/type-uses.js';
import { Statics } from '../../check/statics.js';
import type { TypeRef } from '../../ir/ir.js';
import type { Decl, Expr, TemplateDecl, ToolDecl } from '../../syntax/ast.js';
import { childrenOf } from '../../syntax/children.js';
import { Shapes, type Shape, type Surroundings } from '../shapes.js';
import { contains, declsAt } from '../tree.js';
import type { FileView, Workspace } from '../workspace.js';
import { readToolHead, type ToolHead } from '../tool-head.js';
import type { Place } from './place.js';

export interface Context {
  readonly workspace: Workspace;
  /** Perhaps of a moment ago: what names mean changes more slowly than text. */
  readonly view: FileView;
  readonly place: Place;
  /** The declarations around, the outermost first, from the text as it is now. */
  readonly around: readonly Decl[];
  /** Whether the parser met a mistake in them. */
  readonly broken: boolean;
}

export function contextAt(workspace: Workspace, view: FileView, place: Place): Context {
  const syntax = workspace.syntax(view.path);
  const decls = syntax?.module.decls ?? [];
  // After the last token of a broken declaration one is still inside it.
  const start = place.chunk[0]?.startOffset ?? 0;
  const at = declsAt(decls, place.offset);
  const around = at.length > 0 ? at : declsAt(decls, start);
  return { workspace, view, place, around, broken: around[0] !== undefined && syntax?.broken.has(around[0]) === true };
}

/** The tool around, its head read from its tokens where the parser gave it up. */
export function toolAround({ around, broken, place }: Context): ToolHead | undefined {
  const whole = around.findLast((d): d is ToolDecl => d.kind === 'tool');
  if (whole !== undefined && !broken) return whole;
  return around.length === 0 || whole !== undefined || broken ? (readToolHead(place.chunk, place.offset) ?? whole) : undefined;
}

/** The clauses of the tool around, as far as they could be read. */
export function clausesAround({ around }: Context): ToolDecl['clauses'] {
  return around.findLast((d): d is ToolDecl => d.kind === 'tool')?.clauses ?? [];
}

export function templateAround(context: Context): TemplateDecl | undefined {
  return context.around.find((d): d is TemplateDecl => d.kind === 'template');
}

/** A view of the file that reports nothing. */
function silently({ workspace, view }: Context): ModuleView {
  const checker: Checker = { host: workspace.host, scopes: view.scopes, report: () => undefined };
  return new ModuleView(checker, view.module);
}

/** The types of the parameters and the result of the tool around, as far as they are known. */
export function typesOfTool(context: Context, tool: ToolHead): { readonly params: ReadonlyMap<string, TypeRef | null>; readonly result: TypeRef | null; readonly statics: Statics } {
  const { types, entities } = context.view.analysis.checked.parts;
  const view = silently(context);
  const variables = new Set(tool.typeParams.map((v) => v.name.text));
  const bounds = new Map(tool.typeParams.map((v) => [v.name.text, v.bound === null ? null : resolveType(v.bound, view, types, new Set())] as const));
  return {
    params: new Map(tool.params.map((p) => [p.name.text, resolveNamed(p.name, p.type, view, types, variables)] as const)),
    result: resolveType(tool.result, view, types, variables),
    statics: new Statics(types.table, bounds, (ref) => types.baseOf(ref), entities),
  };
}

/** The names that an expression at the offset may speak of, and what they are made of. */
export function surroundings(context: Context): Surroundings & { readonly locals: readonly string[] } {
  const { view, place } = context;
  const shapes = new Shapes(view.scopes);
  const names = new Map<string, Shape | null>();
  const locals: string[] = [];
  const tool = toolAround(context);
  for (const param of tool?.params ?? []) if (!param.name.missing) names.set(param.name.text, shapes.of(param.name, param.type, view.module));
  const entity = context.around.find((d) => d.kind === 'entity');
  if (entity?.kind === 'entity') for (const field of entity.fields) if (!field.name.missing) names.set(field.name.text, shapes.of(field.name, field.type, view.module));
  const visit = (expr: Expr): void => {
    if (!contains(expr.span, place.offset)) return;
    if (expr.kind === 'comprehension') {
      names.set(expr.variable.text, shapes.element(shapes.expr(expr.source, { module: view.module, names })));
      locals.push(expr.variable.text);
    }
    for (const inner of childrenOf(expr)) visit(inner);
  };
  for (const clause of clausesAround(context)) {
    if (clause.kind === 'returns') visit(clause.expr);
    if (clause.kind === 'requires') visit(clause.condition);
  }
  return { module: view.module, names, locals };
}

/** The last token before what is being written, and the one before it. */
export function previous(context: Context, steps = 1): IToken | undefined {
  return context.place.before[context.place.before.length - steps];
}
