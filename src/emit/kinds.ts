/** What a named type is to a programming language: the base types of its values, or its values where they are few. */
import type { BaseName, Scalar, ValueSetIR } from '../ir/ir.js';
import { isBase, type TypeTable } from '../runtime/type-table.js';

export interface Kinds {
  /** In the order str, int, float, bool; `int` never beside `float`. */
  readonly bases: readonly BaseName[];
  /** Every value that is accepted, where they are at most a dozen. */
  readonly values: readonly Scalar[] | null;
}

const MOST_VALUES = 12;

export function kindsOf(name: string, table: TypeTable): Kinds {
  if (isBase(name)) return { bases: [name], values: null };
  const sets = table.downSet(name).flatMap((each) => {
    const type = table.get(each);
    return [type?.values ?? [], type?.accepts ?? []].flat();
  });
  const found = new Set<BaseName>();
  const values = new Set<Scalar>();
  let listed = true;
  const visit = (set: ValueSetIR): void => {
    switch (set.kind) {
      case 'union':
        set.members.forEach((m) => visit(m.set));
        break;
      case 'enum':
        for (const value of set.values) {
          values.add(value);
          found.add(typeof value === 'string' ? 'str' : typeof value === 'boolean' ? 'bool' : Number.isSafeInteger(value) ? 'int' : 'float');
        }
        break;
      case 'range':
        listed = false;
        found.add(set.number);
        break;
      default:
        listed = false;
        found.add('str');
    }
  };
  sets.forEach(visit);
  // A whole number of a type below float is a float that happens to be whole.
  if (found.has('int') && (found.has('float') || (table.isBelow(name, 'float') && !table.isBelow(name, 'int')))) {
    found.delete('int');
    found.add('float');
  }
  const bases = (['str', 'int', 'float', 'bool'] as const).filter((base) => found.has(base));
  return { bases, values: listed && values.size > 0 && values.size <= MOST_VALUES ? [...values] : null };
}
