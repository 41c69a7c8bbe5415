/** Declarations of what a world holds: types, tools, entities, apps, templates. */
import { builders, utils } from 'prettier/doc';
import * as t from '../../../grammar/tokens.js';
import type { AppDecl, Decl, EntityDecl, EntityField, Param, TemplateDecl, TemplateParam, ToolClause, ToolDecl, TypeDecl, TypeExpr, TypeParam } from '../../syntax/ast.js';
import type { Doc, Writer } from '../writer.js';
import { constraintDecl, tasksDecl, texts } from './constraints.js';
import { expression, tail } from './expressions.js';
import { body, bracketed, bracketedItems, number, type BodyItem } from './lists.js';
import { alternatives, size, typeExpr } from './types.js';

const { conditionalGroup, fill, group, indent } = builders;

export function declaration(w: Writer, decl: Decl): Doc {
  switch (decl.kind) {
    case 'type':
      return typeDecl(w, decl);
    case 'tool':
      return toolDecl(w, decl);
    case 'entity':
      return entityDecl(w, decl);
    case 'app':
      return appDecl(w, decl);
    case 'template':
      return templateDecl(w, decl);
    case 'constraint':
      return constraintDecl(w, decl);
    case 'tasks':
      return tasksDecl(w, decl);
  }
}

/** In order of preference: on one line; with its nouns between braces below; with what it is on lines of its own, too. */
function typeDecl(w: Writer, decl: TypeDecl): Doc {
  const head: Doc[] = [w.token(), w.next('space')];
  for (const [i] of decl.parents.entries()) head.push(w.next(i === 0 ? 'space' : 'none'), w.next('space'));
  const { definition, accepts } = decl;
  if (definition !== null) head.push(w.next('space'), valueSet(w, definition));
  if (accepts !== null) head.push(indent([w.gap('line'), w.token(), w.gap('space'), typeExpr(w, accepts)]));
  if (w.peek() !== t.LCurly) return group(head);
  const before = w.gap('line');
  const block = nouns(w);
  const spread = [group(head, { shouldBreak: true }), indent([before, group(block)])];
  if (utils.willBreak([head, before])) return spread;
  return conditionalGroup([[head, before, group(block)], [head, before, group(block, { shouldBreak: true })], spread]);
}

/** After `=`: on its line, or indented on the lines below where it has no brackets to break inside of. */
function valueSet(w: Writer, type: TypeExpr): Doc {
  if (w.opensGroup(type.span)) return [w.gap('space'), typeExpr(w, type)];
  switch (type.kind) {
    case 'record-type':
    case 'list-type':
    case 'dict-type':
    case 'call-type':
      return [w.gap('space'), typeExpr(w, type)];
    default:
      return indent([w.gap('line'), type.kind === 'union-type' ? alternatives(w, type) : typeExpr(w, type)]);
  }
}

/** `{ noun "…" plural "…" }` */
function nouns(w: Writer): Doc {
  const open = w.token();
  if (w.peek() === t.RCurly) return [open, w.hollow(), w.token()];
  const start = w.gap('line');
  const clauses: Doc[] = [];
  while (w.peek() === t.KwNoun || w.peek() === t.KwPlural) clauses.push([clauses.length === 0 ? '' : w.gap('line'), w.token(), w.next('space')]);
  const end = w.closing('line');
  return [open, indent([start, group(clauses), end.comments]), end.separator, w.token()];
}

function toolDecl(w: Writer, decl: ToolDecl): Doc {
  const start = [w.token(), w.next('space'), w.peek() === t.Less ? [w.gap('none'), bracketedItems(w, decl.typeParams, (p) => typeParam(w, p))] : ''];
  const params = [w.gap('none'), parameters(w, decl.params)];
  const result = [w.next('space'), w.gap('space'), typeExpr(w, decl.result)];
  // Where the line is too long, the parameters are broken before the result is.
  const head = utils.willBreak(result) ? [start, group(params), result] : [start, group([params, result])];
  if (w.peek() !== t.LCurly) return head;
  const items = decl.clauses.map((c) => ({ end: c.span.end, layout: () => toolClause(w, c) }));
  return [head, w.gap('space'), body(w, items, items.length === 1)];
}

function typeParam(w: Writer, { bound }: TypeParam): Doc {
  return [w.token(), bound === null ? '' : [w.next('space'), w.gap('space'), typeExpr(w, bound)]];
}

/** The list of parameters, not a group of its own. */
function parameters(w: Writer, params: readonly Param[]): Doc {
  const open = w.token();
  if (params.length === 0) return [open, w.hollow(), w.token()];
  const items = params.map((param, i) => [w.item(i === 0 ? 'soft' : 'line', param.span.end, () => parameter(w, param)), i < params.length - 1 ? w.next('none') : '']);
  const end = w.closing('soft');
  return [open, indent([items, end.comments]), end.separator, w.token()];
}

