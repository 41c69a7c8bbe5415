/**
 * The least and the greatest number that a type's draws can be. What compares, adds or multiplies passes a difference on
 * if it passes on the greatest there is: two values settle what many draws may miss.
 */
import type { TypeRef, ValueSetIR, WorldIR } from '../../ir/ir.js';
import { homesOf } from '../../runtime/facts.js';
import { TypeTable } from '../../runtime/type-table.js';

const NONE: readonly number[] = [];

export class Extremes {
  readonly #table: TypeTable;
  /** Types whose values are those of an entity's rows: their extremes are not drawn. */
  readonly #homes: ReadonlySet<string>;
  readonly #known = new Map<string, readonly number[]>();

  constructor(ir: WorldIR) {
    this.#table = new TypeTable(ir.types);
    this.#homes = new Set(homesOf(ir.entities).keys());
  }

  /** Two numbers, or one, or none where the type is no range of numbers. */
  of(type: TypeRef): readonly number[] {
    if (type.kind !== 'named') return NONE;
    let known = this.#known.get(type.name);
    if (known === undefined) this.#known.set(type.name, (known = this.#find(type.name)));
    return known;
  }

  #find(name: string): readonly number[] {
    const own = this.#table.get(name)?.values ?? null;
    const drawn = own !== null ? [name] : [...this.#table.downSet(name)].filter((below) => this.#table.get(below)?.values != null);
    if (drawn.some((each) => this.#homes.has(each))) return NONE;
    const found = drawn.flatMap((each) => numbersOf(this.#table.get(each)?.values ?? null));
    if (found.length === 0) return NONE;
    const [least, greatest] = [Math.min(...found), Math.max(...found)];
    return least === greatest ? [least] : [least, greatest];
  }
}

function numbersOf(set: ValueSetIR | null): number[] {
  switch (set?.kind) {
    case 'range': {
      if (set.low === null || set.high === null || set.high < set.low) return [];
      const step = set.step ?? 1;
      return [set.low / set.scale, (set.low + Math.floor((set.high - set.low) / step) * step) / set.scale];
    }
    case 'enum':
      return set.values.filter((v) => typeof v === 'number');
    case 'union':
      return set.members.flatMap((m) => numbersOf(m.set));
    default:
      return [];
  }
}
