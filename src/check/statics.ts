/** What is known of an expression's value before it is computed, and which values may stand where. */
import type { BaseName, CalendarSet, Json, TypeRef } from '../ir/ir.js';
import { Denotations } from '../runtime/denotation.js';
import { NO_ENTITIES, type EntityInfo, type EntityTable } from './entities/table.js';
import { hull, isSubtype } from '../runtime/subtype.js';
import { isBase, type TypeTable } from '../runtime/type-table.js';

/**
 * The type of an expression: one of the IR's, or null's own, or that of an empty list, or a row of an entity, or a list of
 * them. `refers` names the entity whose keys the values are, where a field says so.
 */
export type Static = Value | { readonly kind: 'null' } | { readonly kind: 'empty-list' } | Row | { readonly kind: 'rows'; readonly entity: string };

/** What values outside of expressions have. */
export type Value = TypeRef & { readonly refers?: string };

export interface Row {
  readonly kind: 'row';
  readonly entity: string;
}

export const INT: TypeRef = { kind: 'named', name: 'int' };
export const FLOAT: TypeRef = { kind: 'named', name: 'float' };
export const STR: TypeRef = { kind: 'named', name: 'str' };
export const BOOL: TypeRef = { kind: 'named', name: 'bool' };

/** Whether values of the type may stand outside of expressions. */
export function isValue(type: Static): type is Value {
  return type.kind !== 'null' && type.kind !== 'empty-list' && type.kind !== 'row' && type.kind !== 'rows';
}

export class Statics {
  readonly #denotations: Denotations;

  constructor(
    readonly table: TypeTable,
    /** The bounds of the type variables in scope. */
    readonly bounds: ReadonlyMap<string, TypeRef | null>,
    private readonly base: (ref: TypeRef) => BaseName | null,
    readonly entities: EntityTable = NO_ENTITIES,
    denotations: Denotations = new Denotations(table),
  ) {
    this.#denotations = denotations;
  }

  /** Whether a type accepts a value; type variables accept any. */
  recognizes(type: TypeRef, value: Json): boolean {
    return this.#denotations.of(type).recognize(value);
  }

  /** The base type of a scalar; null for anything else. */
  baseOf(type: Static): BaseName | null {
    switch (type.kind) {
      case 'null':
      case 'empty-list':
      case 'row':
      case 'rows':
        return null;
      case 'var': {
        const bound = this.bounds.get(type.name);
        return bound == null ? null : this.baseOf(bound);
      }
      default:
        return this.base(type);
    }
  }

  isNumber(type: Static): boolean {
    const base = this.baseOf(type);
    return base === 'int' || base === 'float';
  }

  /** The type of a list's items; undefined where it is no list. */
  itemOf(type: Static): Static | undefined {
    if (type.kind === 'list') return type.element;
    if (type.kind === 'rows') return { kind: 'row', entity: type.entity };
    return type.kind === 'empty-list' ? type : undefined;
  }

  /** The entity of which a value is a key: a field says so, or its type is the key of one entity alone. */
  refersTo(type: Static): EntityInfo | undefined {
    if (type.kind === 'optional') return this.refersTo('refers' in type ? { ...type.of, ...(type.refers === undefined ? {} : { refers: type.refers }) } : type.of);
    if (type.kind !== 'named') return undefined;
    return type.refers === undefined ? this.entities.keyedBy(type.name) : this.entities.get(type.refers);
  }

  /**
   * Whether a computed value may be returned as, or passed for, a declared type. Nominal types of one base may stand for
   * their base and be computed from it: the run time checks each value against the declared type.
   */
  fits(type: Static, declared: TypeRef): boolean {
    if (type.kind === 'null') return declared.kind === 'optional';
    if (declared.kind === 'optional') return this.fits(type.kind === 'optional' ? type.of : type, declared.of);
    if (type.kind === 'empty-list') return declared.kind === 'list';
    if (type.kind === 'optional' || type.kind === 'row' || type.kind === 'rows') return false;
    if (isSubtype(this.table, type, declared)) return true;
    if (declared.kind === 'union') return declared.members.some((m) => this.fits(type, m.type));
    if (type.kind === 'union') return type.members.every((m) => this.fits(m.type, declared));
    if (type.kind === 'list' && declared.kind === 'list') return this.fits(type.element, declared.element);
    if (type.kind === 'dict' && declared.kind === 'dict') return this.fits(type.key, declared.key) && this.fits(type.value, declared.value);
    if (type.kind === 'record' && declared.kind === 'record') {
      return declared.fields.every((wanted) => {
        const field = type.fields.find((f) => f.name === wanted.name);
        return field !== undefined && this.fits(field.type, wanted.type);
      });
    }
    const from = this.baseOf(type);
    const to = this.baseOf(declared);
    if (from === null || to === null) return false;
    if (from !== to && !(from === 'int' && to === 'float')) return false;
    // Between two nominal types that are not related, a value is passed on only by way of their base.
    return type.kind !== 'named' || isBase(type.name) || declared.kind !== 'named' || isBase(declared.name) || isSubtype(this.table, declared, type);
  }

