/**
 * A <: B on uses of types: nominal for names, structural for the constructors (DESIGN, section 3). Dict keys are
 * covariant, because tools only read dicts.
 */
import type { TypeRef } from '../ir/ir.js';
import type { TypeTable } from './type-table.js';

/**
 * Whether every value of `a` may stand where `b` is asked for. A type variable is below itself only; callers resolve
 * variables first.
 */
export function isSubtype(table: TypeTable, a: TypeRef, b: TypeRef): boolean {
  if (a === b) return true;
  // Left rules first: a union is below b iff each part is, and an optional is its type or null.
  if (a.kind === 'union') return a.members.every((m) => isSubtype(table, m.type, b));
  if (b.kind === 'optional') return isSubtype(table, a.kind === 'optional' ? a.of : a, b.of);
  if (a.kind === 'optional') return false;
  if (b.kind === 'union') return b.members.some((m) => isSubtype(table, a, m.type));
  switch (a.kind) {
    case 'named':
      return b.kind === 'named' && table.isBelow(a.name, b.name);
    case 'var':
      return b.kind === 'var' && a.name === b.name;
    case 'list':
      return b.kind === 'list' && within(a, b) && isSubtype(table, a.element, b.element);
    case 'dict':
      return b.kind === 'dict' && within(a, b) && isSubtype(table, a.key, b.key) && isSubtype(table, a.value, b.value);
    case 'record':
      return (
        b.kind === 'record' &&
        b.fields.every((wanted) => {
          const field = a.fields.find((f) => f.name === wanted.name);
          return field !== undefined && isSubtype(table, field.type, wanted.type);
        })
      );
  }
}

/** The sizes of lists or dicts; a null end is open. */
export interface Sizes {
  readonly min: number;
  readonly max: number | null;
}

/** Whether every size of `a` is one of `b`. */
export function within(a: Sizes, b: Sizes): boolean {
  return a.min >= b.min && (b.max === null || (a.max !== null && a.max <= b.max));
}

/** The sizes that hold both. */
export function hull(a: Sizes, b: Sizes): Sizes {
  return { min: Math.min(a.min, b.min), max: a.max === null || b.max === null ? null : Math.max(a.max, b.max) };
}

/** `[2..5]`, and nothing where no size was written. */
export function showSizes({ min, max }: Sizes): string {
  return max === null ? '' : `[${min}..${max}]`;
}

/** A text that is equal for two uses of types exactly if they are the same type. Weights do not matter to it. */
export function typeKey(type: TypeRef): string {
  switch (type.kind) {
    case 'named':
      return type.name;
    case 'var':
      return `'${type.name}`;
    case 'list':
      return `list<${typeKey(type.element)}>${showSizes(type)}`;
    case 'dict':
      return `dict<${typeKey(type.key)},${typeKey(type.value)}>${showSizes(type)}`;
    case 'union':
      return `(${type.members.map((m) => typeKey(m.type)).join('|')})`;
    case 'optional':
      return `${typeKey(type.of)}?`;
    case 'record':
      return `{${type.fields.map((f) => `${f.name}:${typeKey(f.type)}`).join(',')}}`;
  }
}

/** The type with its variables replaced. */
export function substitute(type: TypeRef, binding: (variable: string) => TypeRef | undefined): TypeRef {
  switch (type.kind) {
    case 'named':
      return type;
    case 'var':
      return binding(type.name) ?? type;
    case 'list':
      return { ...type, element: substitute(type.element, binding) };
    case 'dict':
      return { ...type, key: substitute(type.key, binding), value: substitute(type.value, binding) };
    case 'union':
      return { ...type, members: type.members.map((m) => ({ ...m, type: substitute(m.type, binding) })) };
    case 'optional':
      return { ...type, of: substitute(type.of, binding) };
    case 'record':
      return { ...type, fields: type.fields.map((f) => ({ ...f, type: substitute(f.type, binding) })) };
  }
}
