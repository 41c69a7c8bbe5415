/**
 * How many values a type has, in effect: enough to know whether another draw is another value.
 *
 * The number is that of equally likely values that would meet in two draws as often (the inverse of the sum of squared
 * chances), so that weights count. Where draws are mixtures, it is a lower bound.
 */
import type { TypeRef, ValueSetIR, WorldIR } from '../../ir/ir.js';
import { homesOf } from '../../runtime/facts.js';
import { isBase, TypeTable } from '../../runtime/type-table.js';

/** Counting stops here: more makes no difference to any gate. */
const MANY = 1_000_000;

export class Spread {
  readonly #table: TypeTable;
  readonly #byRef = new WeakMap<TypeRef, number>();
  readonly #byName = new Map<string, number>();
  /** For types whose values are those of an entity's rows: how many rows there are at least. */
  readonly #rows: ReadonlyMap<string, number>;

  constructor(ir: WorldIR) {
    this.#table = new TypeTable(ir.types);
    const entities = new Map(ir.entities.map((e) => [e.name, Math.max(1, e.rows.min)]));
    this.#rows = new Map([...homesOf(ir.entities)].map(([type, home]) => [type, entities.get(home.entity) ?? 1]));
  }

  /** From 1 to a million. */
  of(type: TypeRef): number {
    let known = this.#byRef.get(type);
    if (known === undefined) this.#byRef.set(type, (known = Math.max(1, Math.min(MANY, this.#measure(type)))));
    return known;
  }

  #measure(type: TypeRef): number {
    switch (type.kind) {
      case 'named':
        return this.#named(type.name);
      case 'var':
        return 1;
      case 'optional':
        // A quarter of the draws are null.
        return 1 / (1 / 16 + 9 / 16 / this.of(type.of));
      case 'list':
      case 'dict': {
        const item = this.of(type.kind === 'list' ? type.element : type.key);
        if (type.max === null) return item ** 2;
        if (type.max === 0) return 1;
        const lengths = type.max - type.min + 1;
        return type.min === 0 ? 1 / (1 / lengths ** 2 + 1 / item) : item ** Math.min(type.min, 4);
      }
      case 'union':
        return mixture(type.members.map((m) => ({ weight: m.weight, spread: this.of(m.type) })));
      case 'record':
        return type.fields.reduce((product, f) => product * this.of(f.type), 1);
    }
  }

  #named(name: string): number {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const own = this.#table.get(name)?.values ?? null;
    // A type without values of its own draws from those below it, each as often as the others.
    const drawn = own !== null || this.#rows.has(name) ? [name] : [...this.#table.downSet(name)].filter((below) => this.#table.get(below)?.values != null);
    const parts = drawn.map((each) => {
      const set = this.#table.get(each)?.values ?? null;
      return { weight: 1, spread: Math.min(this.#rows.get(each) ?? MANY, set === null ? MANY : spreadOfSet(set)) };
    });
    const size = parts.length > 0 ? mixture(parts) : isBase(name) ? (name === 'bool' ? 2 : 1000) : 1;
    this.#byName.set(name, size);
    return size;
  }
}

/** The chances of a mixture, as a vector, are no longer than the sum of its parts' (Minkowski). */
function mixture(parts: readonly { readonly weight: number; readonly spread: number }[]): number {
  const total = parts.reduce((sum, p) => sum + p.weight, 0);
  const length = parts.reduce((sum, p) => sum + p.weight / total / Math.sqrt(p.spread), 0);
  return 1 / length ** 2;
}

function spreadOfSet(set: ValueSetIR): number {
  switch (set.kind) {
    case 'enum': {
      const { weights } = set;
      if (weights === undefined) return Math.max(1, set.values.length);
      const total = weights.reduce((sum, w) => sum + w, 0);
      return total ** 2 / Math.max(1, weights.reduce((sum, w) => sum + w * w, 0));
    }
    case 'range':
      return set.low === null || set.high === null ? 1 : Math.min(MANY, Math.floor((set.high - set.low) / (set.step ?? 1)) + 1);
    case 'calendar':
      return Math.min(MANY, set.high - set.low + 1);
    case 'union':
      return mixture(set.members.map((m) => ({ weight: m.weight, spread: spreadOfSet(m.set) })));
    case 'regex':
      return spreadOfWords(set.dfa.states, set.dfa.accept, set.dfa.edges);
  }
}

/** Every length is as likely as any other, and every word of it; lengths beyond sixteen are taken for one word each. */
function spreadOfWords(states: number, accept: readonly number[], edges: readonly number[]): number {
  let at = new Float64Array(states);
  at[0] = 1;
  let lengths = 0;
  let meetings = 0;
  for (let length = 0; length <= 64 && at.some((n) => n > 0); length++) {
    let words = 0;
    for (const s of accept) words += at[s] ?? 0;
    if (words > 0) {
      lengths++;
      meetings += length > 16 ? 1 : 1 / words;
    }
    const next = new Float64Array(states);
    for (let e = 0; e < edges.length; e += 4) {
      const to = edges[e + 3] ?? 0;
      next[to] = Math.min(1e300, (next[to] ?? 0) + (at[edges[e] ?? 0] ?? 0) * ((edges[e + 2] ?? 0) - (edges[e + 1] ?? 0) + 1));
    }
    at = next;
  }
  return meetings > 0 ? lengths ** 2 / meetings : 1;
}
