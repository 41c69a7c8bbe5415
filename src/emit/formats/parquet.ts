/** Rows into a Parquet file, a thousand at a time, so that memory does not grow with the file. */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { LineSink } from '../../host/output.js';
import { version } from '../../version.js';
import { features, parquetSchema, parquetValue, type Columns } from './columns.js';
import type { Row } from './format.js';

const GROUP = 1000;

export class ParquetRows {
  readonly #bytes: SinkWriter;
  readonly #writer: ParquetWriter;
  #rows: Row[] = [];

  constructor(
    sink: LineSink,
    private readonly columns: Columns,
  ) {
    this.#bytes = new SinkWriter(sink);
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: parquetSchema(columns),
      statistics: false,
      createdBy: `rworld version ${version}`,
      // Where `datasets` keeps the features of a file: with them, JSON text comes back as values.
      kvMetadata: [{ key: 'huggingface', value: JSON.stringify({ info: { features: features(columns) } }) }],
    });
  }

  add(row: Row): void {
    if (this.#rows.push(row) === GROUP) this.#writeGroup();
  }

  /** Writes what is left and the file's end; the sink is for the caller to finish. */
  end(): void {
    this.#writeGroup();
    void this.#writer.finish();
    this.#bytes.flush();
  }

  #writeGroup(): void {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length === 0) return;
    // The sink is synchronous, so that nothing is left to wait for.
    void this.#writer.write({
      columnData: Object.entries(this.columns).map(([name, type]) => ({ name, data: rows.map((row) => parquetValue(row[name], type, name)), offsetIndex: false })),
      rowGroupSize: rows.length,
    });
  }
}

/** The writer of hyparquet-writer, emptied into a sink after each group of rows. */
class SinkWriter extends ByteWriter {
  constructor(private readonly sink: LineSink) {
    super(1 << 16);
  }

  flush(): void {
    if (this.index === 0) return;
    this.sink.bytes(this.getBytes(), 0);
    this.index = 0;
  }
}