function parameter(w: Writer, { type, defaultValue }: Param): Doc {
  const docs: Doc[] = [w.token()];
  if (type !== null) docs.push(w.next('none'), w.gap('space'), typeExpr(w, type));
  if (defaultValue !== null) docs.push(w.next('space'), w.gap('space'), expression(w, defaultValue));
  return docs;
}

function toolClause(w: Writer, clause: ToolClause): Doc {
  switch (clause.kind) {
    case 'phrase':
      return texts(w, clause.alternatives);
    case 'returns':
      return [w.token(), tail(w, clause.expr)];
    case 'requires': {
      const condition = [w.token(), tail(w, clause.condition)];
      return clause.message === null ? condition : group([condition, indent([w.gap('line'), w.token(), w.next('space')])]);
    }
    case 'tags': {
      const docs: Doc[] = [w.token(), w.gap('space')];
      const tags: Doc[] = [];
      for (const [i] of clause.tags.entries()) {
        if (i > 0) tags.push(w.gap('line'));
        tags.push([w.token(), w.next('none')]);
      }
      return [docs, indent(fill(tags))];
    }
  }
}

function entityDecl(w: Writer, decl: EntityDecl): Doc {
  const head: Doc[] = [w.token(), w.next('space')];
  if (decl.rows !== null) head.push(w.gap('none'), size(w));
  if (decl.from !== null) head.push(w.next('space'), w.next('space'));
  const single = decl.fields.length === 1 && decl.noun === null && decl.plural === null;
  return [head, w.gap('space'), body(w, entityItems(w, decl), single)];
}

/** Nouns and fields in the order in which they are written; a text after `noun` tells it from a field of that name. */
function* entityItems(w: Writer, decl: EntityDecl): Iterable<BodyItem> {
  const fields = decl.fields.values();
  while (w.peek() !== t.RCurly) {
    if (w.peek(1) === t.StringToken) {
      yield { end: w.endOf(1), layout: () => [w.token(), w.next('space')] };
      continue;
    }
    const field = fields.next().value;
    if (field === undefined) return;
    yield { end: field.span.end, layout: () => entityField(w, field) };
  }
}

function entityField(w: Writer, { type, modifiers, derived }: EntityField): Doc {
  const docs: Doc[] = [w.token()];
  if (type !== null) docs.push(w.next('none'), w.gap('space'), typeExpr(w, type));
  for (const _ of modifiers) docs.push(w.next('space'));
  if (derived !== null) docs.push(w.next('space'), tail(w, derived));
  return w.peek() === t.LCurly ? [docs, w.gap('space'), group(nouns(w))] : docs;
}

function appDecl(w: Writer, decl: AppDecl): Doc {
  return [w.token(), w.next('space'), w.gap('space'), body(w, appItems(w, decl), false)];
}

function* appItems(w: Writer, { noun, login, decls }: AppDecl): Iterable<BodyItem> {
  if (noun !== null) yield { end: noun.span.end, layout: () => [w.token(), w.next('space')] };
  if (login !== null) yield { end: login.span.end, layout: () => [w.token(), login.username === null ? '' : [w.next('space'), w.gap('space'), typeExpr(w, login.username)]] };
  yield* declarations(w, decls);
}

function declarations(w: Writer, decls: readonly Decl[]): BodyItem[] {
  return decls.map((decl) => ({ end: decl.span.end, layout: () => declaration(w, decl) }));
}

function templateDecl(w: Writer, decl: TemplateDecl): Doc {
  const head: Doc[] = [w.token(), w.next('space'), w.gap('none'), bracketedItems(w, decl.params, (p) => templateParam(w, p))];
  const limits = narrowing(w, decl);
  const before = w.gap(limits.length > 0 ? 'line' : 'space');
  return [group([head, indent(limits), before]), body(w, declarations(w, decl.decls), false)];
}

/** `where A != E.key sample 3`, after a template's parameters or an import */
export function narrowing(w: Writer, { where, sample }: Pick<TemplateDecl, 'where' | 'sample'>): Doc[] {
  const limits: Doc[] = [];
  if (where !== null) limits.push(w.gap('line'), w.token(), tail(w, where));
  if (sample !== null) limits.push(w.gap('line'), w.token(), w.gap('space'), number(w));
  return limits;
}

function templateParam(w: Writer, { domain }: TemplateParam): Doc {
  const start = [w.token(), w.next('none'), w.next('space')];
  switch (domain.kind) {
    case 'entity':
      return start;
    case 'field':
      return [start, w.next('space'), w.next('space')];
    case 'type':
      return domain.bound === null ? start : [start, w.next('space'), w.gap('space'), typeExpr(w, domain.bound)];
    case 'names':
      return [start, w.gap('space'), bracketed(w, domain.names, () => w.token(), { spaced: true, filled: true })];
    case 'missing':
      return start;
  }
}

