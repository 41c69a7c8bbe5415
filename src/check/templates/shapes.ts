/**
 * What can be said of types before any is checked, by their declarations alone: templates are expanded first, because what
 * they declare is checked with the rest.
 */
import { isBase } from '../../runtime/type-table.js';
import type { Sym, TypeSymbol } from '../../resolve/symbols.js';
import type { EntityDecl, TypeDecl, TypeExpr } from '../../syntax/ast.js';
import { sortOf } from '../../types/values/classify.js';
import { ModuleView } from '../context.js';

export type EntitySymbol = TypeSymbol & { readonly decl: EntityDecl };
export type NominalSymbol = TypeSymbol & { readonly decl: TypeDecl };

/** A type as it is written, and the module in which its names are looked up. */
export interface WrittenType {
  readonly type: TypeExpr;
  readonly view: ModuleView;
}

/** A type with its aliases opened as far as its outermost part. */
export type Shape =
  | { readonly kind: 'base'; readonly name: string }
  | { readonly kind: 'nominal'; readonly type: NominalSymbol }
  | { readonly kind: 'entity'; readonly entity: EntitySymbol }
  | { readonly kind: 'list' | 'optional'; readonly of: WrittenType }
  | { readonly kind: 'dict' | 'record' | 'union' | 'unknown' };

export function isEntity(symbol: Sym): symbol is EntitySymbol {
  return symbol.decl.kind === 'entity' && symbol.namespace === 'type';
}

/** A declared type that is no alias. */
export function isNominal(symbol: Sym): symbol is NominalSymbol {
  return symbol.decl.kind === 'type' && symbol.namespace === 'type' && (symbol.decl.definition === null || sortOf(symbol.decl.definition) === 'values');
}

function viewOf(symbol: Sym, view: ModuleView): ModuleView {
  return symbol.module === view.module ? view : new ModuleView(view.checker, symbol.module);
}

/** Aliases lead no further than this: circles are reported by the checker. */
const MAX_ALIASES = 64;

export function shapeOf({ type, view }: WrittenType, left = MAX_ALIASES): Shape {
  switch (type.kind) {
    case 'list-type':
      return { kind: 'list', of: { type: type.element, view } };
    case 'optional-type':
      return { kind: 'optional', of: { type: type.of, view } };
    case 'dict-type':
      return { kind: 'dict' };
    case 'record-type':
      return { kind: 'record' };
    case 'union-type':
      return { kind: 'union' };
    case 'named-type': {
      const name = type.path[0];
      if (name === undefined || type.path.length > 1 || left === 0) return { kind: 'unknown' };
      if (isBase(name.text)) return { kind: 'base', name: name.text };
      const symbol = view.scope?.lookup('type', name.text);
      if (symbol === undefined) return { kind: 'unknown' };
      if (isEntity(symbol)) return { kind: 'entity', entity: symbol };
      if (isNominal(symbol)) return { kind: 'nominal', type: symbol };
      if (symbol.decl.kind !== 'type' || symbol.decl.definition === null) return { kind: 'unknown' };
      return shapeOf({ type: symbol.decl.definition, view: viewOf(symbol, view) }, left - 1);
    }
    default:
      return { kind: 'unknown' };
  }
}

/** Where a shape stands for the key of an entity: the key's own shape. */
export function scalarShape(shape: Shape, view: ModuleView, left = MAX_ALIASES): Shape {
  if (shape.kind !== 'entity' || left === 0) return shape;
  const { entity } = shape;
  const key = entity.decl.fields.find((f) => f.modifiers.some((m) => m.kind === 'key'));
  if (key === undefined) return { kind: 'unknown' };
  const type: TypeExpr = key.type ?? { kind: 'named-type', path: [key.name], span: key.name.span };
  const own = viewOf(entity, view);
  return scalarShape(shapeOf({ type, view: own }), own, left - 1);
}

/** Whether a declared or base type is a type, or declared somewhere below it. @param bound a name of the module that `view` sees */
export function isDeclaredBelow(shape: Shape, bound: { readonly symbol: TypeSymbol | null; readonly base: string | null }, view: ModuleView): boolean {
  if (shape.kind === 'base') return shape.name === bound.base || (shape.name === 'int' && bound.base === 'float');
  if (shape.kind !== 'nominal') return false;
  const seen = new Set<TypeSymbol>();
  const climb = (symbol: TypeSymbol): boolean => {
    if (symbol === bound.symbol) return true;
    if (seen.has(symbol) || symbol.decl.kind !== 'type') return false;
    seen.add(symbol);
    const scope = viewOf(symbol, view).scope;
    return symbol.decl.parents.some((parent) => {
      if (isBase(parent.text)) return parent.text === bound.base || (parent.text === 'int' && bound.base === 'float');
      const target = scope?.lookup('type', parent.text);
      return target !== undefined && climb(target);
    });
  };
  return climb(shape.type);
}

/** The kinds of single values that `where` can ask for. */
export const KINDS = ['number', 'text', 'date', 'time', 'datetime', 'truth'] as const;
export type Kind = (typeof KINDS)[number];

/** What single values of a type are; null where they are nothing single, or of several kinds. */
export function kindOf(shape: Shape, view: ModuleView, children: (symbol: NominalSymbol) => readonly NominalSymbol[]): Kind | null {
  const open = new Set<NominalSymbol>();
  const visit = (symbol: NominalSymbol): Kind | null => {
    if (open.has(symbol)) return null;
    open.add(symbol);
    const base = baseAbove(symbol, view);
    const own = symbol.decl.definition;
    if (own !== null) return base === null || base === 'str' ? kindOfValues(own) : kindOfBase(base);
    const below = new Set(children(symbol).map(visit));
    const [only] = below;
    return below.size === 1 ? (only ?? null) : below.size === 0 && base !== null ? kindOfBase(base) : null;
  };
  const scalar = scalarShape(shape, view);
  if (scalar.kind === 'base') return kindOfBase(scalar.name);
  return scalar.kind === 'nominal' ? visit(scalar.type) : null;
}

function kindOfBase(name: string): Kind {
  return name === 'str' ? 'text' : name === 'bool' ? 'truth' : 'number';
}

function baseAbove(symbol: NominalSymbol, view: ModuleView): string | null {
  return ['int', 'float', 'bool', 'str'].find((base) => isDeclaredBelow({ kind: 'nominal', type: symbol }, { symbol: null, base }, view)) ?? null;
}

function kindOfValues(type: TypeExpr): Kind | null {
  switch (type.kind) {
    case 'union-type': {
      const kinds = new Set(type.alternatives.map((a) => kindOfValues(a.type)));
      const [only] = kinds;
      return kinds.size === 1 ? (only ?? null) : null;
    }
    case 'literal-type':
      return type.literal.kind === 'number' ? 'number' : type.literal.kind === 'bool' ? 'truth' : 'text';
    case 'range-type':
      return (type.low ?? type.high)?.kind === 'string' ? 'text' : 'number';
    case 'call-type':
      return type.name.text === 'date' || type.name.text === 'time' || type.name.text === 'datetime' ? type.name.text : 'text';
    case 'regex-type':
      return 'text';
    default:
      return null;
  }
}
