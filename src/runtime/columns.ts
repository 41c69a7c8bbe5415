/** The kinds of columns: planned once for a world, opened in each environment. */
import type { EntityFieldIR, EntityIR, Json, TypeRef } from '../ir/ir.js';
import { canonicalJson } from './canonical.js';
import { CellSource } from './cell-source.js';
import { Column, DerivedColumn, type ColumnSource } from './column.js';
import type { Denotation, Denotations } from './denotation.js';
import { compileExpr, type Compiled } from './evaluate.js';
import type { Facts, Table } from './facts.js';
import { fail } from './functions/built-in.js';
import { Permutation } from './permutation.js';
import { Stream, type RandomSource } from './random.js';
import { rankValues, type Ranked } from './ranked.js';
import type { TypeTable } from './type-table.js';

/** How a column comes by its values. */
export type ColumnPlan =
  | { readonly kind: 'fixed'; readonly column: number; readonly rows: ReadonlyMap<string, number> }
  | { readonly kind: 'derived'; readonly compute: Compiled }
  | { readonly kind: 'ranked'; readonly ranks: Ranked }
  | { readonly kind: 'unique-reference'; readonly entity: string }
  | { readonly kind: 'listed'; readonly denotation: Denotation }
  | { readonly kind: 'reference'; readonly shape: TypeRef; readonly entity: string }
  | { readonly kind: 'drawn'; readonly denotation: Denotation };

export function planColumn(entity: EntityIR, field: EntityFieldIR, table: TypeTable, denotations: Denotations): ColumnPlan {
  const column = entity.fixed?.columns.indexOf(field.name) ?? -1;
  if (column >= 0) {
    const rows = new Map<string, number>();
    if (field.unique) entity.fixed?.rows.forEach((row, i) => rows.set(canonicalJson(row[column] ?? null), i));
    return { kind: 'fixed', column, rows };
  }
  if (field.derived !== null) return { kind: 'derived', compute: compileExpr(field.derived, ['self']) };
  if (field.reference !== null) return field.unique && field.type.kind === 'named' ? { kind: 'unique-reference', entity: field.reference } : { kind: 'reference', shape: field.type, entity: field.reference };
  const denotation = denotations.of(field.type);
  if (!field.unique) return { kind: 'drawn', denotation };
  const ranks = rankType(field.type, table);
  return ranks === null ? { kind: 'listed', denotation } : { kind: 'ranked', ranks };
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

/** @param key the column's, 32 bytes */
export function openColumn(plan: ColumnPlan, table: Table, facts: Facts, key: Uint8Array): Column {
  if (plan.kind === 'derived') return new DerivedColumn(table.count, (row) => plan.compute([row], facts), facts.meter);
  return new Column(table.count, openSource(plan, table, facts, key));
}

function openSource(plan: Exclude<ColumnPlan, { kind: 'derived' }>, table: Table, facts: Facts, key: Uint8Array): ColumnSource {
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
      const { ranks } = plan;
      const order = permutation(ranks.size, key);
      return {
        cell: (row) => ranks.at(order.at(row)),
        rowOf: (value) => {
          const rank = ranks.rankOf(value);
          const row = rank < 0 ? -1 : order.indexOf(rank);
          return row < table.count ? row : -1;
        },
      };
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
    case 'reference': {
      const target = facts.table(plan.entity);
      const source = new CellSource(key);
      const cells: ColumnSource = { cell: (row) => drawReferences(plan.shape, target, source.at(row)), rowOf: () => -1 };
      if (plan.shape.kind !== 'named' || target.count === 0) return cells;
      return { ...cells, leadsTo: { table: target, row: (row) => source.at(row).below(target.count) } };
    }
    case 'drawn': {
      const source = new CellSource(key);
      const { denotation } = plan;
      return { cell: (row) => denotation.generate(source.at(row), facts) ?? null, rowOf: () => -1 };
    }
  }
}

export function permutation(n: number, key: Uint8Array): Permutation {
  const stream = new Stream(key);
  return new Permutation(n, Uint32Array.from({ length: 6 }, () => stream.u32()));
}

/** A unique column whose values cannot be numbered: drawn in order, what came before is passed over. */
function listed(denotation: Denotation, count: number, key: Uint8Array): ColumnSource {
  let drawn: { readonly cells: readonly Json[]; readonly rows: ReadonlyMap<string, number> } | undefined;
  const draw = (): NonNullable<typeof drawn> => {
    const cells: Json[] = [];
    const rows = new Map<string, number>();
    const stream = new Stream(key);
    for (let tries = 0; cells.length < count; tries++) {
      if (tries > count * 64 + 4096) return fail('a unique column has too few values for its rows');
      const value = denotation.generate(stream);
      const text = value === undefined ? '' : canonicalJson(value);
      if (value === undefined || rows.has(text)) continue;
      rows.set(text, cells.length);
      cells.push(value);
    }
    return { cells, rows };
  };
  return {
    cell: (row) => (drawn ??= draw()).cells[row] ?? null,
    rowOf: (value) => (drawn ??= draw()).rows.get(canonicalJson(value)) ?? -1,
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
