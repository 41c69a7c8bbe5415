/**
 * Filters of rows, `[c … for c in Company if c.city == p and …]`. Conditions are tested row by row, in the order in which they are
 * written. Where the first is about one column, that column is read without a detour; and once a filter has looked it
 * through, so that no cell of it can fail any more, it knows which rows to take.
 */
import type { CalendarSet, ExprIR, Json } from '../ir/ir.js';
import { EntityAddress, FieldAddress } from './address.js';
import { isList } from './canonical.js';
import type { Column } from './column.js';
import type { Compiled, Frame } from './evaluate.js';
import type { Facts } from './facts.js';
import { ComputationError, compareValues, isIn, number } from './functions/built-in.js';
import { timeReader } from './functions/calendar.js';

type Compile = (expr: ExprIR, names: readonly string[]) => Compiled;

/** @param names the places of a frame; the variable stands at the next one */
export function compileFilter(entity: string, condition: ExprIR | null, variable: string, names: readonly string[], compile: Compile): (frame: Frame, facts: Facts) => number[] {
  const place = names.length;
  const address = new EntityAddress(entity);
  const all = condition === null ? [] : conjuncts(condition);
  const test = all[0] === undefined ? undefined : columnTest(all[0], entity, variable, names, compile);
  const rest = all.slice(test === undefined ? 0 : 1).map((e) => compile(e, [...names, variable]));
  return (frame, facts) => {
    const { count } = address.of(facts);
    // The rows that are listed, and those that are run over.
    facts.meter.spend(2 * count);
    const passes = (row: number): boolean => {
      frame[place] = row;
      for (const each of rest) if (each(frame, facts) !== true) return false;
      return true;
    };
    const kept: number[] = [];
    if (test === undefined) {
      for (let row = 0; row < count; row++) if (passes(row)) kept.push(row);
      return kept;
    }
    const column = test.address.of(facts);
    const value = test.fixed(frame, facts);
    const known = test.known(column, value);
    if (known !== undefined) return rest.length === 0 ? known : known.filter(passes);
    const has = test.having(column, value, facts);
    for (let row = 0; row < count; row++) if (has(row) && passes(row)) kept.push(row);
    column.lookedThrough();
    return kept;
  };
}

function conjuncts(expr: ExprIR): readonly ExprIR[] {
  return expr.op === 'and' ? [...conjuncts(expr.left), ...conjuncts(expr.right)] : [expr];
}

/** A condition on one column of a row, against a value that is the same for all rows. */
interface ColumnTest {
  readonly address: FieldAddress;
  /** The value; computing it cannot fail. */
  readonly fixed: Compiled;
  /** The rows that pass, in order, in a list of their own; undefined where the column does not know them. */
  known(column: Column, value: Json): number[] | undefined;
  /** Whether a row passes. @throws ComputationError */
  having(column: Column, value: Json, facts: Facts): (row: number) => boolean;
}

function columnTest(expr: ExprIR, entity: string, variable: string, names: readonly string[], compile: Compile): ColumnTest | undefined {
  if (expr.op !== 'compare' && expr.op !== 'in') return undefined;
  const left = fieldOfRow(expr.left, entity, variable);
  const right = fieldOfRow(expr.right, entity, variable);
  const field = left ?? right;
  const other = left === undefined ? expr.left : expr.right;
  if (field === undefined || !isFixed(other, variable)) return undefined;
  const of = { address: new FieldAddress(entity, field), fixed: compile(other, names) };
  if (expr.op === 'in') return left === undefined ? { ...of, ...MEMBERSHIP } : undefined;
  switch (expr.operator) {
    case '!=':
      return undefined;
    case '==':
      return { ...of, ...EQUALITY };
    default:
      return { ...of, ...order(expr.operator, left !== undefined, expr.calendar) };
  }
}

/** The field, where an expression is one of the row. */
function fieldOfRow(expr: ExprIR, entity: string, variable: string): string | undefined {
  return expr.op === 'cell' && expr.entity === entity && expr.row.op === 'local' && expr.row.name === variable ? expr.field : undefined;
}

function isFixed(expr: ExprIR, variable: string): boolean {
  return expr.op === 'param' || expr.op === 'const' || (expr.op === 'local' && expr.name !== variable);
}

type Kind = Pick<ColumnTest, 'known' | 'having'>;

/** `row.field == value` */
const EQUALITY: Kind = {
  known: (column, value) => column.rowsWith(value),
  having: (column, value) => column.having(value),
};

/** `value in row.field` */
const MEMBERSHIP: Kind = {
  known: () => undefined,
  having: (column, value, facts) => (row) => {
    const all = column.cell(row);
    if (isList(all)) facts.meter.spend(all.length);
    return isIn(value, all);
  },
};

type Order = '<' | '<=' | '>' | '>=';
const MIRRORED: { readonly [O in Order]: Order } = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** `row.field < value` and the like. @param cellFirst whether the field stands before the sign */
function order(sign: Order, cellFirst: boolean, calendar: CalendarSet | undefined): Kind {
  const operator = cellFirst ? sign : MIRRORED[sign];
  const read = calendar === undefined ? number : timeReader(calendar);
  const compare = calendar === undefined ? compareValues : (a: Json, b: Json): number => read(a) - read(b);
  return {
    known: (column, value) => {
      const cells = column.numbers(read);
      return cells === undefined ? undefined : rowsBeside(cells, operator, value, read);
    },
    having: (column, value) => (row) => {
      const cell = column.cell(row);
      // Nothing is before or after null.
      return cell !== null && value !== null && holds(operator, cellFirst ? compare(cell, value) : -compare(value, cell));
    },
  };
}

function holds(operator: Order, sign: number): boolean {
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}

/** The rows whose numbers stand so beside a value; NaN stands nowhere. Undefined where the value is no such number. */
function rowsBeside(cells: Float64Array, operator: Order, value: Json, read: (value: Json) => number): number[] | undefined {
  if (value === null) return [];
  let limit: number;
  try {
    limit = read(value);
  } catch (error) {
    if (error instanceof ComputationError) return undefined;
    throw error;
  }
  const rows: number[] = [];
  for (let row = 0; row < cells.length; row++) if (holds(operator, cells[row]! - limit)) rows.push(row);
  return rows;
}