  /** The least type that holds both, as far as the language can tell; undefined where they have nothing in common. */
  join(a: Static, b: Static): Static | undefined {
    if (a.kind === 'null') return b.kind === 'null' || b.kind === 'optional' ? b : b.kind === 'empty-list' || b.kind === 'row' || b.kind === 'rows' ? undefined : { kind: 'optional', of: b };
    if (b.kind === 'null') return this.join(b, a);
    if (a.kind === 'empty-list') return b.kind === 'list' || b.kind === 'empty-list' ? b : undefined;
    if (b.kind === 'empty-list') return this.join(b, a);
    if (a.kind === 'row' || a.kind === 'rows') return b.kind === a.kind && a.entity === b.entity ? a : undefined;
    if (b.kind === 'row' || b.kind === 'rows') return undefined;
    if (isSubtype(this.table, a, b)) return b;
    if (isSubtype(this.table, b, a)) return a;
    if (a.kind === 'optional' || b.kind === 'optional') {
      const of = this.join(a.kind === 'optional' ? a.of : a, b.kind === 'optional' ? b.of : b);
      return of === undefined || !isValue(of) || of.kind === 'optional' ? undefined : { kind: 'optional', of };
    }
    if (a.kind === 'named' && b.kind === 'named') {
      const join = this.table.join([a.name, b.name], null);
      if (join !== undefined && 'name' in join) return { kind: 'named', name: join.name };
    }
    if (a.kind === 'list' && b.kind === 'list') {
      const element = this.join(a.element, b.element);
      return element === undefined || !isValue(element) ? undefined : { kind: 'list', element, ...hull(a, b) };
    }
    const x = this.baseOf(a);
    const y = this.baseOf(b);
    if (x === null || y === null) return undefined;
    if (x === y) return { kind: 'named', name: x };
    return this.isNumber(a) && this.isNumber(b) ? FLOAT : undefined;
  }

  /** Whether `==`, `<` and `in` may compare them. */
  comparable(a: Static, b: Static): boolean {
    if (a.kind === 'null' || b.kind === 'null') return true;
    return this.join(a, b) !== undefined;
  }

  /** The calendar format of dates or times of a type; null where it has none, or several. */
  calendarOf(type: Static): CalendarSet | null {
    if (type.kind === 'list') return this.calendarOf(type.element);
    if (type.kind === 'var') {
      const bound = this.bounds.get(type.name);
      return bound == null ? null : this.calendarOf(bound);
    }
    if (type.kind !== 'named') return null;
    const found = this.table.downSet(type.name).flatMap((name) => this.table.get(name)?.values ?? []);
    const first = found[0];
    if (first?.kind !== 'calendar') return null;
    return found.every((v) => v.kind === 'calendar' && v.format === first.format && v.unit === first.unit) ? first : null;
  }

  describe(type: Static): string {
    switch (type.kind) {
      case 'null':
        return '`null`';
      case 'empty-list':
        return 'an empty list';
      case 'row':
        return `a row of \`${type.entity}\``;
      case 'rows':
        return `rows of \`${type.entity}\``;
      default:
        return `\`${this.show(type)}\``;
    }
  }

  private show(type: TypeRef): string {
    switch (type.kind) {
      case 'named':
      case 'var':
        return type.name;
      case 'list':
        return `list<${this.show(type.element)}>`;
      case 'dict':
        return `dict<${this.show(type.key)}, ${this.show(type.value)}>`;
      case 'optional':
        return `${this.show(type.of)}?`;
      case 'union':
        return type.members.map((m) => this.show(m.type)).join(' | ');
      case 'record':
        return `{ ${type.fields.map((f) => `${f.name}: ${this.show(f.type)}`).join(', ')} }`;
    }
  }
}
