/** Expressions. The gap before each is its parent's. */
import { builders } from 'prettier/doc';
import * as t from '../../../grammar/tokens.js';
import type { BinaryExpr, BinaryOperator, CallExpr, ComprehensionExpr, Expr, IfExpr, IndexExpr, RecordExpr } from '../../syntax/ast.js';
import { LayoutFault, type Doc, type Writer } from '../writer.js';
import { bracketed } from './lists.js';

const { group, indent } = builders;

/** @param hanging whether the lines of a broken chain are indented under its first one; not where the parent indents it all */
export function expression(w: Writer, expr: Expr, hanging = true): Doc {
  if (w.opensGroup(expr.span)) {
    const open = w.token();
    const contents = [w.gap('soft'), expression(w, expr, false)];
    const end = w.closing('soft');
    return group([open, indent([contents, end.comments]), end.separator, w.token()]);
  }
  switch (expr.kind) {
    case 'literal':
    case 'name':
      return w.token();
    case 'field':
      return [expression(w, expr.of), w.next('none'), w.next('none')];
    case 'index':
      return [expression(w, expr.of), w.gap('none'), index(w, expr)];
    case 'call':
      return call(w, expr);
    case 'unary': {
      const operator = w.token();
      const tight = expr.operator === '-' && w.peek() !== t.Minus;
      return [operator, w.gap(tight ? 'none' : 'space'), expression(w, expr.operand)];
    }
    case 'binary': {
      const { first, rest } = chain(w, expr);
      return group([first, hanging ? indent(rest) : rest]);
    }
    case 'if':
      return group(branches(w, expr));
    case 'list':
      return bracketed(w, expr.items, (item) => expression(w, item), { filled: expr.items.every((item) => item.kind === 'literal' || item.kind === 'name') });
    case 'record':
      return bracketed(w, expr.fields, (field) => recordField(w, field), { spaced: true });
    case 'comprehension':
      return comprehension(w, expr);
    case 'missing':
      throw new LayoutFault('an expression is missing', expr.span);
  }
}

/** An expression after a word, on its line or, where it is long and has no brackets to break inside of, on lines of its own. */
export function tail(w: Writer, expr: Expr): Doc {
  if (w.opensGroup(expr.span) || !['binary', 'if', 'unary'].includes(expr.kind)) return [w.gap('space'), expression(w, expr)];
  return group(indent([w.gap('line'), expression(w, expr, false)]));
}

const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  or: 1, and: 2, '==': 3, '!=': 3, '<': 3, '<=': 3, '>': 3, '>=': 3, in: 3, '<:': 3, is: 3, '++': 4, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6,
};

/** `a + b - c`: operators of one strength, without parentheses between them, are one chain. */
function chain(w: Writer, expr: BinaryExpr): { readonly first: Doc; readonly rest: Doc } {
  const links: BinaryExpr[] = [expr];
  let left = expr.left;
  while (left.kind === 'binary' && PRECEDENCE[left.operator] === PRECEDENCE[expr.operator] && !w.opensGroup(left.span)) {
    links.unshift(left);
    left = left.left;
  }
  const first = expression(w, left);
  return { first, rest: links.map((link) => [w.gap('line'), w.token(), w.gap('space'), expression(w, link.right)]) };
}

function branches(w: Writer, expr: IfExpr): Doc {
  const condition = [w.token(), w.gap('space'), expression(w, expr.condition)];
  const then = indent([w.gap('line'), w.token(), w.gap('space'), expression(w, expr.then)]);
  const otherwise = [w.gap('line'), w.token(), w.gap('space')];
  const chained = expr.otherwise.kind === 'if' && !w.opensGroup(expr.otherwise.span) ? branches(w, expr.otherwise) : expression(w, expr.otherwise);
  return [group([condition, then]), otherwise, chained];
}

function index(w: Writer, { index, slice }: IndexExpr): Doc {
  const open = w.token();
  if (index === null && slice === null) return [open, w.next('none')];
  const docs: Doc[] = [w.gap('soft')];
  const spaced = [index, slice?.end ?? null].some((end) => end !== null && !['literal', 'name', 'field', 'call', 'index', 'unary'].includes(end.kind));
  if (index !== null) docs.push(expression(w, index, false));
  if (slice !== null) {
    docs.push(index === null ? w.token() : w.next(spaced ? 'space' : 'none'));
    if (slice.end !== null) docs.push(w.gap(spaced ? 'space' : 'none'), expression(w, slice.end, false));
  }
  const end = w.closing('soft');
  return group([open, indent([docs, end.comments]), end.separator, w.token()]);
}

/** `f(a, b)`; brackets that are all there is between the parentheses break in their place. */
function call(w: Writer, expr: CallExpr): Doc {
  const name = w.token();
  const gap = w.gap('none');
  const [only, ...others] = expr.args;
  if (only === undefined || others.length > 0 || !['list', 'comprehension', 'record', 'call'].includes(only.kind)) {
    return [name, gap, bracketed(w, expr.args, (arg) => expression(w, arg))];
  }
  const open = w.token();
  return [name, gap, open, w.gap('none'), expression(w, only), w.next('none')];
}

function comprehension(w: Writer, expr: ComprehensionExpr): Doc {
  const open = w.token();
  const docs: Doc[] = [w.gap('soft'), expression(w, expr.item)];
  docs.push(w.gap('line'), w.token(), w.next('space'), w.next('space'), w.gap('space'), expression(w, expr.source));
  if (expr.condition !== null) docs.push(w.gap('line'), w.token(), w.gap('space'), expression(w, expr.condition));
  if (expr.sort !== null) {
    docs.push(w.gap('line'), w.token(), w.next('space'), w.gap('space'), expression(w, expr.sort.by));
    if (expr.sort.descending) docs.push(w.next('space'));
  }
  const end = w.closing('soft');
  return group([open, indent([docs, end.comments]), end.separator, w.token()]);
}

function recordField(w: Writer, field: RecordExpr['fields'][number]): Doc {
  const name = w.token();
  return field.value === null ? name : [name, w.next('none'), w.gap('space'), expression(w, field.value)];
}
