/** A session on a pair of streams, a message a line. Nothing but the protocol goes to the output. */
import { Transform, type Readable, type TransformCallback, type Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { ErrorCode } from '@modelcontextprotocol/sdk/types.js';
import { createServer } from './server.js';
import type { Session } from './session.js';

/** The longest message that is read, in bytes; the same as over HTTP. */
export const MAX_MESSAGE = 4 << 20;

/** Serves until the input ends. */
export async function serveStdio(session: Session, input: Readable, output: Writable): Promise<void> {
  const answer = (code: number, message: string): void => void output.write(`${JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } })}\n`);
  const lines = new Lines(MAX_MESSAGE, () => answer(ErrorCode.InvalidRequest, `a message may have ${MAX_MESSAGE} bytes at most`));
  const server = createServer(session);
  server.onerror = (error) => {
    // What cannot be read as a message has no id to answer to.
    if (error instanceof SyntaxError || error.name === 'ZodError' || error.name === '$ZodError') answer(ErrorCode.ParseError, 'this is no JSON-RPC message');
  };
  const ended = new Promise<void>((resolve) => {
    server.onclose = resolve;
    // Handlers have answered what came before the end once the event loop has turned.
    lines.on('end', () => setImmediate(() => void server.close()));
    input.on('error', () => void server.close());
  });
  await server.connect(new StdioServerTransport(lines, output));
  input.pipe(lines);
  await ended;
}

/** Passes on whole lines, and leaves out those that are too long. */
class Lines extends Transform {
  #parts: Buffer[] = [];
  #bytes = 0;

  constructor(
    private readonly most: number,
    private readonly tooLong: () => void,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; start = end + 1, end = chunk.indexOf(0x0a, start)) {
      this.#add(chunk.subarray(start, end + 1));
      this.#flushLine();
    }
    this.#add(chunk.subarray(start));
    done();
  }

  override _flush(done: TransformCallback): void {
    // A last line without its end is none.
    done();
  }

  #add(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#bytes <= this.most) this.#parts.push(part);
    else this.#parts = [];
  }

  #flushLine(): void {
    if (this.#bytes > this.most) this.tooLong();
    else this.push(Buffer.concat(this.#parts));
    this.#parts = [];
    this.#bytes = 0;
  }
}
