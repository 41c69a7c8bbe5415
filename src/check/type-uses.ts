/** Uses of types: from the expression in the source to the reference of the IR, aliases expanded. */
import * as codes from '../diagnostics/codes/type-uses.js';
import type { RecordFieldIR, TypeRef } from '../ir/ir.js';
import type { Sizes } from '../runtime/subtype.js';
import { isBase } from '../runtime/type-table.js';
import type { Doc, Name, NumberLiteral, RecordTypeField, SizeRange, TypeExpr } from '../syntax/ast.js';
import type { TypeSymbol } from '../resolve/symbols.js';
import { sortOf } from '../types/values/classify.js';
import { Scope as ValueScope } from '../types/values/context.js';
import { integerWeights } from '../types/values/weights.js';
import type { ModuleView } from './context.js';

/** Lists and dicts written without a size accept any. */
const ANY_SIZE: Sizes = { min: 0, max: null };
const MAX_SIZE = 1000;

/** What the declarations of types answer while uses are resolved. */
export interface DeclaredTypes {
  /** The reference that a declared name stands for; null where its declaration is broken, which has been reported. */
  refOf(symbol: TypeSymbol): TypeRef | null;
  /** The description of the type of a name, for fields that have none of their own. */
  describe(symbol: TypeSymbol): string;
  /** The base type of all values of a type, null where it has none (lists, mixed unions). */
  baseOf(ref: TypeRef): string | null;
}

/** A type may have so many parts, and nest so deep, once its aliases are expanded. */
const MAX_PARTS = 10_000;
const MAX_DEPTH = 64;

const extents = new WeakMap<TypeRef, { readonly parts: number; readonly depth: number }>();

/** How large a type is; shared parts are measured once. */
function extentOf(type: TypeRef): { readonly parts: number; readonly depth: number } {
  const known = extents.get(type);
  if (known !== undefined) return known;
  let parts = 1;
  let depth = 0;
  for (const part of partsOf(type)) {
    const inner = extentOf(part);
    parts += inner.parts;
    depth = Math.max(depth, inner.depth + 1);
  }
  const extent = { parts, depth };
  extents.set(type, extent);
  return extent;
}

function partsOf(type: TypeRef): readonly TypeRef[] {
  switch (type.kind) {
    case 'named':
    case 'var':
      return [];
    case 'list':
      return [type.element];
    case 'dict':
      return [type.key, type.value];
    case 'optional':
      return [type.of];
    case 'union':
      return type.members.map((m) => m.type);
    case 'record':
      return type.fields.map((f) => f.type);
  }
}

/** The type of an expression; null where something in it is wrong, which has been reported. */
export function resolveType(expr: TypeExpr, view: ModuleView, types: DeclaredTypes, variables: ReadonlySet<string>): TypeRef | null {
  const type = resolve(expr, view, types, variables);
  if (type === null) return null;
  const { parts, depth } = extentOf(type);
  if (parts <= MAX_PARTS && depth <= MAX_DEPTH) return type;
  view.report(codes.typeTooLarge, expr.span, { limit: MAX_PARTS });
  return null;
}

function resolve(expr: TypeExpr, view: ModuleView, types: DeclaredTypes, variables: ReadonlySet<string>): TypeRef | null {
  const sub = (e: TypeExpr): TypeRef | null => resolveType(e, view, types, variables);
  switch (expr.kind) {
    case 'missing-type':
      return null;
    case 'named-type':
      return resolveName(expr.path, view, types, variables);
    case 'literal-type':
    case 'range-type':
    case 'regex-type':
    case 'call-type':
      view.report(codes.bareValues, expr.span, {});
      return null;
    case 'optional-type': {
      const of = sub(expr.of);
      if (of?.kind === 'optional') view.report(codes.optionalTwice, expr.span, {});
      return of === null ? null : of.kind === 'optional' ? of : { kind: 'optional', of };
    }
    case 'list-type': {
      const element = sub(expr.element);
      const size = readSize(expr.size, view);
      return element === null || size === null ? null : { kind: 'list', element, ...size };
    }
    case 'dict-type': {
      const key = sub(expr.key);
      const value = sub(expr.value);
      const size = readSize(expr.size, view);
      if (key !== null && types.baseOf(key) !== 'str') {
        view.report(codes.dictKey, expr.key.span, { found: view.module.file.text.slice(expr.key.span.start, expr.key.span.end) });
        return null;
      }
      return key === null || value === null || size === null ? null : { kind: 'dict', key, value, ...size };
    }
    case 'union-type': {
      const sort = sortOf(expr);
      if (sort === 'mixed' || sort === 'values') {
        view.report(sort === 'mixed' ? codes.mixedUnion : codes.bareValues, expr.span, {});
        return null;
      }
      const members = expr.alternatives.map((a) => sub(a.type));
      const scope = new ValueScope({ base: null, accepts: false, file: view.module.file, readData: noData, faker: () => ({ ok: false, reason: 'not-installed' }) }, 'int', (d) => view.checker.report(d));
      const weights = integerWeights(expr.alternatives.map((a) => a.weight), expr.span, scope);
      const known = members.filter((m) => m !== null);
      if (weights === null || known.length < members.length) return null;
      return { kind: 'union', members: known.map((type, i) => ({ type, weight: weights[i] ?? 1 })) };
    }
    case 'record-type':
      return resolveRecord(expr.fields, view, types, variables);
    default: {
      const never: never = expr;
      return never;
    }
  }
}

