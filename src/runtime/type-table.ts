/** The nominal types of a world by name, their ancestors and what stands below them. */
import type { BaseName, TypeIR } from '../ir/ir.js';
import { compareCodeUnits } from './canonical.js';

const BASES: readonly BaseName[] = ['str', 'int', 'float', 'bool'];

export function isBase(name: string): name is BaseName {
  return name === 'str' || name === 'int' || name === 'float' || name === 'bool';
}

export class TypeTable {
  readonly #types: ReadonlyMap<string, TypeIR>;
  readonly #ancestors = new Map<string, ReadonlySet<string>>();
  readonly #children = new Map<string, string[]>();
  readonly #below = new Map<string, readonly string[]>();

  constructor(types: readonly TypeIR[]) {
    this.#types = new Map(types.map((t) => [t.name, t]));
    for (const base of BASES) this.#children.set(base, base === 'float' ? ['int'] : []);
    for (const type of types) this.#children.set(type.name, []);
    for (const type of types) for (const parent of type.parents) this.#children.get(parent)?.push(type.name);
  }

  get(name: string): TypeIR | undefined {
    return this.#types.get(name);
  }

  has(name: string): boolean {
    return this.#types.has(name) || isBase(name);
  }

  /** The name itself and everything it is declared to be below, `int <: float` included. */
  ancestors(name: string): ReadonlySet<string> {
    const known = this.#ancestors.get(name);
    if (known !== undefined) return known;
    const all = new Set<string>([name]);
    const todo = [name];
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      const parents = at === 'int' ? ['float'] : (this.#types.get(at)?.parents ?? []);
      for (const parent of parents) {
        if (all.has(parent)) continue;
        all.add(parent);
        todo.push(parent);
      }
    }
    this.#ancestors.set(name, all);
    return all;
  }

  isBelow(name: string, ancestor: string): boolean {
    return name === ancestor || this.ancestors(name).has(ancestor);
  }

  /** The direct subtypes of a name. */
  children(name: string): readonly string[] {
    return this.#children.get(name) ?? [];
  }

  /** The name and all its subtypes, sorted by name. */
  downSet(name: string): readonly string[] {
    const known = this.#below.get(name);
    if (known !== undefined) return known;
    const all = new Set<string>([name]);
    const todo = [name];
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      for (const child of this.children(at)) {
        if (all.has(child)) continue;
        all.add(child);
        todo.push(child);
      }
    }
    const sorted = [...all].sort(compareCodeUnits);
    this.#below.set(name, sorted);
    return sorted;
  }

  /**
   * The least name above all of `names`, at or below `bound` (null: anywhere): the join. Undefined where there is none;
   * `clash` where several are minimal.
   */
  join(names: readonly string[], bound: string | null): { readonly name: string } | { readonly clash: readonly string[] } | undefined {
    const [first, ...rest] = names;
    if (first === undefined) return bound === null ? undefined : { name: bound };
    const common = [...this.ancestors(first)].filter((a) => rest.every((n) => this.isBelow(n, a)) && (bound === null || this.isBelow(a, bound)));
    const least = common.filter((a) => !common.some((b) => b !== a && this.isBelow(b, a))).sort(compareCodeUnits);
    const only = least[0];
    if (only === undefined) return undefined;
    return least.length === 1 ? { name: only } : { clash: least };
  }
}
