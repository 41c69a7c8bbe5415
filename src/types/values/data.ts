/** Values from outside: `lines("f.txt")`, `column("f.csv", "title")`, `faker("person.fullName", 500)`. */
import * as codes from '../../diagnostics/codes/types.js';
import type { EnumSet, Scalar } from '../../ir/ir.js';
import type { Span } from '../../source/source.js';
import type { CallType, StringLiteral } from '../../syntax/ast.js';
import { kindOfBase, MAX_VALUE_LENGTH, MAX_VALUES, type Scope } from './context.js';
import { readCsv } from './csv.js';
import { readDecimal } from './decimals.js';

export function buildLines(call: CallType, scope: Scope): EnumSet | null {
  const [file] = texts(call);
  if (file === undefined || call.args.length !== 1) return scope.fail(codes.badArguments, call.span, { problem: '`lines` takes the name of a file', usage: '`lines("names.txt")`' });
  const text = read(file, scope);
  if (text === null) return null;
  const values = new Values(file.value, `the file "${file.value}"`, call.span, scope);
  let line = 0;
  for (const raw of linesOf(text)) {
    line++;
    const value = raw.trim();
    if (value !== '' && !value.startsWith('#') && !values.add(value, line)) return null;
  }
  return values.set();
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
  const values = new Values(file.value, `the column "${column.value}" of "${file.value}"`, call.span, scope);
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
    if (cell !== '' && !values.add(cell, row.line)) return null;
  }
  return values.set();
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
  const distinct = [...new Set(drawn.values)];
  const values = new Values(name, `faker's "${name}"`, call.span, scope);
  if (!distinct.every((text, i) => values.add(text, i + 1))) return null;
  const set = values.set();
  if (set !== null && distinct.length < wanted) scope.warn(codes.fakerFew, call.span, { generator: name, wanted, got: distinct.length });
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

/** The lines of a text, one by one: of a large file only what is looked at is cut out. */
function* linesOf(text: string): Generator<string, void> {
  let from = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    yield text.slice(from, index);
    from = index + end.length;
  }
  yield text.slice(from);
}

/** The values of one source as they come, checked one by one: nothing is read on after the first that cannot be. */
class Values {
  readonly #lineOf = new Map<Scalar, number>();
  #empty = true;
  #failed = false;
  #repeated: { readonly value: Scalar; readonly line: number; readonly first: number } | undefined;
  #more = -1;

  constructor(
    private readonly file: string,
    private readonly what: string,
    private readonly span: Span,
    private readonly scope: Scope,
  ) {}

  /** False where the value cannot be one of the type, which has been reported. */
  add(text: string, line: number): boolean {
    const { scope, span, file } = this;
    const { base } = scope.context;
    const kind = base === null ? 'texts' : kindOfBase(base);
    this.#empty = false;
    this.#failed = true;
    if (kind === 'truth values') return told(scope.fail(codes.wrongKind, span, { found: this.what, base: 'bool', hint: 'the values of bool are `true` and `false`' }));
    if (text.length > MAX_VALUE_LENGTH || !text.isWellFormed()) {
      return told(scope.fail(codes.tooManyValues, span, { problem: `line ${line} of "${file}" ${text.length > MAX_VALUE_LENGTH ? `is longer than ${MAX_VALUE_LENGTH} characters` : 'has half a surrogate pair'}` }));
    }
    const value = kind === 'texts' ? text : readNumber(text, scope.number);
    if (value === null) {
      const wanted = scope.number === 'int' ? 'whole number' : 'number';
      return told(scope.fail(codes.badData, span, { file, line, problem: `${JSON.stringify(text)} is not a ${wanted}`, hint: `below \`${base ?? scope.number}\` every value must be a ${wanted}` }));
    }
    const first = this.#lineOf.get(value);
    if (first === undefined) this.#lineOf.set(value, line);
    else {
      this.#repeated ??= { value, line, first };
      this.#more++;
    }
    if (this.#lineOf.size > MAX_VALUES) return told(scope.fail(codes.tooManyValues, span, { problem: `${this.what} has more than ${MAX_VALUES} values` }));
    this.#failed = false;
    return true;
  }

  /** Null where there are none, or one could not be added: which has been reported. */
  set(): EnumSet | null {
    if (this.#empty) return this.scope.fail(codes.noValues, this.span, { what: this.what });
    if (this.#failed) return null;
    const repeated = this.#repeated;
    if (repeated !== undefined) this.scope.warn(codes.repeatedData, this.span, { file: this.file, value: JSON.stringify(repeated.value), line: repeated.line, first: repeated.first, more: this.#more });
    return { kind: 'enum', values: [...this.#lineOf.keys()] };
  }
}

function told(_: null): false {
  return false;
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
