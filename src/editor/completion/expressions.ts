/** What an expression may go on with: parameters, variables, functions, entities, and after a dot the fields. */
import { BUILT_INS } from '../../runtime/functions/table.js';
import type { Expr } from '../../syntax/ast.js';
import { functionWord } from '../functions.js';
import { showParam } from '../show.js';
import { Shapes, type Shape } from '../shapes.js';
import { readExpr } from '../tool-head.js';
import { surroundings, templateAround, toolAround, typesOfTool, type Context } from './context.js';
import type { Offer } from './item.js';

export function offerValues(context: Context): Offer[] {
  const { view } = context;
  const offers: Offer[] = [];
  const tool = toolAround(context);
  const clause = context.place.before.findLast((t) => t.image === 'returns' || t.image === 'requires' || t.image === 'phrase')?.image;
  if (tool !== undefined) {
    const { params, result, statics } = typesOfTool(context, tool);
    for (const param of tool.params) {
      if (param.name.missing) continue;
      const type = params.get(param.name.text) ?? null;
      const fits = clause === 'requires' ? type !== null && statics.baseOf(type) === 'bool' : result !== null && type !== null && statics.fits(type, result);
      offers.push({ label: param.name.text, kind: 'parameter', rank: fits ? 0 : 1, detail: showParam(view.module, param), doc: param.doc?.text ?? '' });
    }
    offers.push(...offerFunctions(clause === 'requires' ? 'bool' : result === null ? null : statics.baseOf(result)));
  } else offers.push(...offerFunctions(null));
  const { locals, names } = surroundings(context);
  for (const local of locals) offers.push({ label: local, kind: 'variable', rank: 0 });
  if (tool === undefined) for (const name of names.keys()) offers.push({ label: name, kind: 'field', rank: 1 });
  for (const param of templateAround(context)?.params ?? []) if (!param.name.missing) offers.push({ label: param.name.text, kind: 'type', rank: 1, detail: 'template parameter' });
  const scope = view.scopes.get(view.module);
  for (const name of scope?.names('type') ?? []) {
    const symbol = scope?.lookup('type', name);
    if (symbol?.decl.kind === 'entity') offers.push({ label: name, kind: 'entity', rank: 1, detail: 'entity', doc: symbol.decl.doc?.text ?? '' });
  }
  return offers;
}

function offerFunctions(wanted: string | null): Offer[] {
  return [...BUILT_INS.keys()].flatMap((name): Offer[] => {
    const word = functionWord(name);
    if (word === undefined) return [];
    const fits = wanted === null || word.result === 'T' || word.result === wanted || (wanted === 'float' && (word.result === 'int' || word.result === 'number'));
    return [{ label: name, kind: 'function', rank: fits ? 1 : 2, detail: word.form.slice(name.length), doc: word.doc, newText: `${name}($1)`, snippet: true }];
  });
}

/** The fields of what stands before the dot. */
export function offerFields(context: Context): Offer[] {
  const of = expressionBefore(context);
  if (of === null) return [];
  if (of.kind === 'name' && templateAround(context)?.params.some((p) => p.name.text === of.name.text) === true) return offerTemplateParts();
  const shapes = new Shapes(context.view.scopes);
  return fieldsOf(shapes, shapes.expr(of, surroundings(context)));
}

export function fieldsOf(shapes: Shapes, shape: Shape | null): Offer[] {
  return shapes.fields(shape).map(({ field, module }) => ({ label: field.name.text, kind: 'field', rank: 0, detail: showParam(module, field), doc: field.doc?.text ?? '' }));
}

/** What a template may ask of its parameters. */
export function offerTemplateParts(): Offer[] {
  return [
    { label: 'key', kind: 'field', rank: 0, detail: 'the key field of the entity' },
    { label: 'label', kind: 'field', rank: 0, detail: 'the name in words' },
    { label: 'article', kind: 'field', rank: 0, detail: 'a or an' },
  ];
}

/** The record that is wanted where a record is being written. */
export function offerRecordFields(context: Context): Offer[] {
  const tool = toolAround(context);
  if (tool === undefined) return [];
  const shapes = new Shapes(context.view.scopes);
  const result: Shape = { kind: 'type', type: tool.result, module: context.view.module };
  const direct = fieldsOf(shapes, result);
  return (direct.length > 0 ? direct : fieldsOf(shapes, shapes.element(result))).map((o) => ({ ...o, newText: `${o.label}: ` }));
}

/** The operand that ends before the dot, read from its tokens alone: the expression around it may be broken. */
function expressionBefore({ place: { before } }: Context): Expr | null {
  const end = before.length - 1;
  if (before[end]?.image !== '.') return null;
  let at = end - 1;
  for (;;) {
    const image = before[at]?.image;
    if (image === ']' || image === ')') at = matching(before, at);
    // A call has its name before the brackets; an index has what it is of.
    const word = before[at];
    if (word === undefined) return null;
    const called = (image === ']' || image === ')') && /^[A-Za-z_]\w*$|^[\])]$/.test(before[at - 1]?.image ?? '');
    if (called) {
      at--;
      continue;
    }
    if (before[at - 1]?.image !== '.') break;
    at -= 2;
  }
  return readExpr(before.slice(at, end)) ?? null;
}

function matching(tokens: Context['place']['before'], close: number): number {
  let depth = 0;
  for (let i = close; i >= 0; i--) {
    const image = tokens[i]?.image;
    if (image === ']' || image === ')') depth++;
    else if (image === '[' || image === '(') depth--;
    if (depth === 0) return i;
  }
  return 0;
}
