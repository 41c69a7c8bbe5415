/** What types take in two worlds, compared: whether the values that were taken still are. Names do not matter here, values do. */
import type { Scalar, TypeRef } from '../ir/ir.js';
import { canonicalJson } from '../runtime/canonical.js';
import { within, type Sizes } from '../runtime/subtype.js';
import { isBase, type TypeTable } from '../runtime/type-table.js';
import { compileSet, type CompiledSet } from '../runtime/value-set.js';
import { baseSet, includes, type Language } from '../types/inclusion.js';
import { setAsJson } from './drawings.js';

/** How what is taken now lies to what was taken. `other`: neither holds the other, or nobody can tell. */
export interface Relation {
  readonly kind: 'same' | 'narrower' | 'wider' | 'other';
  /** A value that is no longer taken. */
  readonly lost?: Scalar | undefined;
  /** A value that is taken only now. */
  readonly gained?: Scalar | undefined;
}

const SAME: Relation = { kind: 'same' };
const OTHER: Relation = { kind: 'other' };

/** What a named type takes: all values of a base type, a set, or nothing (null). */
type Taken = Language | null;

export class Languages {
  readonly #relations = new Map<string, Relation>();

  constructor(
    private readonly old: TypeTable,
    private readonly now: TypeTable,
  ) {}

  /** How the values of a use of a type in the new world lie to those of one in the old world. */
  relate(old: TypeRef, now: TypeRef): Relation {
    if (now.kind === 'optional' || old.kind === 'optional') {
      const inner = this.relate(old.kind === 'optional' ? old.of : old, now.kind === 'optional' ? now.of : now);
      if (old.kind === now.kind) return inner;
      return both(inner, now.kind === 'optional' ? { kind: 'wider', gained: null } : { kind: 'narrower', lost: null });
    }
    if (old.kind === 'union' || now.kind === 'union') return this.#relateUnions(membersOf(old), membersOf(now));
    if (old.kind === 'named' && now.kind === 'named') return this.named(old.name, now.name);
    if (old.kind === 'var' && now.kind === 'var') return old.name === now.name ? SAME : OTHER;
    if (old.kind === 'list' && now.kind === 'list') return both(this.relate(old.element, now.element), sizes(old, now));
    if (old.kind === 'dict' && now.kind === 'dict') return both(both(this.relate(old.key, now.key), this.relate(old.value, now.value)), sizes(old, now));
    if (old.kind === 'record' && now.kind === 'record') {
      // A record may have more fields than are asked for: fewer fields asked for take more records.
      let relation = SAME;
      for (const field of now.fields) {
        const before = old.fields.find((f) => f.name === field.name);
        relation = both(relation, before === undefined ? { kind: 'narrower' } : this.relate(before.type, field.type));
      }
      return old.fields.some((f) => !now.fields.some((n) => n.name === f.name)) ? both(relation, { kind: 'wider' }) : relation;
    }
    return OTHER;
  }

  /** The same for named types, base types included. */
  named(old: string, now: string): Relation {
    const key = `${old} ${now}`;
    let relation = this.#relations.get(key);
    if (relation === undefined) this.#relations.set(key, (relation = relateSets(taken(this.old, old), taken(this.now, now))));
    return relation;
  }

  /** Each member of one union beside its best match in the other. */
  #relateUnions(old: readonly TypeRef[], now: readonly TypeRef[]): Relation {
    const best = (relations: readonly Relation[], wanted: 'narrower' | 'wider'): boolean => relations.some((r) => r.kind === 'same' || r.kind === wanted);
    const kept = old.every((o) => best(now.map((n) => this.relate(o, n)), 'wider'));
    const known = now.every((n) => best(old.map((o) => this.relate(o, n)), 'narrower'));
    return kept && known ? SAME : kept ? { kind: 'wider' } : known ? { kind: 'narrower' } : OTHER;
  }
}

function membersOf(type: TypeRef): readonly TypeRef[] {
  return type.kind === 'union' ? type.members.map((m) => m.type) : [type];
}

function taken(table: TypeTable, name: string): Taken {
  if (isBase(name)) return name;
  const sets = table.downSet(name).flatMap((below) => {
    const type = table.get(below);
    return [type?.values ?? null, type?.accepts ?? null].filter((set) => set !== null);
  });
  const [only] = sets;
  if (only === undefined) return null;
  return sets.length === 1 ? only : { kind: 'union', members: sets.map((set) => ({ set, weight: 1 })) };
}

function relateSets(old: Taken, now: Taken): Relation {
  if (old === null || now === null) return old === now ? SAME : old === null ? { kind: 'wider' } : { kind: 'narrower' };
  if (old === now || (typeof old !== 'string' && typeof now !== 'string' && canonicalJson(setAsJson(old)) === canonicalJson(setAsJson(now)))) return SAME;
  const kept = includes(now, old);
  const known = includes(old, now);
  const lost = kept.holds === false ? plainest(kept.witness, old, now) : undefined;
  const gained = known.holds === false ? plainest(known.witness, now, old) : undefined;
  if (kept.holds === true && known.holds === true) return SAME;
  if (kept.holds === true) return { kind: 'wider', gained };
  if (known.holds === true) return { kind: 'narrower', lost };
  return { kind: 'other', lost, gained };
}

/** A value of one set and not of the other that people can read: 500.01 rather than 500.00000000000006. */
function plainest(witness: Scalar, within: Language, without: Language): Scalar {
  if (typeof witness !== 'number') return witness;
  const [inside, outside] = [compiled(within), compiled(without)];
  const steps = [1, 10, 100, 1000].flatMap((n) => [Math.ceil(witness * n) / n, Math.floor(witness * n) / n]);
  return steps.find((value) => inside.recognize(value) && !outside.recognize(value)) ?? witness;
}

function compiled(language: Language): CompiledSet {
  return compileSet(typeof language === 'string' ? baseSet(language) : language);
}

function sizes(old: Sizes, now: Sizes): Relation {
  const kept = within(old, now);
  const known = within(now, old);
  return kept && known ? SAME : kept ? { kind: 'wider' } : known ? { kind: 'narrower' } : OTHER;
}

function both(a: Relation, b: Relation): Relation {
  if (a.kind === 'same') return b;
  if (b.kind === 'same') return a;
  return { kind: a.kind === b.kind ? a.kind : 'other', lost: a.lost ?? b.lost, gained: a.gained ?? b.gained };
}
