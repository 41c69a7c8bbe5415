/**
 * A file line by line, in constant memory. A line ends at a line feed and nowhere else: Node's own reader also breaks at
 * U+2028, which stands as it is inside JSON.
 */
import { createReadStream } from 'node:fs';

/** A file that is not what it should be; `place` is `file:line`. */
export class InputError extends Error {
  constructor(
    readonly place: string,
    readonly problem: string,
  ) {
    super(`${place}: ${problem}`);
  }
}

/** No record is nearly as long: a longer line is no file of records, and is not kept in memory. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** Lines without their ends, empty ones included. @throws InputError where a line is too long or not UTF-8, and the file system's own errors */
export async function* readLines(path: string): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  const decode = (bytes: Uint8Array): string => {
    number++;
    try {
      const text = decoder.decode(bytes);
      return text.endsWith('\r') ? text.slice(0, -1) : text;
    } catch {
      throw new InputError(`${path}:${number}`, 'it is not UTF-8 text');
    }
  };
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, from)) {
      const part = chunk.subarray(from, end);
      yield decode(rest.length === 0 ? part : Buffer.concat([...rest, part]));
      rest = [];
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
    if (rest.reduce((sum, part) => sum + part.length, 0) > MAX_LINE_BYTES) throw new InputError(`${path}:${number + 1}`, `the line is longer than ${MAX_LINE_BYTES / 1024 / 1024} MB`);
  }
  if (rest.length > 0) yield decode(Buffer.concat(rest));
}
