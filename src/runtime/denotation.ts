/**
 * What types denote: a recognizer and a generator for every use of a type, compiled once. One declaration gives
 * both, so what a tool returns is accepted by the tool that takes it.
 */
import type { BaseName, Json, TypeRef, ValueSetIR } from '../ir/ir.js';
import { jsonObject } from './canonical.js';
import { DistinctValues } from './distinct.js';
import type { Facts, Home } from './facts.js';
import type { RandomSource } from './random.js';
import { isBase, type TypeTable } from './type-table.js';
import { compileSet, runningSums, type CompiledSet } from './value-set.js';

export interface Denotation {
  recognize(value: unknown): boolean;
  /**
   * Undefined where the type has no values that could be drawn.
   * @param facts with them, the values of types that have a home are drawn from its rows
   */
  generate(source: RandomSource, facts?: Facts): Json | undefined;
  /** A plain example for messages and schemas. */
  example(): Json | undefined;
}

/** Items of a list or dict that is written without a size. */
const DRAWN_SIZE = [2, 5] as const;

const NOTHING: Denotation = { recognize: () => false, generate: () => undefined, example: () => undefined };

/** What a base type without subtypes draws. */
const BUILT_IN: { readonly [B in BaseName]: CompiledSet } = {
  int: compileSet({ kind: 'range', number: 'int', low: 0, high: 1000, step: 1, scale: 1 }),
  float: compileSet({ kind: 'range', number: 'float', low: 0, high: 10000, step: 1, scale: 10 }),
  bool: compileSet({ kind: 'enum', values: [false, true] }),
  str: compileSet({ kind: 'regex', pattern: '[a-z]{3,10}', dfa: lowercaseWords() }),
};

export class Denotations {
  readonly #byRef = new WeakMap<TypeRef, Denotation>();
  readonly #byKey = new Map<string, Denotation>();
  readonly #byName = new Map<string, Denotation>();
  readonly #sets = new Map<ValueSetIR, CompiledSet>();

  constructor(
    readonly table: TypeTable,
    private readonly homes: ReadonlyMap<string, Home> = new Map(),
  ) {}

  of(type: TypeRef): Denotation {
    const known = this.#byRef.get(type);
    if (known !== undefined) return known;
    const key = drawKey(type);
    let made = this.#byKey.get(key);
    if (made === undefined) this.#byKey.set(key, (made = this.#compile(type)));
    this.#byRef.set(type, made);
    return made;
  }

