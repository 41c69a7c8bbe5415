/**
 * Whether what is declared holds: `type A <: B` where B says itself which values it has.
 *
 * The recognizer of B (runtime/denotation.ts) accepts B's own values, what B accepts beyond them, and whatever is
 * declared below B. So a value of A is accepted where a B is asked for in any case; but where B lists its values, that
 * would let a declaration below it widen B behind its author's back. There the values of A, and those that A accepts,
 * must be among B's own. A type without values of its own is the union of its subtypes: any value may stand below it.
 */
import * as codes from '../diagnostics/codes/subtypes.js';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { TypeIR, ValueSetIR } from '../ir/ir.js';
import { compareCodeUnits } from '../runtime/canonical.js';
import { isBase, type TypeTable } from '../runtime/type-table.js';
import type { Location } from '../source/source.js';
import { describeSet } from './describe.js';
import { showScalar } from './show.js';
import { includes, type Language } from './inclusion.js';

export interface NominalPlaces {
  /** Where `parent` is written after `<:` in the declaration of `type`. */
  parent(type: string, parent: string): Location | null;
  /** The name in a type's declaration. */
  declaration(type: string): Location | null;
}

/** Reports every type with a value outside an ancestor that lists its values (or outside its base type). */
export function checkNominal(table: TypeTable, types: readonly TypeIR[], places: NominalPlaces, report: (d: Diagnostic) => void): void {
  for (const type of [...types].sort((a, b) => compareCodeUnits(a.name, b.name))) {
    const own = ownLanguage(type);
    if (own === null) continue;
    for (const { ancestor, parent } of limits(table, type)) {
      const limit: Language | null = isBase(ancestor) ? ancestor : ownLanguage(table.get(ancestor));
      if (limit === null) continue;
      const answer = includes(limit, own);
      if (answer.holds === true) continue;
      const at = places.parent(type.name, parent) ?? places.declaration(type.name);
      const declared = places.declaration(ancestor);
      const related = declared === null ? [] : [{ message: `\`${ancestor}\` is declared here`, location: declared }];
      report(
        answer.holds === false
          ? diagnostic(codes.notBelow, at, { type: type.name, parent: ancestor, witness: showScalar(answer.witness), accepted: describeLimit(limit) }, { related })
          : diagnostic(codes.notProved, at, { type: type.name, parent: ancestor }, { related }),
      );
    }
  }
}

/** The nearest ancestors that limit what stands below them, each with the declared parent that leads there. */
function limits(table: TypeTable, type: TypeIR): { ancestor: string; parent: string }[] {
  const found = new Map<string, string>();
  const seen = new Set<string>([type.name]);
  for (const parent of type.parents) {
    const todo = [parent];
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const above = table.get(at);
      // A type with values of its own is checked against its own ancestors: no need to look beyond it.
      if (isBase(at) || above?.values != null) found.set(at, parent);
      else todo.push(...(above?.parents ?? []));
    }
  }
  return [...found].map(([ancestor, parent]) => ({ ancestor, parent })).sort((a, b) => compareCodeUnits(a.ancestor, b.ancestor));
}

/** What a type says of itself: its values and what it accepts beyond them. For an ancestor, null where it has no values. */
function ownLanguage(type: TypeIR | undefined): ValueSetIR | null {
  const sets = [type?.values, type?.accepts].filter((s) => s !== null && s !== undefined);
  const [first] = sets;
  if (first === undefined) return null;
  return sets.length === 1 ? first : { kind: 'union', members: sets.map((set) => ({ set, weight: 1 })) };
}

function describeLimit(limit: Language): string {
  return typeof limit === 'string' ? describeBase(limit) : describeSet(limit);
}

function describeBase(base: string): string {
  return base === 'str' ? 'any text' : base === 'int' ? 'any whole number up to 2^53 - 1' : base === 'float' ? 'any number' : '`true` and `false`';
}
