/** What a command may know of the terminal, and how it speaks to it: results on standard output, all else on standard error. */
import { writeAll } from '../host/output.js';

/** Exit statuses (DESIGN, section 8). Continuous integration can tell them apart. */
export const EXIT = { clean: 0, findings: 1, usage: 2, bug: 3, incomparable: 4, interrupted: 130 } as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

export interface Terminal {
  /** Whether standard error takes colours: a terminal, and no `NO_COLOR`. */
  readonly color: boolean;
  /** Whether standard output does. */
  readonly outputColor: boolean;
  /** Whether progress may be drawn. */
  readonly interactive: boolean;
  readonly width: number;
  /** Standard output. */
  out(text: string): void;
  /** Standard error. */
  err(text: string): void;
}

export function processTerminal(): Terminal {
  const plain = (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb';
  const forced = (process.env['FORCE_COLOR'] ?? '') !== '' && process.env['FORCE_COLOR'] !== '0';
  return {
    color: forced || (!plain && process.stderr.isTTY === true),
    outputColor: forced || (!plain && process.stdout.isTTY === true),
    interactive: process.stderr.isTTY === true && process.env['CI'] === undefined,
    width: process.stderr.columns ?? 100,
    out: (text) => writeAll(1, Buffer.from(text)),
    err: (text) => writeAll(2, Buffer.from(text)),
  };
}

/** An end of the program that is somebody's mistake and not ours: a message and a status. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly status: ExitStatus = EXIT.usage,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** A bar that is drawn over itself at most ten times a second, and cleared when it ends. Nothing on a pipe. */
export class Progress {
  #last = 0;
  #drawn = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly label: string,
  ) {}

  update(done: number, total: number): void {
    if (!this.terminal.interactive) return;
    const now = Date.now();
    if (now - this.#last < 100 && done < total) return;
    this.#last = now;
    this.#drawn = true;
    const width = 24;
    const full = total === 0 ? width : Math.floor((done / total) * width);
    const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
    this.terminal.err(`\r\u001b[2K${this.label} ${'█'.repeat(full)}${'░'.repeat(width - full)} ${percent}% ${done}/${total}`);
  }

  end(): void {
    if (this.#drawn) this.terminal.err('\r\u001b[2K');
    this.#drawn = false;
  }
}
