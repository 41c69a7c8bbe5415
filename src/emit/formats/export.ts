/** Lines of a task file in, files of a format out: streaming, and each of them whole or not there. */
import { basename } from 'node:path';
import { AtomicFile, StandardOutput, type LineSink, type Written } from '../../host/output.js';
import type { WorldIR } from '../../ir/ir.js';
import { parseTask } from '../../sample/tasks/parse.js';
import type { TaskRecord } from '../../sample/tasks/record.js';
import type { Format, FormatWriter, Row } from './format.js';
import { ParquetRows } from './parquet.js';

export interface ExportTarget {
  /** `-` is standard output, which gets the main file alone. */
  readonly output: string;
  readonly parquet: boolean;
}

/** A line that is no task of this world: somebody's mistake, and not the format's. */
export class ExportError extends Error {}

export interface Exported extends Written {
  readonly tasks: number;
  readonly files: readonly string[];
  /** Suffixes of files that standard output has no place for. */
  readonly leftOut: readonly string[];
}

/** A sink of task lines. */
export class FormatSink implements LineSink {
  readonly #writer: FormatWriter;
  readonly #main: LineSink;
  readonly #parquet: ParquetRows | undefined;
  readonly #beside: readonly AtomicFile[];
  #tasks = 0;

  constructor(
    private readonly ir: WorldIR,
    format: Format,
    private readonly target: ExportTarget,
  ) {
    this.#writer = format.open(ir);
    const toFile = target.output !== '-';
    this.#main = toFile ? new AtomicFile(target.output) : new StandardOutput();
    this.#parquet = target.parquet ? new ParquetRows(this.#main, format.columns) : undefined;
    this.#beside = toFile ? (this.#writer.companions ?? []).map((c) => new AtomicFile(companionPath(target.output, c.suffix))) : [];
  }

  line(text: string): void {
    const number = this.#tasks + 1;
    const parsed = parseTask(text);
    if (!parsed.ok) throw new ExportError(`line ${number} ${parsed.problem}`);
    if (parsed.task.ir !== this.ir.hash) throw new ExportError(`line ${number}, ${parsed.task.id}, was made from another version of the world (${parsed.task.ir}, and this is ${this.ir.hash})`);
    this.#add(parsed.task);
    this.#tasks = number;
  }

  bytes(data: Uint8Array): void {
    for (const line of new TextDecoder().decode(data).split('\n')) if (line !== '') this.line(line);
  }

  #add(task: TaskRecord): void {
    const row = this.#writer.row(task);
    if (this.#parquet === undefined) this.#main.line(jsonLine(row));
    else this.#parquet.add(row);
    for (const [i, file] of this.#beside.entries()) {
      const companion = this.#writer.companions?.[i];
      if (companion?.kind === 'rows') file.line(jsonLine(companion.row(task)));
    }
  }

  finish(): Exported {
    this.#parquet?.end();
    const files: string[] = [];
    for (const [i, file] of this.#beside.entries()) {
      const companion = this.#writer.companions?.[i];
      if (companion?.kind === 'text') file.bytes(Buffer.from(companion.text(basename(this.target.output))), 0);
      file.finish();
      files.push(file.path);
    }
    // The main file last: where it stands, those beside it do, too.
    const written = this.#main.finish();
    return { ...written, tasks: this.#tasks, files, leftOut: this.target.output === '-' ? (this.#writer.companions ?? []).map((c) => c.suffix) : [] };
  }

  abort(): void {
    this.#main.abort();
    for (const file of this.#beside) file.abort();
  }
}

/** One line whatever splits lines: Python and others also break at U+0085, U+2028 and U+2029, which JSON can escape. */
export function jsonLine(row: Row): string {
  return JSON.stringify(row).replace(/[\u0085\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `train.jsonl` and `.answers.jsonl` make `train.answers.jsonl`. */
export function companionPath(output: string, suffix: string): string {
  return output.replace(/\.(?:jsonl|json|parquet)$/, '') + suffix;
}
