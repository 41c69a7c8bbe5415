/**
 * The facts of one environment: the rows of its entities. Every cell is a function of (environment, entity, row, field) and
 * is drawn when it is first looked at; what is kept is only a memory of it. Columns without repetitions are keyed
 * permutations, so the row of a key is computed too.
 */
import type { EntityIR, Json, WorldIR } from '../ir/ir.js';
import type { Column } from './column.js';
import { openColumn, permutation, planColumn, type ColumnPlan } from './columns.js';
import { Denotations } from './denotation.js';
import { show } from './errors.js';
import { fail } from './functions/built-in.js';
import { Meter } from './meter.js';
import type { Permutation } from './permutation.js';
import { Stream, deriveKey, type RandomSource } from './random.js';
import { TypeTable } from './type-table.js';

/** The column that the values of a type are drawn from wherever there are facts. */
export interface Home {
  readonly entity: string;
  readonly field: string;
}

/**
 * The homes of types: a type is at home in the one key that is declared with it, else in the one unique field. Fields that
 * refer to other entities are no homes.
 */
export function homesOf(entities: readonly EntityIR[]): ReadonlyMap<string, Home> {
  const keys = new Map<string, Home[]>();
  const others = new Map<string, Home[]>();
  for (const entity of entities) {
    for (const field of entity.fields) {
      if (!field.unique || field.reference !== null || field.type.kind !== 'named') continue;
      const among = field.name === entity.key ? keys : others;
      among.set(field.type.name, [...(among.get(field.type.name) ?? []), { entity: entity.name, field: field.name }]);
    }
  }
  const homes = new Map<string, Home>();
  for (const among of [others, keys]) {
    for (const [type, [home, ...more]] of among) {
      if (home !== undefined && more.length === 0) homes.set(type, home);
    }
  }
  return homes;
}

/** What is known of a world's entities before any environment is opened. */
export class FactsProgram {
  readonly plans: readonly EntityPlan[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(ir: Pick<WorldIR, 'entities'>, table: TypeTable, denotations: Denotations) {
    this.plans = ir.entities.map((e) => new EntityPlan(e, table, denotations));
    this.#places = new Map(ir.entities.map((e, place) => [e.name, place]));
  }

  /** The place of an entity among the plans; -1 where there is no such entity. */
  placeOf(entity: string): number {
    return this.#places.get(entity) ?? -1;
  }

  /** @param key the environment's, 32 bytes */
  open(key: Uint8Array): Facts {
    return new Facts(this, key);
  }
}

export class EntityPlan {
  readonly columns: readonly ColumnPlan[];
  readonly #places: ReadonlyMap<string, number>;
  /** The place of the key among the columns. */
  readonly key: number;

  constructor(
    readonly ir: EntityIR,
    table: TypeTable,
    denotations: Denotations,
  ) {
    this.columns = ir.fields.map((field) => planColumn(ir, field, table, denotations));
    this.#places = new Map(ir.fields.map((field, place) => [field.name, place]));
    this.key = this.placeOf(ir.key);
  }

  /** The place of a field among the columns; -1 where there is no such field. */
  placeOf(field: string): number {
    return this.#places.get(field) ?? -1;
  }
}

export class Facts {
  readonly #tables: (Table | undefined)[] = [];
  /** Of the call that is being answered. */
  readonly meter = new Meter();

  constructor(
    readonly program: FactsProgram,
    readonly key: Uint8Array,
  ) {}

  /** @throws ComputationError where there is no such entity */
  table(entity: string): Table {
    const place = this.program.placeOf(entity);
    return place < 0 ? fail(`there is no entity "${entity}"`) : this.tableAt(place);
  }

  /** @param place of the entity, in the order of the world's */
  tableAt(place: number): Table {
    return (this.#tables[place] ??= new Table(this.program.plans[place]!, this));
  }

  /** The value of a home in a row drawn from the source; undefined where there are no rows. */
  draw(home: Home, source: RandomSource): Json | undefined {
    const table = this.table(home.entity);
    return table.count === 0 ? undefined : table.cell(source.below(table.count), home.field);
  }
}

/** Facts without entities: what constants are computed in. */
export function noFacts(): Facts {
  const types = new TypeTable([]);
  return new FactsProgram({ entities: [] }, types, new Denotations(types)).open(new Uint8Array(32));
}

export class Table {
  readonly count: number;
  readonly ir: EntityIR;
  readonly #columns: (Column | undefined)[] = [];
  #order: Permutation | undefined;

  constructor(
    readonly plan: EntityPlan,
    private readonly facts: Facts,
  ) {
    this.ir = plan.ir;
    const { min, max } = plan.ir.rows;
    this.count = min === max ? min : min + new Stream(deriveKey(facts.key, 'rows', plan.ir.name)).below(max - min + 1);
  }

  /** @throws ComputationError where there is no such field */
  column(field: string): Column {
    const place = this.plan.placeOf(field);
    return place < 0 ? fail(`there is no field "${field}"`) : this.columnAt(place);
  }

  /** @param place of the field, in the order of the entity's */
  columnAt(place: number): Column {
    return (this.#columns[place] ??= this.#open(place));
  }

  #open(place: number): Column {
    const field = this.ir.fields[place]!.name;
    return openColumn(this.plan.columns[place]!, this, this.facts, deriveKey(this.facts.key, 'column', this.ir.name, field));
  }

  /** What is returned is kept: it must not be changed. @param row 0 to count - 1 */
  cell(row: number, field: string): Json {
    return this.column(field).cell(row);
  }

  /** The row whose key is a value; -1 where there is none. */
  rowOf(key: Json): number {
    return this.columnAt(this.plan.key).rowOf(key);
  }

  /** The row with a value in a unique column; -1 where there is none. */
  rowWith(field: string, value: Json): number {
    return this.column(field).rowOf(value);
  }

  /** The row of a key that must exist. @throws ComputationError */
  mustFind(key: Json): number {
    const row = this.rowOf(key);
    return row >= 0 ? row : fail(`there is no ${this.ir.noun} ${show(key)}`);
  }

  /** The line of the file that a row is. */
  line(row: number): number {
    const lines = this.ir.fixed?.rows.length ?? 0;
    return lines === this.count ? row : this.#permuted(lines).at(row);
  }

  /** The row that a line of the file is; -1 where it is none of this environment. */
  rowOfLine(line: number): number {
    const lines = this.ir.fixed?.rows.length ?? 0;
    const row = lines === this.count ? line : this.#permuted(lines).indexOf(line);
    return row < this.count ? row : -1;
  }

  #permuted(lines: number): Permutation {
    return (this.#order ??= permutation(lines, deriveKey(this.facts.key, 'lines', this.ir.name)));
  }
}
