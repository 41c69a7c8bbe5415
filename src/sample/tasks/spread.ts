/** How many values a type has, at least: enough to know whether another draw is another value. */
import type { TypeRef, ValueSetIR, WorldIR } from '../../ir/ir.js';
import { homesOf } from '../../runtime/facts.js';
import { typeKey } from '../../runtime/subtype.js';
import { isBase, TypeTable } from '../../runtime/type-table.js';

/** Counting stops here: more makes no difference to any gate. */
const MANY = 1_000_000;

export class Spread {
  readonly #table: TypeTable;
  readonly #known = new Map<string, number>();
  /** type → the fewest rows that its home has. */
  readonly #homes: ReadonlyMap<string, number>;

  constructor(ir: WorldIR) {
    this.#table = new TypeTable(ir.types);
    const rows = new Map(ir.entities.map((e) => [e.name, e.rows.min]));
    this.#homes = new Map([...homesOf(ir.entities)].map(([type, home]) => [type, rows.get(home.entity) ?? 1]));
  }

  /** A lower bound, at most a million. */
  of(type: TypeRef): number {
    switch (type.kind) {
      case 'named':
        return this.#named(type.name);
      case 'var':
        return 1;
      case 'optional':
        return this.of(type.of);
      case 'list':
      case 'dict': {
        const item = this.of(type.kind === 'list' ? type.element : type.key);
        const least = type.max === null ? 2 : type.min;
        return type.max === 0 ? 1 : Math.min(MANY, item ** Math.max(1, Math.min(least, 4)));
      }
      case 'union':
        return type.members.reduce((most, m) => Math.max(most, this.of(m.type)), 1);
      case 'record':
        return Math.min(MANY, type.fields.reduce((product, f) => product * this.of(f.type), 1));
    }
  }

  #named(name: string): number {
    const key = typeKey({ kind: 'named', name });
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const own = this.#table.get(name)?.values ?? null;
    const at = (type: string): number => this.#homes.get(type) ?? sizeOfSet(this.#table.get(type)?.values ?? null);
    let size = own === null && !this.#homes.has(name) ? 1 : at(name);
    if (own === null) for (const below of this.#table.downSet(name)) size = Math.max(size, at(below));
    if (isBase(name)) size = Math.max(size, name === 'bool' ? 2 : 1000);
    this.#known.set(key, size);
    return size;
  }
}

function sizeOfSet(set: ValueSetIR | null): number {
  switch (set?.kind) {
    case undefined:
      return 1;
    case 'enum':
      return set.values.length;
    case 'range':
      return set.low === null || set.high === null ? 1 : Math.min(MANY, Math.floor((set.high - set.low) / (set.step ?? 1)) + 1);
    case 'calendar':
      return Math.min(MANY, set.high - set.low + 1);
    case 'union':
      return set.members.reduce((most, m) => Math.max(most, sizeOfSet(m.set)), 1);
    case 'regex':
      return wordsOf(set.dfa.states, set.dfa.accept, set.dfa.edges);
  }
}

/** Words of at most sixteen characters, counted along the automaton. */
function wordsOf(states: number, accept: readonly number[], edges: readonly number[]): number {
  let at = new Float64Array(states);
  at[0] = 1;
  const accepting = new Set(accept);
  let total = accepting.has(0) ? 1 : 0;
  for (let length = 1; length <= 16 && total < MANY; length++) {
    const next = new Float64Array(states);
    for (let e = 0; e < edges.length; e += 4) {
      const to = edges[e + 3] ?? 0;
      next[to] = (next[to] ?? 0) + (at[edges[e] ?? 0] ?? 0) * ((edges[e + 2] ?? 0) - (edges[e + 1] ?? 0) + 1);
    }
    for (const s of accepting) total += next[s] ?? 0;
    at = next;
  }
  return Math.max(1, Math.min(MANY, total));
}
