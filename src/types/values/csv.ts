/** CSV as RFC 4180 has it: commas, optional double quotes, a double quote in quotes written twice, any line ends. */

export interface CsvField {
  readonly text: string;
  /** Blanks around fields that are not quoted do not count; quoted ones are taken as they are. */
  readonly quoted: boolean;
}

export interface CsvRow {
  readonly fields: readonly CsvField[];
  /** The line, from 1, that the row begins on. */
  readonly line: number;
}

export interface CsvProblem {
  readonly line: number;
  readonly problem: string;
  readonly hint: string;
}

/** A row with more fields is none of a table, whatever its header says. */
const MAX_FIELDS = 10_000;

/** The rows of a text one by one, blank lines left out; the last one yielded may be a problem. */
export function* readCsv(text: string): Generator<CsvRow | CsvProblem, undefined> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const startLine = line;
    const fields: CsvField[] = [];
    for (;;) {
      let field: CsvField;
      if (text[at] === '"') {
        const quoted = readQuoted(text, at);
        if (quoted === null) {
          yield { line, problem: 'a double quote is never closed', hint: 'close the field with `"`; a double quote inside is written twice' };
          return undefined;
        }
        line += countLines(text, at, quoted.end);
        at = quoted.end;
        field = { text: quoted.value, quoted: true };
        const next = text[at];
        if (next !== undefined && next !== ',' && next !== '\n' && next !== '\r') {
          yield { line, problem: 'text follows the closing quote of a field', hint: 'a double quote inside a quoted field is written twice: `"the ""Ritz"""`' };
          return undefined;
        }
      } else {
        const end = fieldEnd(text, at);
        const raw = text.slice(at, end);
        if (raw.includes('"')) {
          yield { line, problem: 'a double quote stands inside a field that does not begin with one', hint: 'quote the whole field and write the quote twice: `"5"" disk"`' };
          return undefined;
        }
        at = end;
        field = { text: raw.trim(), quoted: false };
      }
      if (fields.push(field) > MAX_FIELDS) {
        yield { line: startLine, problem: `this row has more than ${MAX_FIELDS} fields`, hint: 'a field that has a comma in it needs double quotes around it' };
        return undefined;
      }
      if (text[at] !== ',') break;
      at++;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    line++;
    const [only] = fields;
    if (fields.length > 1 || only === undefined || only.quoted || only.text !== '') yield { fields, line: startLine };
  }
  return undefined;
}

function fieldEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x2c || unit === 0x0a || unit === 0x0d) break;
  }
  return at;
}

function readQuoted(text: string, start: number): { value: string; end: number } | null {
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return null;
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    from = quote + 2;
  }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) lines++;
  }
  return lines;
}
