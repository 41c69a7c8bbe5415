/**
 * Files that are whole or not there: a temporary name in the same folder, fsync, rename, fsync of the folder.
 * An interrupted program leaves nothing under a final name, and takes its temporary files with it where it can.
 */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, constants, fchmodSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What became of a finished output. */
export interface Written {
  readonly bytes: number;
  readonly lines: number;
  /** Hex. */
  readonly sha256: string;
}

/** Somewhere lines of text go. `line` adds the line end. */
export interface LineSink {
  line(text: string): void;
  /** Whole lines already encoded. */
  bytes(data: Uint8Array, lines: number): void;
  finish(): Written;
  /** Throws the output away. Never fails. */
  abort(): void;
}

const BUFFER = 1 << 20;
const pending = new Set<AtomicFile>();

/** Removes every unfinished file; for signal handlers and exits. */
export function abortPending(): void {
  for (const file of [...pending]) file.abort();
}

/** Bytes on a descriptor through one preallocated buffer: the fastest path that Node has for many small lines. */
export class DescriptorSink {
  readonly #buffer = Buffer.allocUnsafe(BUFFER);
  readonly #hash: Hash = createHash('sha256');
  #used = 0;
  #bytes = 0;
  #lines = 0;

  constructor(private readonly fd: number) {}

  line(text: string): void {
    // A UTF-16 unit takes at most three bytes in UTF-8.
    if (text.length * 3 + 1 > BUFFER - this.#used) {
      this.flush();
      if (text.length * 3 + 1 > BUFFER) {
        this.bytes(Buffer.from(`${text}\n`), 1);
        return;
      }
    }
    this.#used += this.#buffer.write(text, this.#used);
    this.#buffer[this.#used++] = 0x0a;
    this.#lines++;
  }

  bytes(data: Uint8Array, lines: number): void {
    this.flush();
    this.#put(data);
    this.#lines += lines;
  }

  flush(): void {
    if (this.#used > 0) this.#put(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
  }

  result(): Written {
    return { bytes: this.#bytes, lines: this.#lines, sha256: this.#hash.digest('hex') };
  }

  #put(data: Uint8Array): void {
    this.#hash.update(data);
    this.#bytes += data.length;
    writeAll(this.fd, data);
  }
}

/** A file that appears under its name when it is finished, and not before. */
export class AtomicFile implements LineSink {
  readonly #temporary: string;
  readonly #fd: number;
  readonly #sink: DescriptorSink;
  #open = true;

  /**
   * Makes the folders above `path` as needed.
   *
   * @param mode the permissions of the file; what the system gives to new files if left out
   * @throws the file system's own errors
   */
  constructor(
    readonly path: string,
    mode?: number,
  ) {
    const folder = dirname(path);
    mkdirSync(folder, { recursive: true });
    this.#temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`);
    this.#fd = openSync(this.#temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, 0o644);
    this.#sink = new DescriptorSink(this.#fd);
    pending.add(this);
    if (mode !== undefined) fchmodSync(this.#fd, mode);
  }

  line(text: string): void {
    this.#sink.line(text);
  }

  bytes(data: Uint8Array, lines: number): void {
    this.#sink.bytes(data, lines);
  }

  finish(): Written {
    try {
      this.#sink.flush();
      fsyncSync(this.#fd);
      closeSync(this.#fd);
      this.#open = false;
      renameSync(this.#temporary, this.path);
    } catch (error) {
      this.abort();
      throw error;
    }
    pending.delete(this);
    syncFolder(dirname(this.path));
    return this.#sink.result();
  }

  abort(): void {
    pending.delete(this);
    try {
      if (this.#open) closeSync(this.#fd);
    } catch {
      // Already closed: nothing is left to give back.
    }
    this.#open = false;
    rmSync(this.#temporary, { force: true });
  }
}

/** Standard output as a sink. A reader that has gone away is an `EPIPE` error, which the command line ends quietly on. */
export class StandardOutput implements LineSink {
  readonly #sink = new DescriptorSink(1);

  line(text: string): void {
    this.#sink.line(text);
  }

  bytes(data: Uint8Array, lines: number): void {
    this.#sink.bytes(data, lines);
  }

  finish(): Written {
    this.#sink.flush();
    return this.#sink.result();
  }

  abort(): void {
    // What a pipe has taken cannot be taken back.
  }
}

function lineEnds(data: Uint8Array): number {
  let lines = 0;
  for (const byte of data) if (byte === 0x0a) lines++;
  return lines;
}

/** Copies a file of any size. @throws the file system's own errors */
export function copyAtomically(from: string, to: string): Written {
  const input = openSync(from, constants.O_RDONLY);
  try {
    const file = new AtomicFile(to);
    try {
      const buffer = Buffer.allocUnsafe(BUFFER);
      for (let n = readSync(input, buffer); n > 0; n = readSync(input, buffer)) {
        const data = buffer.subarray(0, n);
        file.bytes(data, lineEnds(data));
      }
    } catch (error) {
      file.abort();
      throw error;
    }
    return file.finish();
  } finally {
    closeSync(input);
  }
}

/** Writes a whole small file. @param mode its permissions @throws the file system's own errors */
export function writeFileAtomically(path: string, text: string, mode?: number): Written {
  const file = new AtomicFile(path, mode);
  try {
    const data = Buffer.from(text);
    file.bytes(data, lineEnds(data));
  } catch (error) {
    file.abort();
    throw error;
  }
  return file.finish();
}

/** Writes all bytes to a descriptor, waiting where a pipe is full and set not to block. */
export function writeAll(fd: number, data: Uint8Array): void {
  let done = 0;
  while (done < data.length) {
    try {
      done += writeSync(fd, data, done, data.length - done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // Some systems cannot sync a folder; the rename has been done all the same.
  }
}
