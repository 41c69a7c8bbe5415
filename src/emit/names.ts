/** Names of a world as names of a programming language: ASCII, not reserved, each once. */

/** Hands out names, none twice. `reserved` are those of the language and of what stands around. */
export class Names {
  readonly #taken: Set<string>;

  /** @param folded whether names that differ in case alone clash, as names of files do */
  constructor(
    reserved: Iterable<string>,
    private readonly folded = false,
  ) {
    this.#taken = new Set([...reserved].map((name) => this.#fold(name)));
  }

  /** The name itself where it is one and is free, else one like it. */
  take(wanted: string): string {
    let name = asciiWord(wanted);
    while (this.#taken.has(this.#fold(name))) name += '_';
    this.#taken.add(this.#fold(name));
    return name;
  }

  #fold(name: string): string {
    return this.folded ? name.toLowerCase() : name;
  }
}

/** With `_` for runs of what cannot stand in an identifier; never empty, never with a digit first. */
export function asciiWord(name: string): string {
  const word = name.replace(/[^A-Za-z0-9_]+/g, '_');
  return /^[A-Za-z_]/.test(word) ? word : `_${word}`;
}

/** `stock_id` as `StockId`. */
export function pascalCase(name: string): string {
  const words = asciiWord(name).split('_').filter((word) => word !== '');
  const joined = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(joined) ? joined : `T${joined}`;
}
