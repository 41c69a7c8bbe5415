/** Values from outside: `lines("f.txt")`, `column("f.csv", "title")`, `faker("person.fullName", 500)`. */
import * as codes from '../../diagnostics/codes/types.js';
import type { EnumSet, Scalar } from '../../ir/ir.js';
import type { Span } from '../../source/source.js';
import type { CallType, StringLiteral } from '../../syntax/ast.js';
import { kindOfBase, MAX_VALUE_LENGTH, MAX_VALUES, type Scope } from './context.js';
import { readCsv } from './csv.js';
import { readDecimal } from './decimals.js';

interface Entry {
  readonly text: string;
  readonly line: number;
}

export function buildLines(call: CallType, scope: Scope): EnumSet | null {
  const [file] = texts(call);
  if (file === undefined || call.args.length !== 1) return scope.fail(codes.badArguments, call.span, { problem: '`lines` takes the name of a file', usage: '`lines("names.txt")`' });
  const text = read(file, scope);
  if (text === null) return null;
  const entries: Entry[] = [];
  for (const [i, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const value = raw.trim();
    if (value !== '' && !value.startsWith('#')) entries.push({ text: value, line: i + 1 });
  }
  return fromEntries(entries, file.value, `the file "${file.value}"`, call.span, scope);
}

export function buildColumn(call: CallType, scope: Scope): EnumSet | null {
  const [file, column] = texts(call);
  if (file === undefined || column === undefined || call.args.length !== 2) {
    return scope.fail(codes.badArguments, call.span, { problem: '`column` takes the name of a file and the name of a column', usage: '`column("cities.csv", "name")`' });
  }
  const text = read(file, scope);
  if (text === null) return null;
  let header: readonly string[] | null = null;
  let index = -1;
  const entries: Entry[] = [];
  for (const row of readCsv(text)) {
    if ('problem' in row) return scope.fail(codes.badData, file.span, { file: file.value, ...row });
    if (header === null) {
      header = row.fields.map((f) => f.text);
      index = header.indexOf(column.value);
      if (index === -1) return scope.fail(codes.noColumn, column.span, { file: file.value, column: column.value, columns: header });
      if (header.indexOf(column.value, index + 1) !== -1) {
        return scope.fail(codes.badData, file.span, { file: file.value, line: row.line, problem: `the header names the column "${column.value}" twice`, hint: 'give each column a name of its own' });
      }
      continue;
    }
    if (row.fields.length !== header.length) {
      const problem = `this row has ${count(row.fields.length, 'field')}, and the header has ${header.length}`;
      return scope.fail(codes.badData, file.span, { file: file.value, line: row.line, problem, hint: 'a field that has a comma in it needs double quotes around it' });
    }
    const cell = row.fields[index]?.text ?? '';
    if (cell !== '') entries.push({ text: cell, line: row.line });
  }
  return fromEntries(entries, file.value, `the column "${column.value}" of "${file.value}"`, call.span, scope);
}

const FAKER_USAGE = '`faker("person.fullName", 500)`';

export function buildFaker(call: CallType, scope: Scope): EnumSet | null {
  const [generator, size] = call.args;
  const wrong = (problem: string): null => scope.fail(codes.badArguments, call.span, { problem, usage: FAKER_USAGE });
  if (generator?.kind !== 'literal-type' || generator.literal.kind !== 'string' || size?.kind !== 'literal-type' || size.literal.kind !== 'number' || call.args.length !== 2) {
    return wrong('`faker` takes the name of a generator and how many texts to draw');
  }
  const wanted = size.literal.value;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > MAX_FAKER) return wrong(`the number of texts is a whole number from 1 to ${MAX_FAKER}`);
  const name = generator.literal.value;
  const drawn = scope.context.faker(name, wanted);
  if (!drawn.ok) {
    if (drawn.reason === 'not-installed') return scope.fail(codes.fakerMissing, call.span, {});
    return scope.fail(codes.fakerUnknown, generator.span, { generator: name, candidates: drawn.candidates });
  }
  const values = [...new Set(drawn.values)];
  const set = fromEntries(values.map((text, i) => ({ text, line: i + 1 })), name, `faker's "${name}"`, call.span, scope);
  if (set !== null && values.length < wanted) scope.warn(codes.fakerFew, call.span, { generator: name, wanted, got: values.length });
  return set;
}

/** Texts of one faker call. */
export const MAX_FAKER = 100_000;

function texts(call: CallType): StringLiteral[] {
  return call.args.flatMap((a) => (a.kind === 'literal-type' && a.literal.kind === 'string' ? [a.literal] : []));
}

function read(file: StringLiteral, scope: Scope): string | null {
  const data = scope.context.readData(file.value);
  if (!data.ok) {
    scope.send(data.diagnose(scope.at(file.span)));
    return null;
  }
  return data.text.startsWith('\ufeff') ? data.text.slice(1) : data.text;
}

function fromEntries(entries: readonly Entry[], file: string, what: string, span: Span, scope: Scope): EnumSet | null {
  if (entries.length === 0) return scope.fail(codes.noValues, span, { what });
  const { base } = scope.context;
  const kind = base === null ? 'texts' : kindOfBase(base);
  if (kind === 'truth values') return scope.fail(codes.wrongKind, span, { found: what, base: 'bool', hint: 'the values of bool are `true` and `false`' });
  const lineOf = new Map<Scalar, number>();
  let repeated: { value: Scalar; line: number; first: number } | undefined;
  let more = -1;
  for (const { text, line } of entries) {
    if (text.length > MAX_VALUE_LENGTH || !text.isWellFormed()) {
      return scope.fail(codes.tooManyValues, span, { problem: `line ${line} of "${file}" ${text.length > MAX_VALUE_LENGTH ? `is longer than ${MAX_VALUE_LENGTH} characters` : 'has half a surrogate pair'}` });
    }
    const value = kind === 'texts' ? text : readNumber(text, scope.number);
    if (value === null) {
      const wanted = scope.number === 'int' ? 'whole number' : 'number';
      return scope.fail(codes.badData, span, { file, line, problem: `${JSON.stringify(text)} is not a ${wanted}`, hint: `below \`${base ?? scope.number}\` every value must be a ${wanted}` });
    }
    const first = lineOf.get(value);
    if (first === undefined) lineOf.set(value, line);
    else {
      repeated ??= { value, line, first };
      more++;
    }
  }
  if (lineOf.size > MAX_VALUES) return scope.fail(codes.tooManyValues, span, { problem: `${what} has ${lineOf.size} values, and ${MAX_VALUES} are the limit` });
  if (repeated !== undefined) scope.warn(codes.repeatedData, span, { file, value: JSON.stringify(repeated.value), line: repeated.line, first: repeated.first, more });
  return { kind: 'enum', values: [...lineOf.keys()] };
}

function readNumber(text: string, number: 'int' | 'float'): number | null {
  if (readDecimal(text) === null) return null;
  const value = Number(text);
  if (!Number.isFinite(value) || (number === 'int' && !Number.isSafeInteger(value))) return null;
  return value === 0 ? 0 : value;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
