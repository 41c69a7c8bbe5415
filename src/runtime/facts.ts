/**
 * The facts of one environment: the rows of its entities. Every cell is a function of (environment, entity, row, field) and
 * is drawn when it is first looked at; what is kept is only a memory of it. Columns without repetitions are keyed
 * permutations, so the row of a key is computed too.
 */
import type { EntityFieldIR, EntityIR, Json, TypeRef, WorldIR } from '../ir/ir.js';
import { canonicalJson } from './canonical.js';
import type { Denotation, Denotations } from './denotation.js';
import { show } from './errors.js';
import { compileExpr, type Compiled } from './evaluate.js';
import { equalValues, fail } from './functions/built-in.js';
import { Meter } from './meter.js';
import { Permutation } from './permutation.js';
import { Stream, deriveKey, indexOfShare, type RandomSource } from './random.js';
import { rankValues, type Ranked } from './ranked.js';
import type { TypeTable } from './type-table.js';

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
  readonly plans: ReadonlyMap<string, EntityPlan>;

  constructor(ir: Pick<WorldIR, 'entities'>, table: TypeTable, denotations: Denotations) {
    this.plans = new Map(ir.entities.map((e) => [e.name, new EntityPlan(e, table, denotations)]));
  }

  /** @param key the environment's, 32 bytes */
  open(key: Uint8Array): Facts {
    return new Facts(this, key);
  }
}

/** How a column comes by its values. */
type ColumnPlan =
  | { readonly kind: 'fixed'; readonly column: number; readonly rows: ReadonlyMap<string, number> }
  | { readonly kind: 'derived'; readonly compute: Compiled }
  | { readonly kind: 'ranked'; readonly ranks: Ranked }
  | { readonly kind: 'unique-reference'; readonly entity: string }
  | { readonly kind: 'listed'; readonly denotation: Denotation }
  | { readonly kind: 'reference'; readonly shape: TypeRef; readonly entity: string }
  | { readonly kind: 'drawn'; readonly denotation: Denotation };

class EntityPlan {
  readonly columns: ReadonlyMap<string, ColumnPlan>;

