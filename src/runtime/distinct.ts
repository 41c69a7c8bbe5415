import type { Json } from '../ir/ir.js';
import { canonicalJson } from './canonical.js';

/** JSON values, of equal ones the first. */
export class DistinctValues {
  readonly #scalars = new Set<Json>();
  /** Lists and objects, as canonical JSON. */
  readonly #others = new Set<string>();

  /** Whether the value was not there before. */
  add(value: Json): boolean {
    return typeof value === 'object' && value !== null ? isNew(this.#others, canonicalJson(value)) : isNew(this.#scalars, value);
  }
}

function isNew<T>(set: Set<T>, value: T): boolean {
  const before = set.size;
  set.add(value);
  return set.size > before;
}