  #compile(type: TypeRef): Denotation {
    switch (type.kind) {
      case 'named':
        return this.#named(type.name);
      case 'var':
        return { recognize: isJson, generate: () => undefined, example: () => undefined };
      case 'optional': {
        const of = this.of(type.of);
        return { recognize: (v) => v === null || of.recognize(v), generate: (s, facts) => (s.below(4) === 0 ? null : of.generate(s, facts)), example: () => of.example() };
      }
      case 'union': {
        const members = type.members.map((m) => this.of(m.type));
        const cumulative = runningSums(type.members.map((m) => m.weight));
        return {
          recognize: (v) => members.some((m) => m.recognize(v)),
          generate: (s, facts) => members[s.weighted(cumulative)]?.generate(s, facts),
          example: () => members[0]?.example(),
        };
      }
      case 'list':
        return this.#list(this.of(type.element), type.min, type.max);
      case 'dict':
        return this.#dict(this.of(type.key), this.of(type.value), type.min, type.max);
      case 'record': {
        const fields = type.fields.map((f) => ({ name: f.name, denotation: this.of(f.type) }));
        return {
          recognize: (v) => isPlainObject(v) && fields.every((f) => Object.hasOwn(v, f.name) && f.denotation.recognize(v[f.name])),
          generate: (s, facts) => record(fields, (d) => d.generate(s, facts)),
          example: () => record(fields, (d) => d.example()),
        };
      }
    }
  }

  #list(element: Denotation, min: number, max: number | null): Denotation {
    const most = max ?? Infinity;
    const [low, high] = max === null ? DRAWN_SIZE : [min, max];
    return {
      recognize: (v) => {
        if (!Array.isArray(v) || v.length < min || v.length > most) return false;
        for (const item of v) if (!element.recognize(item)) return false;
        return true;
      },
      generate: (s, facts) => {
        const length = low + s.below(high - low + 1);
        const items: Json[] = [];
        // Items differ from one another where the element has the values for it: a list of things rarely names one twice.
        const seen = new DistinctValues();
        for (let tries = 0; items.length < length && tries < length * 8; tries++) {
          const item = element.generate(s, facts);
          if (item === undefined) return undefined;
          if (!seen.add(item) && tries < length * 4) continue;
          items.push(item);
        }
        return items.length === length ? items : undefined;
      },
      example: () => {
        const item = element.example();
        return item === undefined && min > 0 ? undefined : item === undefined ? [] : Array.from({ length: Math.max(1, min) }, () => item);
      },
    };
  }

  #dict(key: Denotation, value: Denotation, min: number, max: number | null): Denotation {
    const most = max ?? Infinity;
    const [low, high] = max === null ? DRAWN_SIZE : [min, max];
    return {
      recognize: (v) => {
        if (!isPlainObject(v)) return false;
        const names = Object.keys(v);
        return names.length >= min && names.length <= most && names.every((name) => key.recognize(name) && value.recognize(v[name]));
      },
      generate: (s, facts) => {
        const size = low + s.below(high - low + 1);
        const entries = new Map<string, Json>();
        for (let tries = 0; entries.size < size && tries < size * 8; tries++) {
          const name = key.generate(s, facts);
          if (typeof name !== 'string') return undefined;
          if (entries.has(name)) continue;
          const item = value.generate(s, facts);
          if (item === undefined) return undefined;
          entries.set(name, item);
        }
        return entries.size >= low ? jsonObject(entries) : undefined;
      },
      example: () => {
        const name = key.example();
        const item = value.example();
        return typeof name === 'string' && item !== undefined ? jsonObject([[name, item]]) : undefined;
      },
    };
  }

  /** A set belongs to every type above its own, too: it is made ready once. */
  #set(set: ValueSetIR): CompiledSet {
    let made = this.#sets.get(set);
    if (made === undefined) this.#sets.set(set, (made = compileSet(set)));
    return made;
  }

  #named(name: string): Denotation {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const below = this.table.downSet(name);
    const sets: CompiledSet[] = [];
    const accepted: CompiledSet[] = [];
    const filled: string[] = [];
    for (const each of below) {
      const type = this.table.get(each);
      if (type?.values != null) {
        sets.push(this.#set(type.values));
        filled.push(each);
      }
      if (type?.accepts != null) accepted.push(this.#set(type.accepts));
    }
    const own = this.table.get(name)?.values;
    const drawn = own != null ? [this.#set(own)] : sets.length > 0 ? sets : isBase(name) ? [BUILT_IN[name]] : [];
    // A type without values of its own has a home of its own, or those of the types below it.
    const homes = (own != null || this.homes.has(name) ? [name] : filled).map((each) => this.homes.get(each));
    const draw = (s: RandomSource, facts: Facts | undefined, at: number): Json | undefined => {
      const home = facts === undefined ? undefined : homes[at];
      return (home === undefined ? undefined : facts?.draw(home, s)) ?? drawn[at]?.generate(s);
    };
    const ways = homes.length === 1 ? 1 : drawn.length;
    const all = [...sets, ...accepted];
    const [only] = all;
    const made: Denotation =
      !isBase(name) && all.length === 0
        ? NOTHING
        : {
            recognize: isBase(name) ? BASE_RECOGNIZERS[name] : all.length === 1 && only !== undefined ? only.recognize : (v) => all.some((set) => set.recognize(v)),
            generate: (s, facts) => (ways === 0 ? undefined : draw(s, facts, ways === 1 ? 0 : s.below(ways))),
            example: () => (drawn[0] ?? accepted[0])?.example(),
          };
    this.#byName.set(name, made);
    return made;
  }
}

const BASE_RECOGNIZERS: { readonly [B in BaseName]: (value: unknown) => boolean } = {
  str: (v) => typeof v === 'string' && v.isWellFormed(),
  int: (v) => Number.isSafeInteger(v),
  float: (v) => typeof v === 'number' && Number.isFinite(v),
  bool: (v) => typeof v === 'boolean',
};

function record(fields: readonly { name: string; denotation: Denotation }[], value: (d: Denotation) => Json | undefined): Json | undefined {
  const entries: [string, Json][] = [];
  for (const field of fields) {
    const item = value(field.denotation);
    if (item === undefined) return undefined;
    entries.push([field.name, item]);
  }
  return jsonObject(entries);
}

export function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value from outside is JSON, at most 64 levels deep. */
export function isJson(value: unknown, depth = 0): value is Json {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed();
    case 'number':
      return Number.isFinite(value);
    case 'boolean':
      return true;
    case 'object':
      if (value === null) return true;
      if (depth >= 64) return false;
      return Array.isArray(value) ? value.every((item) => isJson(item, depth + 1)) : Object.entries(value).every(([name, item]) => name.isWellFormed() && isJson(item, depth + 1));
    default:
      return false;
  }
}

/** Equal for two uses of types that denote the same and draw alike: weights of unions are part of it, at any depth. */
function drawKey(type: TypeRef): string {
  return JSON.stringify(type, (member, value: unknown) => (member === 'description' ? undefined : value));
}

/** `[a-z]{3,10}` as an automaton of eleven states. */
function lowercaseWords(): { states: number; accept: number[]; edges: number[] } {
  const edges: number[] = [];
  for (let s = 0; s < 10; s++) edges.push(s, 0x61, 0x7a, s + 1);
  return { states: 11, accept: [3, 4, 5, 6, 7, 8, 9, 10], edges };
}