  constructor(
    readonly ir: EntityIR,
    table: TypeTable,
    denotations: Denotations,
  ) {
    this.columns = new Map(ir.fields.map((field) => [field.name, this.#plan(field, table, denotations)]));
  }

  #plan(field: EntityFieldIR, table: TypeTable, denotations: Denotations): ColumnPlan {
    const column = this.ir.fixed?.columns.indexOf(field.name) ?? -1;
    if (column >= 0) {
      const rows = new Map<string, number>();
      if (field.unique) this.ir.fixed?.rows.forEach((row, i) => rows.set(canonicalJson(row[column] ?? null), i));
      return { kind: 'fixed', column, rows };
    }
    if (field.derived !== null) return { kind: 'derived', compute: compileExpr(field.derived, [], ['self']) };
    if (field.reference !== null) return field.unique && field.type.kind === 'named' ? { kind: 'unique-reference', entity: field.reference } : { kind: 'reference', shape: field.type, entity: field.reference };
    const denotation = denotations.of(field.type);
    if (!field.unique) return { kind: 'drawn', denotation };
    const ranks = rankType(field.type, table);
    return ranks === null ? { kind: 'listed', denotation } : { kind: 'ranked', ranks };
  }
}

/** The ranks of a type's values; null where they cannot be numbered without the risk of one standing twice. */
export function rankType(type: TypeRef, table: TypeTable): Ranked | null {
  if (type.kind !== 'named') return null;
  const own = table.get(type.name)?.values ?? null;
  if (own !== null) return rankValues(own);
  const sets = table.downSet(type.name).flatMap((name) => table.get(name)?.values ?? []);
  const [only] = sets;
  return sets.length === 1 && only !== undefined ? rankValues(only) : null;
}

export class Facts {
  readonly #tables = new Map<string, Table>();
  /** Of the call that is being answered. */
  readonly meter = new Meter();

  constructor(
    private readonly program: FactsProgram,
    readonly key: Uint8Array,
  ) {}

  table(entity: string): Table {
    const known = this.#tables.get(entity);
    if (known !== undefined) return known;
    const plan = this.program.plans.get(entity);
    if (plan === undefined) return fail(`there is no entity "${entity}"`);
    const made = new Table(plan, this);
    this.#tables.set(entity, made);
    return made;
  }

  /** The value of a home in a row drawn from the source; undefined where there are no rows. */
  draw(home: Home, source: RandomSource): Json | undefined {
    const table = this.table(home.entity);
    return table.count === 0 ? undefined : table.cell(source.below(table.count), home.field);
  }
}

/** Where an environment's words for row r of a column lie: its first word among those of all rows, the others in a stretch of its own. */
const STRETCHES = 2 ** 40;
const STRETCH = 4096;

export class Table {
  readonly count: number;
  readonly ir: EntityIR;
  readonly #columns = new Map<string, Column>();
  #order: Permutation | undefined;

  constructor(
    private readonly plan: EntityPlan,
    private readonly facts: Facts,
  ) {
    this.ir = plan.ir;
    const { min, max } = plan.ir.rows;
    this.count = min === max ? min : min + new Stream(deriveKey(facts.key, 'rows', plan.ir.name)).below(max - min + 1);
  }

  /** @param row 0 to count - 1 */
  cell(row: number, field: string): Json {
    return this.#column(field).cell(row);
  }

  /** Whether a row has a value in a field, for where many rows are asked: references are compared by the rows that they lead to. */
  having(field: string, value: Json): (row: number) => boolean {
    const { cell, leadsTo } = this.#column(field);
    if (leadsTo === undefined) return (row) => equalValues(cell(row), value);
    const wanted = leadsTo.table.rowOf(value);
    return wanted < 0 ? () => false : (row) => leadsTo.row(row) === wanted;
  }

  /** The row whose key is a value; -1 where there is none. */
  rowOf(key: Json): number {
    return this.#column(this.ir.key).rowOf(key);
  }

  /** The row with a value in a unique column; -1 where there is none. */
  rowWith(field: string, value: Json): number {
    return this.#column(field).rowOf(value);
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

  #column(field: string): Column {
    const known = this.#columns.get(field);
    if (known !== undefined) return known;
    const plan = this.plan.columns.get(field);
    if (plan === undefined) return fail(`there is no field "${field}"`);
    const made = openColumn(plan, this, this.facts, deriveKey(this.facts.key, 'column', this.ir.name, field));
    this.#columns.set(field, made);
    return made;
  }
}

interface Column {
  cell(row: number): Json;
  /** -1 where there is no such row; only unique columns are asked. */
  rowOf(value: Json): number;
  /** Of references to one row each: the rows, which are known before their keys are. */
  readonly leadsTo?: { readonly table: Table; row(row: number): number };
}

function permutation(n: number, key: Uint8Array): Permutation {
  const stream = new Stream(key);
  return new Permutation(n, Uint32Array.from({ length: 6 }, () => stream.u32()));
}

function openColumn(plan: ColumnPlan, table: Table, facts: Facts, key: Uint8Array): Column {
  switch (plan.kind) {
    case 'fixed': {
      const rows = table.ir.fixed?.rows ?? [];
      return {
        cell: (row) => rows[table.line(row)]?.[plan.column] ?? null,
        rowOf: (value) => {
          const line = plan.rows.get(canonicalJson(value));
          return line === undefined ? -1 : table.rowOfLine(line);
        },
      };
    }
    case 'ranked': {
      const order = permutation(plan.ranks.size, key);
      return remembered(table.count, (row) => plan.ranks.at(order.at(row)), (value) => {
        const rank = plan.ranks.rankOf(value);
        const row = rank < 0 ? -1 : order.indexOf(rank);
        return row < table.count ? row : -1;
      });
    }
    case 'unique-reference': {
      const target = facts.table(plan.entity);
      const order = permutation(target.count, key);
      return {
        cell: (row) => target.cell(order.at(row), target.ir.key),
        rowOf: (value) => {
          const found = target.rowOf(value);
          const row = found < 0 ? -1 : order.indexOf(found);
          return row < table.count ? row : -1;
        },
      };
    }
    case 'listed':
      return listed(plan.denotation, table.count, key);
    case 'derived': {
      const { compute } = plan;
      const { meter } = facts;
      // What cells cost that cost anything: they cost as much where they are remembered.
      const costs = new Map<number, number>();
      const cells = remembered(table.count, (row) => {
        const before = meter.used;
        const value = compute({ args: [], locals: [row], facts, meter });
        if (meter.used > before) costs.set(row, meter.used - before);
        return value;
      }, () => -1);
      return {
        cell: (row) => {
          const cost = costs.size > 0 ? costs.get(row) : undefined;
          if (cost === undefined) return cells.cell(row);
          const before = meter.used;
          const value = cells.cell(row);
          meter.used = before;
          meter.spend(cost);
          return value;
        },
        rowOf: cells.rowOf,
      };
    }
    case 'reference': {
      const target = facts.table(plan.entity);
      const source = new CellSource(key);
      const column = remembered(table.count, (row) => drawReferences(plan.shape, target, source.at(row)), () => -1);
      if (plan.shape.kind !== 'named' || target.count === 0) return column;
      return { ...column, leadsTo: { table: target, row: (row) => source.at(row).below(target.count) } };
    }
    case 'drawn': {
      const source = new CellSource(key);
      const { denotation } = plan;
      return remembered(table.count, (row) => denotation.generate(source.at(row), facts) ?? null, () => -1);
    }
  }
}

/** Rows whose cells share one array. */
const REMEMBERED = 1024;

/** Cells that are computed once (but for null, which costs no more than looking); of a large table, only those that were looked at take memory. */
function remembered(count: number, compute: (row: number) => Json, rowOf: (value: Json) => number): Column {
  // In stretches that are made when they are first needed: one array of all rows would be sparse, and slow to fill from its end.
  const stretches = new Array<(Json | undefined)[] | undefined>(Math.ceil(count / REMEMBERED));
  return {
    cell: (row) => {
      const stretch = (stretches[Math.floor(row / REMEMBERED)] ??= new Array<Json | undefined>(Math.min(count, REMEMBERED)));
      return (stretch[row % REMEMBERED] ??= compute(row));
    },
    rowOf,
  };
}

/** A unique column whose values cannot be numbered: drawn in order, what came before is passed over. */
function listed(denotation: Denotation, count: number, key: Uint8Array): Column {
  let cells: Json[] | undefined;
  const rows = new Map<string, number>();
  const all = (): Json[] => {
    if (cells !== undefined) return cells;
    cells = [];
    const stream = new Stream(key);
    for (let tries = 0; cells.length < count; tries++) {
      if (tries > count * 64 + 4096) return fail('a unique column has too few values for its rows');
      const value = denotation.generate(stream);
      const text = value === undefined ? '' : canonicalJson(value);
      if (value === undefined || rows.has(text)) continue;
      rows.set(text, cells.length);
      cells.push(value);
    }
    return cells;
  };
  return {
    cell: (row) => all()[row] ?? null,
    rowOf: (value) => {
      all();
      return rows.get(canonicalJson(value)) ?? -1;
    },
  };
}

/** Keys of another entity in the shape of a field: one, one or none, or a list of different ones. */
function drawReferences(shape: TypeRef, target: Table, source: RandomSource): Json {
  const keyOf = (row: number): Json => target.cell(row, target.ir.key);
  switch (shape.kind) {
    case 'optional':
      return source.below(4) === 0 ? null : drawReferences(shape.of, target, source);
    case 'list': {
      const [low, high] = shape.max === null ? [2, 5] : [shape.min, shape.max];
      const length = Math.min(target.count, low + source.below(high - low + 1));
      const chosen = new Set<number>();
      while (chosen.size < length) chosen.add(source.below(target.count));
      return [...chosen].map(keyOf);
    }
    default:
      return target.count === 0 ? fail(`there is no ${target.ir.noun} to refer to`) : keyOf(source.below(target.count));
  }
}

/**
 * The words of the cells of one column. The first word of eight neighbouring rows comes from one block, so that a column
 * is read at an eighth of a block a cell where one choice makes a value; more words come from a stretch of blocks of the
 * row's own. One source serves a column: it is set to a row before each draw.
 */
class CellSource implements RandomSource {
  readonly #words = new Uint32Array(8);
  #block = -1;
  #row = 0;
  #fresh = false;
  #rest: Stream | undefined;

  /** @param key 32 bytes */
  constructor(private readonly key: Uint8Array) {}

  at(row: number): this {
    const block = Math.floor(row / 8);
    if (block !== this.#block) {
      const stream = new Stream(this.key, block);
      for (let i = 0; i < 8; i++) this.#words[i] = stream.u32();
      this.#block = block;
    }
    this.#row = row;
    this.#fresh = true;
    this.#rest = undefined;
    return this;
  }

  u32(): number {
    if (this.#fresh) {
      this.#fresh = false;
      return this.#words[this.#row % 8] ?? 0;
    }
    return (this.#rest ??= new Stream(this.key, STRETCHES + this.#row * STRETCH)).u32();
  }

  /** The first word is multiplied rather than masked, so that it is hardly ever thrown away (Lemire 2019); exact all the same. */
  below(n: number): number {
    if (this.#fresh && n <= 2 ** 21) {
      if (n === 1) return 0;
      const product = this.u32() * n;
      if (product % 2 ** 32 >= 2 ** 32 % n) return Math.floor(product / 2 ** 32);
    }
    return (this.#rest ??= new Stream(this.key, STRETCHES + this.#row * STRETCH)).below(n);
  }

  unit(): number {
    return ((this.u32() >>> 5) * 67108864 + (this.u32() >>> 6)) / 2 ** 53;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  weighted(cumulative: ArrayLike<number>): number {
    return indexOfShare(cumulative, this.below(cumulative[cumulative.length - 1] ?? 0));
  }
}