function noData(): never {
  throw new Error('a union of types reads no data');
}

function resolveRecord(fields: readonly RecordTypeField[], view: ModuleView, types: DeclaredTypes, variables: ReadonlySet<string>): TypeRef | null {
  const resolved: RecordFieldIR[] = [];
  const seen = new Set<string>();
  let whole = true;
  for (const field of fields) {
    if (field.name.missing) {
      whole = false;
      continue;
    }
    if (!isBase(field.name.text) && !(field.type === null && view.declares('type', field.name.text))) view.snakeCase('field', field.name);
    if (seen.has(field.name.text)) view.report(codes.fieldTwice, field.name.span, { name: field.name.text });
    seen.add(field.name.text);
    const type = resolveNamed(field.name, field.type, view, types, variables);
    if (type === null) whole = false;
    else resolved.push({ name: field.name.text, description: describeUse(field.doc, field.type, field.name, view, types), type });
  }
  return whole && seen.size === fields.length ? { kind: 'record', fields: resolved } : null;
}

/** The type of a parameter or field, which may be written as a type alone. */
export function resolveNamed(name: Name, type: TypeExpr | null, view: ModuleView, types: DeclaredTypes, variables: ReadonlySet<string>): TypeRef | null {
  return type === null ? resolveName([name], view, types, variables) : resolveType(type, view, types, variables);
}

/** Its own words, or those of the type. */
export function describeUse(doc: Doc | null, type: TypeExpr | null, name: Name, view: ModuleView, types: DeclaredTypes): string {
  if (doc !== null) return doc.text;
  const named = type === null ? name : type.kind === 'named-type' && type.path.length === 1 ? type.path[0] : undefined;
  const symbol = named === undefined || isBase(named.text) ? undefined : view.scope?.lookup('type', named.text);
  return symbol === undefined ? '' : types.describe(symbol);
}

function resolveName(path: readonly Name[], view: ModuleView, types: DeclaredTypes, variables: ReadonlySet<string>): TypeRef | null {
  const name = path[0];
  if (name === undefined || path.some((n) => n.missing)) return null;
  if (path.length > 1) {
    view.report(codes.noPath, { start: name.span.start, end: path[path.length - 1]?.span.end ?? name.span.end }, { path: path.map((n) => n.text).join('.') });
    return null;
  }
  if (variables.has(name.text)) return { kind: 'var', name: name.text };
  if (isBase(name.text)) return { kind: 'named', name: name.text };
  const symbol = view.lookup('type', name, 'type');
  return symbol === undefined ? null : types.refOf(symbol);
}

/** The sizes of a list or dict, inclusive. */
function readSize(size: SizeRange | null, view: ModuleView): Sizes | null {
  if (size === null) return ANY_SIZE;
  const bad = (problem: string): null => {
    view.report(codes.badSize, size.span, { problem });
    return null;
  };
  const whole = (n: NumberLiteral): boolean => Number.isInteger(n.value) && n.value >= 0 && n.value <= MAX_SIZE;
  for (const end of [size.low, size.high]) if (end !== null && !whole(end)) return bad(`${end.raw} is not a size`);
  if (size.high === null) return bad('a size needs an upper end');
  const min = size.low?.value ?? 0;
  if (min > size.high.value) return bad(`${min} is above ${size.high.value}`);
  return { min, max: size.high.value };
}
