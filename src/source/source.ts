/** A place in one source file: half-open UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A line and column as people count them: both from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One text with a name people know it by. Line starts are found on first use. */
export class SourceFile {
  #lineStarts: readonly number[] | undefined;

  /** @param path how the file is shown to people and compared: `/`-separated, relative to the project root where it can be. */
  constructor(
    readonly path: string,
    readonly text: string,
    /** Set where the text is that of a template and is read for one of its instances: then the places of reports are told so. */
    readonly expansion: Expansion | null = null,
  ) {}

  get lineStarts(): readonly number[] {
    return (this.#lineStarts ??= findLineStarts(this.text));
  }

  /** The position of an offset; offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  }

  /** The text of one line (from 1), without its line end. */
  lineText(line: number): string {
    const start = this.lineStarts[line - 1];
    if (start === undefined) return '';
    const next = this.lineStarts[line] ?? this.text.length + 1;
    return this.text.slice(start, next - 1).replace(/\r$/, '');
  }
}

/** One instance of a template. */
export interface Expansion {
  /** The file as it is, for all instances alike. */
  readonly file: SourceFile;
  /** `E = Company, A = ticker` */
  readonly bindings: string;
  /** The declaration that tells the instance apart: of the last of its variables. */
  readonly from: Location;
  /** The file of the declaration that the instance is about: of the first of its variables; the template's where none stands for one. */
  readonly home: SourceFile;
}

/** A span together with the file it lies in. */
export interface Location {
  readonly file: SourceFile;
  readonly span: Span;
}

/** The smallest span that covers both. */
export function cover(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
