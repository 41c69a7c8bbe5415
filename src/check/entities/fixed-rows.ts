/** Rows that an entity takes from a file: CSV with a header, or a JSON list of objects. */
import { badRow } from '../../diagnostics/codes/entities.js';
import type { BaseName, Json } from '../../ir/ir.js';
import { canonicalJson } from '../../runtime/canonical.js';
import { isJson, isPlainObject } from '../../runtime/denotation.js';
import type { Span } from '../../source/source.js';
import { readCsv } from '../../types/values/csv.js';
import { suggest } from '../../diagnostics/suggest.js';
import type { ModuleView } from '../context.js';

/** More rows than these are refused, in files as in declarations. */
export const MAX_ROWS = 1_000_000;

/** A field as its cells are read. */
export interface FixedField {
  readonly name: string;
  /** What a CSV cell is read as; null: JSON. */
  readonly base: BaseName | null;
  readonly optional: boolean;
  readonly unique: boolean;
  recognize(value: Json): boolean;
  /** In words, with an article. */
  readonly wanted: string;
}

export interface FixedRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Json[])[];
  /** The line of the file that each row begins on; in JSON, its place in the list, from 1. */
  readonly lines: readonly number[];
}

/** Null where something is wrong, which has been reported at `at`. */
export function readFixedRows(file: string, text: string, fields: readonly FixedField[], view: ModuleView, at: Span): FixedRows | null {
  const fail = (line: number, problem: string, hint: string): null => {
    view.report(badRow, at, { file, line, problem, hint });
    return null;
  };
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const table = file.toLowerCase().endsWith('.json') ? readJson(source, fields, fail) : readCells(source, fields, fail);
  if (table === null) return null;
  if (table.rows.length === 0) return fail(0, 'it has no rows', 'an entity needs at least one');
  const used = fields.filter((f) => table.names.includes(f.name));
  if (used.length === 0) return fail(0, `none of its columns is a field: ${table.names.join(', ')}`, `the fields are ${fields.map((f) => f.name).join(', ')}`);
  for (const field of fields) {
    if (used.includes(field)) continue;
    const [near] = suggest(field.name, table.names.filter((n) => !fields.some((f) => f.name === n)));
    if (near !== undefined) return fail(0, `it has no column "${field.name}", but one called "${near}"`, `call the field \`${near}\`, or the column "${field.name}"`);
  }
  const rows: Json[][] = [];
  const seen = new Map<string, Map<string, number>>(used.filter((f) => f.unique).map((f) => [f.name, new Map()]));
  for (const { line, cells } of table.rows) {
    const row: Json[] = [];
    for (const field of used) {
      const value = cells.get(field.name) ?? null;
      if (value === null ? !field.optional : !field.recognize(value)) {
        const found = value === null ? 'empty' : JSON.stringify(value);
        return fail(line, `\`${field.name}\` is ${found}, and must be ${field.wanted}`, value === null ? `fill the cell in, or make the field optional with \`?\`` : 'correct the file, or let the type accept the value');
      }
      const unique = seen.get(field.name);
      const text = canonicalJson(value);
      const before = unique?.get(text);
      if (before !== undefined) return fail(line, `\`${field.name}\` is ${JSON.stringify(value)}, as in row ${before}`, 'a key or unique field may not repeat');
      unique?.set(text, line);
      row.push(value);
    }
    rows.push(row);
  }
  return { columns: used.map((f) => f.name), rows, lines: table.rows.map((r) => r.line) };
}

interface RawTable {
  readonly names: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: ReadonlyMap<string, Json> }[];
}

type Fail = (line: number, problem: string, hint: string) => null;

function readCells(text: string, fields: readonly FixedField[], fail: Fail): RawTable | null {
  let names: string[] | null = null;
  const byName = new Map(fields.map((f) => [f.name, f]));
  const rows: { line: number; cells: Map<string, Json> }[] = [];
  for (const row of readCsv(text)) {
    if ('problem' in row) return fail(row.line, row.problem, row.hint);
    if (names === null) {
      names = row.fields.map((f) => f.text);
      const twice = names.find((n, i) => names?.indexOf(n) !== i);
      if (twice !== undefined) return fail(row.line, `the header names the column "${twice}" twice`, 'give each column a name of its own');
      continue;
    }
    if (row.fields.length !== names.length) return fail(row.line, `it has ${row.fields.length} cells, and the header has ${names.length}`, 'a cell that has a comma in it needs double quotes around it');
    const cells = new Map<string, Json>();
    for (const [i, { text: cell, quoted }] of row.fields.entries()) {
      const field = byName.get(names[i] ?? '');
      if (field === undefined || (cell === '' && !quoted)) continue;
      const value = readCell(cell, field.base);
      if (value === undefined) return fail(row.line, `\`${field.name}\` is ${JSON.stringify(cell)}, and must be ${field.wanted}`, 'correct the cell');
      cells.set(field.name, value);
    }
    if (rows.push({ line: row.line, cells }) > MAX_ROWS) return tooMany(fail);
  }
  return names === null ? fail(0, 'it is empty', 'a CSV file begins with a header that names its columns') : { names, rows };
}

function tooMany(fail: Fail): null {
  return fail(0, `it has more than ${MAX_ROWS} rows`, 'take a part of them');
}

/** Undefined where the text is no value of the base; a cell of a list or record is written in JSON. */
function readCell(cell: string, base: BaseName | null): Json | undefined {
  switch (base) {
    case 'str':
      return cell;
    case 'bool':
      return cell === 'true' ? true : cell === 'false' ? false : undefined;
    case 'int':
    case 'float': {
      const value = /^-?[0-9]{1,300}(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?$/.test(cell) ? Number(cell) : NaN;
      return Number.isFinite(value) ? value + 0 : undefined;
    }
    case null:
      return parseJson(cell);
  }
}

function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readJson(text: string, fields: readonly FixedField[], fail: Fail): RawTable | null {
  const value = parseJson(text);
  if (value === undefined) return fail(0, 'it is not JSON', 'write a list of objects, one a row');
  if (!Array.isArray(value)) return fail(0, 'it is not a list', 'write a list of objects, one a row');
  if (value.length > MAX_ROWS) return tooMany(fail);
  const names = new Set<string>();
  const rows: { line: number; cells: Map<string, Json> }[] = [];
  for (const [i, item] of value.entries()) {
    if (!isPlainObject(item)) return fail(i + 1, 'it is not an object', 'write a list of objects, one a row');
    const cells = new Map<string, Json>();
    for (const [name, cell] of Object.entries(item)) {
      names.add(name);
      if (fields.some((f) => f.name === name) && isJson(cell)) cells.set(name, cell);
    }
    rows.push({ line: i + 1, cells });
  }
  return { names: [...names], rows };
}
