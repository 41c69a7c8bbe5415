/**
 * What answers depend on, as keys that two worlds share: equal keys draw, look up and compute the same values in the same
 * environment. Names are in them wherever the run time keys a draw by a name (runtime/denotation.ts, runtime/facts.ts).
 */
import type { EntityIR, ExprIR, Json, TypeRef, ValueSetIR, WorldIR } from '../ir/ir.js';
import { canonicalJson, compareCodeUnits } from '../runtime/canonical.js';
import type { Home } from '../runtime/facts.js';
import { isBase, type TypeTable } from '../runtime/type-table.js';
import { namesIn } from '../ir/names-in.js';

/** In the place of a field: only how many rows there are. */
const ROWS = '';

/** Numbers for texts, the same in both worlds: long texts are compared once. */
export type Numbering = Map<string, number>;

export class Drawings {
  readonly #entities: ReadonlyMap<string, EntityIR>;
  readonly #types = new Map<string, number>();

  /** @param numbers shared by the worlds that are compared */
  constructor(
    ir: WorldIR,
    private readonly homes: ReadonlyMap<string, Home>,
    private readonly table: TypeTable,
    private readonly numbers: Numbering,
  ) {
    this.#entities = new Map(ir.entities.map((e) => [e.name, e]));
  }

  /** How values of a use of a type are drawn. */
  ofType(type: TypeRef): string {
    switch (type.kind) {
      case 'named':
        return `#${this.ofName(type.name)}`;
      case 'var':
        return '?';
      case 'list':
        return `list(${this.ofType(type.element)},${type.min},${type.max})`;
      case 'dict':
        return `dict(${this.ofType(type.key)},${this.ofType(type.value)},${type.min},${type.max})`;
      case 'union':
        return `union(${type.members.map((m) => `${this.ofType(m.type)}@${m.weight}`).join()})`;
      case 'optional':
        return `optional(${this.ofType(type.of)})`;
      case 'record':
        return `record(${type.fields.map((f) => `${f.name}:${this.ofType(f.type)}`).join()})`;
    }
  }

  /** The same for a named type: its own values, else those of all types below it, from their homes where they have one. */
  ofName(name: string): number {
    const known = this.#types.get(name);
    if (known !== undefined) return known;
    const homes = this.#homesUnder(name);
    const number = this.#number(`${this.#values(name)} at home in ${homes.map(({ entity, field }) => `${entity}.${field}`).join()} ${this.#closure(homes)}`);
    this.#types.set(name, number);
    return number;
  }

  /** The facts that an expression looks up; empty where it looks up none. */
  ofExpression(expr: ExprIR): string {
    const columns = this.#columnsIn(expr);
    return columns.length === 0 ? '' : `facts ${this.#closure(columns)}`;
  }

  /** The values that a named type is drawn from where it has no home. */
  #values(name: string): string {
    const own = this.table.get(name)?.values ?? null;
    const sets = own !== null ? [own] : this.table.downSet(name).flatMap((below) => this.table.get(below)?.values ?? []);
    return sets.length === 0 && isBase(name) ? name : `values ${sets.map((set) => this.#number(canonicalJson(setAsJson(set)))).join()}`;
  }

  #homesUnder(name: string): readonly Home[] {
    const own = this.homes.get(name);
    if (own !== undefined) return [own];
    if ((this.table.get(name)?.values ?? null) !== null) return [];
    return this.table.downSet(name).flatMap((below) => this.homes.get(below) ?? []);
  }

  /** A number for some columns and all that their cells come from, column by column. */
  #closure(columns: readonly Home[]): number {
    const found = new Map<string, Home>();
    const queue = [...columns];
    for (const column of queue) {
      const key = `${column.entity}.${column.field}`;
      if (found.has(key)) continue;
      found.set(key, column);
      queue.push(...this.#sources(column));
    }
    return this.#number([...found].sort(([a], [b]) => compareCodeUnits(a, b)).map(([key, column]) => `${key} ${this.#cells(column)}`).join('\n'));
  }

  /** The columns that the cells of one are taken from. */
  #sources({ entity, field }: Home): readonly Home[] {
    const of = this.#entities.get(entity);
    const column = of?.fields.find((f) => f.name === field);
    if (of === undefined || column === undefined || of.fixed?.columns.includes(field) === true) return [];
    if (column.derived !== null) return this.#columnsIn(column.derived);
    if (column.reference !== null) return [{ entity: column.reference, field: this.#entities.get(column.reference)?.key ?? ROWS }];
    return column.unique ? [] : namesIn(column.type).flatMap((name) => this.#homesUnder(name));
  }

  /** How the cells of a column come about, apart from the columns that they are taken from. */
  #cells({ entity, field }: Home): string {
    const of = this.#entities.get(entity);
    if (of === undefined) return 'nothing';
    const rows = `${of.rows.min}..${of.rows.max} of ${of.fixed === null ? 'any' : of.fixed.rows.length}`;
    const column = of.fields.find((f) => f.name === field);
    if (column === undefined) return rows;
    const fixed = of.fixed?.columns.indexOf(field) ?? -1;
    if (fixed >= 0) return `${rows} fixed ${this.#number(canonicalJson(of.fixed?.rows.map((row) => row[fixed] ?? null) ?? []))}`;
    if (column.derived !== null) return `${rows} derived ${canonicalJson(plainJson(column.derived))}`;
    const unique = column.unique ? 'unique ' : '';
    if (column.reference !== null) return `${rows} ${unique}reference ${canonicalJson(plainJson(column.type))}`;
    return `${rows} ${unique}drawn ${canonicalJson(plainJson(column.type))} ${namesIn(column.type).map((name) => this.#values(name)).join()}`;
  }

  #columnsIn(expr: ExprIR): readonly Home[] {
    const found: Home[] = [];
    JSON.stringify(expr, (_key: string, value: unknown) => {
      if (typeof value !== 'object' || value === null || !('entity' in value) || typeof value.entity !== 'string') return value;
      const { entity } = value;
      if ('field' in value && typeof value.field === 'string') found.push({ entity, field: value.field });
      else if ('fields' in value && Array.isArray(value.fields)) found.push(...value.fields.map((field) => ({ entity, field: String(field) })));
      else found.push({ entity, field: 'key' in value ? (this.#entities.get(entity)?.key ?? ROWS) : ROWS });
      return value;
    });
    return found;
  }

  #number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** The entities that an expression names. */
export function entitiesIn(expr: ExprIR): ReadonlySet<string> {
  const found = new Set<string>();
  JSON.stringify(expr, (key: string, value: unknown) => {
    if (key === 'entity' && typeof value === 'string') found.add(value);
    return value;
  });
  return found;
}

/** The patterns of regular expressions do not matter, their automata do. */
export function setAsJson(set: ValueSetIR): Json {
  switch (set.kind) {
    case 'regex':
      return { kind: set.kind, states: set.dfa.states, accept: set.dfa.accept, edges: set.dfa.edges };
    case 'union':
      return { kind: set.kind, members: set.members.map((m) => ({ set: setAsJson(m.set), weight: m.weight })) };
    case 'enum':
    case 'range':
    case 'calendar':
      return plainJson(set);
  }
}

/** As JSON writes it: without members that are undefined. */
export function plainJson(value: unknown): Json {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
}
