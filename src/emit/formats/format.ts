/** What an export format is: rows made from task records, the types of their columns, and files that go beside them. */
import type { Json, WorldIR } from '../../ir/ir.js';
import type { TaskRecord } from '../../sample/tasks/record.js';
import type { Columns } from './columns.js';

export type Row = { readonly [column: string]: Json };

export interface Format {
  readonly name: string;
  /** One line for people: who reads it. */
  readonly summary: string;
  /** The columns of a row, in order: of its Parquet file, and of the features that the data card declares. */
  readonly columns: Columns;
  open(ir: WorldIR): FormatWriter;
}

/** A format at work on one file. */
export interface FormatWriter {
  row(task: TaskRecord): Row;
  /** Files beside the main one, in the order of their suffixes. */
  readonly companions?: readonly Companion[];
}

/** A file named as the main one, with `suffix` in place of its ending. */
export type Companion =
  /** One row a task. */
  | { readonly kind: 'rows'; readonly suffix: string; row(task: TaskRecord): Row }
  /** A text, made once every row has been. @param file the main file's name, without folders */
  | { readonly kind: 'text'; readonly suffix: string; text(file: string): string };
