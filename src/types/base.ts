/** Which base type a set's values have. */
import type { BaseName, Scalar, ValueSetIR } from '../ir/ir.js';

/** The least base type that has all values of the set; null where there is none (mixed kinds, null, or no value). */
export function baseOf(set: ValueSetIR): BaseName | null {
  switch (set.kind) {
    case 'range':
      return set.number;
    case 'regex':
    case 'calendar':
      return 'str';
    case 'enum':
      return joinAll(set.values.map(baseOfScalar));
    case 'union':
      return joinAll(set.members.map((m) => baseOf(m.set)));
  }
}

export function baseOfScalar(value: Scalar): BaseName | null {
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isSafeInteger(value) ? 'int' : 'float';
    default:
      return null;
  }
}

function joinAll(bases: readonly (BaseName | null)[]): BaseName | null {
  let joined: BaseName | null = bases[0] ?? null;
  for (const base of bases) {
    if (base === null || joined === null) return null;
    if (base === joined) continue;
    if ((base === 'int' && joined === 'float') || (base === 'float' && joined === 'int')) joined = 'float';
    else return null;
  }
  return joined;
}
