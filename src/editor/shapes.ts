/**
 * What an expression is made of, as it was declared: followed through parameters, aliases, lists and entities to the
 * fields themselves. The checker knows types and forgets where their fields were written; this knows where.
 */
import type { LoadedModule } from '../resolve/modules.js';
import type { Scopes } from '../resolve/scopes.js';
import type { EntityDecl, Expr, Name, TypeExpr } from '../syntax/ast.js';
import type { Field } from './targets.js';

export type Shape =
  /** A value of a type, as written in a module; `variables` are its type variables. */
  | { readonly kind: 'type'; readonly type: TypeExpr; readonly module: LoadedModule }
  /** One row of an entity, and all of them. */
  | { readonly kind: 'row' | 'rows'; readonly entity: EntityDecl; readonly module: LoadedModule };

export interface FieldAt {
  readonly field: Field;
  readonly module: LoadedModule;
}

/** What names mean where an expression stands. */
export interface Surroundings {
  readonly module: LoadedModule;
  readonly names: ReadonlyMap<string, Shape | null>;
}

export class Shapes {
  constructor(private readonly scopes: Scopes) {}

  /** The shape of a parameter or field, which may be written as a type alone. */
  of(name: Name, type: TypeExpr | null, module: LoadedModule): Shape {
    return { kind: 'type', type: type ?? { kind: 'named-type', path: [name], span: name.span }, module };
  }

  fields(shape: Shape | null): readonly FieldAt[] {
    const open = shape === null ? null : this.#open(shape);
    if (open === null) return [];
    if (open.kind !== 'type') return open.entity.fields.map((field) => ({ field, module: open.module }));
    return open.type.kind === 'record-type' ? open.type.fields.map((field) => ({ field, module: open.module })) : [];
  }

  field(shape: Shape | null, name: string): FieldAt | undefined {
    return this.fields(shape).find((f) => f.field.name.text === name);
  }

  /** What a list holds, a dict gives, or a collection of rows has. */
  element(shape: Shape | null): Shape | null {
    const open = shape === null ? null : this.#open(shape);
    if (open === null) return null;
    if (open.kind === 'rows') return { kind: 'row', entity: open.entity, module: open.module };
    if (open.kind !== 'type') return null;
    if (open.type.kind === 'list-type') return { ...open, type: open.type.element };
    return open.type.kind === 'dict-type' ? { ...open, type: open.type.value } : null;
  }

  expr(expr: Expr, around: Surroundings): Shape | null {
    switch (expr.kind) {
      case 'name': {
        const known = around.names.get(expr.name.text);
        if (known !== undefined) return known;
        const symbol = this.scopes.get(around.module)?.lookup('type', expr.name.text);
        return symbol?.decl.kind === 'entity' ? { kind: 'rows', entity: symbol.decl, module: symbol.module } : null;
      }
      case 'field': {
        const found = this.field(this.expr(expr.of, around), expr.field.text);
        return found === undefined ? null : this.of(found.field.name, found.field.type, found.module);
      }
      case 'index': {
        const of = this.expr(expr.of, around);
        return expr.slice === null ? this.element(of) : of;
      }
      case 'call': {
        const first = expr.args[0] === undefined ? null : this.expr(expr.args[0], around);
        if (KEEPS.has(expr.name.text)) return first;
        return PICKS.has(expr.name.text) ? (this.element(first) ?? first) : null;
      }
      case 'if':
        return this.expr(expr.then, around) ?? this.expr(expr.otherwise, around);
      case 'binary':
        return expr.operator === '++' ? (this.expr(expr.left, around) ?? this.expr(expr.right, around)) : null;
      case 'comprehension': {
        const item = this.expr(expr.item, { module: around.module, names: new Map([...around.names, [expr.variable.text, this.element(this.expr(expr.source, around))]]) });
        return item?.kind === 'row' ? { ...item, kind: 'rows' } : item?.kind === 'type' ? { ...item, type: { kind: 'list-type', element: item.type, size: null, span: item.type.span } } : null;
      }
      default:
        return null;
    }
  }

  /** Through names of aliases and entities, and through `?`. */
  #open(shape: Shape, depth = 0): Shape | null {
    if (shape.kind !== 'type' || depth > 64) return shape;
    const { type, module } = shape;
    if (type.kind === 'optional-type') return this.#open({ ...shape, type: type.of }, depth + 1);
    const name = type.kind === 'named-type' && type.path.length === 1 ? type.path[0] : undefined;
    if (name === undefined) return shape;
    const symbol = this.scopes.get(module)?.lookup('type', name.text);
    if (symbol === undefined) return shape;
    if (symbol.decl.kind === 'entity') return { kind: 'row', entity: symbol.decl, module: symbol.module };
    return symbol.decl.definition === null ? shape : this.#open({ kind: 'type', type: symbol.decl.definition, module: symbol.module }, depth + 1);
  }
}

/** Functions that give what they take, and those that give one item of it. */
const KEEPS: ReadonlySet<string> = new Set(['sort', 'reverse', 'distinct']);
const PICKS: ReadonlySet<string> = new Set(['first', 'last', 'min', 'max', 'earliest', 'latest']);
