/**
 * A column of one environment: its cells, computed when they are first looked at, and ways to find rows by them. Nothing here
 * decides a value; all of it is memory, never larger than the column.
 */
import type { Json } from '../ir/ir.js';
import type { Table } from './facts.js';
import { ComputationError, equalValues } from './functions/built-in.js';
import type { Meter } from './meter.js';
import { RowIndex } from './row-index.js';

/** How a column comes by its cells. */
export interface ColumnSource {
  /** Always the same for the same row. @throws ComputationError where it has none */
  cell(row: number): Json;
  /** The row with a value, -1 where there is none; only unique columns are asked. */
  rowOf(value: Json): number;
  /** Of references to one row each: the rows, which are known before their keys are. */
  readonly leadsTo?: { readonly table: Table; row(row: number): number };
}

/** Cells that share an array: one array of all rows would be sparse, and slow to fill from its end. */
const STRETCH_BITS = 10;
const STRETCH = 1 << STRETCH_BITS;

export class Column {
  readonly #stretches: ((Json | undefined)[] | undefined)[] = [];
  /** The rows of values that were asked for, which are texts or numbers. */
  #rows: Map<Json, number> | undefined;
  #lookedThrough = false;
  /** Rows by value, or by the row that they refer to; null where the cells are lists or objects. */
  #index: ((value: Json) => number[]) | null | undefined;
  #numbers: { readonly read: (cell: Json) => number; readonly of: Float64Array | null } | undefined;

  constructor(
    private readonly count: number,
    private readonly source: ColumnSource,
  ) {}

  /** What is returned is kept: it must not be changed. @param row 0 to count - 1 */
  cell(row: number): Json {
    const stretch = (this.#stretches[row >>> STRETCH_BITS] ??= new Array<Json | undefined>(Math.min(this.count, STRETCH)));
    // null costs no more than looking.
    return (stretch[row & (STRETCH - 1)] ??= this.source.cell(row));
  }

  /** The row with a value in a unique column; -1 where there is none. */
  rowOf(value: Json): number {
    const known = this.#rows?.get(value);
    if (known !== undefined) return known;
    const row = this.source.rowOf(value);
    if (row >= 0 && typeof value !== 'object') (this.#rows ??= new Map<Json, number>()).set(value, row);
    return row;
  }

  /** Whether a row has a value, for where many rows are asked: references are compared by the rows that they lead to. */
  having(value: Json): (row: number) => boolean {
    const { leadsTo } = this.source;
    if (leadsTo === undefined) return (row) => equalValues(this.cell(row), value);
    const wanted = leadsTo.table.rowOf(value);
    return wanted < 0 ? () => false : (row) => leadsTo.row(row) === wanted;
  }

  /** Says that every cell has been looked at, and none failed. From then on `rowsWith` and `numbers` save the next look. */
  lookedThrough(): void {
    this.#lookedThrough = true;
  }

  /** The rows with a value, in order, in a list of their own. Undefined while the column has not been looked through, and where it cannot tell. */
  rowsWith(value: Json): number[] | undefined {
    if (!this.#lookedThrough) return undefined;
    if (this.#index === undefined) this.#index = this.source.leadsTo === undefined ? this.#indexValues() : this.#indexReferences(this.source.leadsTo);
    return this.#index?.(value);
  }

  #indexReferences({ table, row }: NonNullable<ColumnSource['leadsTo']>): (value: Json) => number[] {
    const index = new RowIndex(Int32Array.from({ length: this.count }, (_, from) => row(from)), table.count);
    return (value) => index.rowsOf(table.rowOf(value));
  }

  #indexValues(): ((value: Json) => number[]) | null {
    const groups = new Map<Json, number>();
    const groupOf = new Int32Array(this.count);
    for (let row = 0; row < this.count; row++) {
      const value = this.cell(row);
      if (typeof value === 'object' && value !== null) return null;
      let group = groups.get(value);
      if (group === undefined) groups.set(value, (group = groups.size));
      groupOf[row] = group;
    }
    const index = new RowIndex(groupOf, groups.size);
    return (value) => index.rowsOf(groups.get(value) ?? -1);
  }

  /**
   * The numbers that cells are compared by, NaN for null. Undefined while the column has not been looked through, and where some
   * cell is no such number.
   * @param read the number of a cell, the same function for the same numbers. @throws ComputationError where it is none
   */
  numbers(read: (cell: Json) => number): Float64Array | undefined {
    if (!this.#lookedThrough) return undefined;
    if (this.#numbers?.read !== read) this.#numbers = { read, of: this.#read(read) };
    return this.#numbers.of ?? undefined;
  }

  #read(read: (cell: Json) => number): Float64Array | null {
    try {
      return Float64Array.from({ length: this.count }, (_, row) => {
        const cell = this.cell(row);
        return cell === null ? NaN : read(cell);
      });
    } catch (error) {
      if (error instanceof ComputationError) return null;
      throw error;
    }
  }
}

/** A column that is computed from others. What cells cost that cost anything is charged to whoever looks, also where they are remembered. */
export class DerivedColumn extends Column {
  readonly #costs = new Map<number, number>();

  constructor(
    count: number,
    compute: (row: number) => Json,
    private readonly meter: Meter,
  ) {
    super(count, { cell: (row) => this.#compute(compute, row), rowOf: () => -1 });
  }

  override cell(row: number): Json {
    const cost = this.#costs.size > 0 ? this.#costs.get(row) : undefined;
    if (cost === undefined) return super.cell(row);
    const before = this.meter.used;
    const value = super.cell(row);
    this.meter.used = before;
    this.meter.spend(cost);
    return value;
  }

  override lookedThrough(): void {
    // An index would look at cells without paying for them.
    if (this.#costs.size === 0) super.lookedThrough();
  }

  #compute(compute: (row: number) => Json, row: number): Json {
    const before = this.meter.used;
    const value = compute(row);
    if (this.meter.used > before) this.#costs.set(row, this.meter.used - before);
    return value;
  }
}
