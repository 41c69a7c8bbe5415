/** Type expressions. The gap before each is its parent's. */
import { builders } from 'prettier/doc';
import * as t from '../../../grammar/tokens.js';
import type { Alternative, DictType, ListType, RangeType, RecordTypeField, TypeExpr, UnionType } from '../../syntax/ast.js';
import { LayoutFault, type Doc, type Writer } from '../writer.js';
import { bracketed, bracketedItems, number, numberRange } from './lists.js';

const { fill, group, indent } = builders;

export function typeExpr(w: Writer, type: TypeExpr): Doc {
  if (w.opensGroup(type.span)) return parenthesised(w, () => typeExpr(w, type));
  switch (type.kind) {
    case 'named-type':
      return type.path.map((_, i) => (i === 0 ? w.token() : [w.next('none'), w.next('none')]));
    case 'list-type':
    case 'dict-type':
      return constructed(w, type);
    case 'union-type':
      return group(indent(alternatives(w, type)));
    case 'optional-type':
      return [typeExpr(w, type.of), w.next('none')];
    case 'record-type':
      return bracketedItems(w, type.fields, (field) => recordField(w, field), { spaced: true });
    case 'literal-type':
      return type.literal.kind === 'number' ? number(w) : w.token();
    case 'range-type':
      return range(w, type);
    case 'regex-type':
      return w.token();
    case 'call-type': {
      const name = w.token();
      return [name, w.gap('none'), bracketed(w, type.args, (arg) => typeExpr(w, arg))];
    }
    case 'missing-type':
      throw new LayoutFault('a type is missing', type.span);
  }
}

/** The alternatives of a union, filling lines that begin with a bar. */
export function alternatives(w: Writer, union: UnionType): Doc {
  const parts: Doc[] = [];
  for (const [i, alternative] of union.alternatives.entries()) {
    if (i > 0) parts.push(w.gap('line'));
    parts.push([i > 0 ? [w.token(), w.gap('space')] : '', weighted(w, alternative)]);
  }
  return fill(parts);
}

function weighted(w: Writer, { type, weight }: Alternative): Doc {
  const doc = typeExpr(w, type);
  return weight === null ? doc : [doc, w.next('space'), w.gap('space'), number(w)];
}

function parenthesised(w: Writer, inner: () => Doc): Doc {
  const open = w.token();
  const contents = [w.gap('soft'), inner()];
  const end = w.closing('soft');
  return group([open, indent([contents, end.comments]), end.separator, w.token()]);
}

/** `list<T>[3..10]`, `dict<K, V>` */
function constructed(w: Writer, type: ListType | DictType): Doc {
  const name = w.token();
  const angles = [w.gap('none'), bracketed(w, type.kind === 'list-type' ? [type.element] : [type.key, type.value], (T) => typeExpr(w, T))];
  return [name, angles, type.size === null ? '' : [w.gap('none'), size(w)]];
}

/** `[3..10]` */
export function size(w: Writer): Doc {
  const open = w.token();
  const ends = w.peek() === t.RSquare ? '' : [w.gap('none'), numberRange(w)];
  return [open, ends, w.next('none')];
}

/** The tree keeps numbers and texts as ends, the tokens whatever stands there. */
function range(w: Writer, { high, step }: RangeType): Doc {
  const docs: Doc[] = [];
  const end = (): Doc => (w.peek() === t.Minus ? number(w) : w.token());
  if (w.peek() !== t.DotDot) docs.push(end(), w.gap('none'));
  docs.push(w.token());
  if (high !== null) docs.push(w.gap('none'), end());
  if (step !== null) docs.push(w.next('space'), w.gap('space'), number(w));
  return docs;
}

function recordField(w: Writer, field: RecordTypeField): Doc {
  const name = w.token();
  return field.type === null ? name : [name, w.next('none'), w.gap('space'), typeExpr(w, field.type)];
}

