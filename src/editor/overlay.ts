/**
 * The files as an author sees them: what is open in the editor, saved or not, over what lies on disk. What was read
 * from disk is kept until someone says that it may have changed: a keystroke reads no file.
 */
import { type FakerResult, type Host, MAX_FILE_BYTES, type ReadResult } from '../host/host.js';
import { dirname, isInside } from '../host/path.js';

export class OverlayHost implements Host {
  readonly #open = new Map<string, string>();
  readonly #reads = new Map<string, ReadResult>();
  readonly #reals = new Map<string, string | null>();
  readonly #kinds = new Map<string, 'file' | 'directory' | null>();
  readonly #lists = new Map<string, readonly string[]>();

  constructor(private readonly base: Host) {}

  get standardLibrary(): string | null {
    return this.base.standardLibrary;
  }

  /** Lays a text over the file of a real path. */
  set(path: string, text: string): void {
    this.#open.set(path, text.startsWith('\ufeff') ? text.slice(1) : text);
  }

  delete(path: string): void {
    this.#open.delete(path);
  }

  isOpen(path: string): boolean {
    return this.#open.has(path);
  }

  /** The open texts by path. */
  texts(): ReadonlyMap<string, string> {
    return this.#open;
  }

  /** Forgets what was read from disk. */
  refresh(): void {
    this.#reads.clear();
    this.#reals.clear();
    this.#kinds.clear();
    this.#lists.clear();
  }

  resolve(path: string): string {
    return this.base.resolve(path);
  }

  readText(path: string, maxBytes = MAX_FILE_BYTES): ReadResult {
    const text = this.#open.get(path);
    if (text === undefined) return cached(this.#reads, path, () => this.base.readText(path, maxBytes));
    // A UTF-16 unit takes at most three bytes: only texts near the limit need counting.
    if (text.length * 3 > maxBytes && new TextEncoder().encode(text).length > maxBytes) return { ok: false, reason: 'too-large' };
    return { ok: true, text };
  }

  realPath(path: string): string | null {
    if (this.#open.has(path)) return path;
    return cached(this.#reals, path, () => this.base.realPath(path)) ?? (this.#holdsOpen(path) ? path : null);
  }

  kind(path: string): 'file' | 'directory' | null {
    if (this.#open.has(path)) return 'file';
    return cached(this.#kinds, path, () => this.base.kind(path)) ?? (this.#holdsOpen(path) ? 'directory' : null);
  }

  list(path: string): readonly string[] {
    const names = cached(this.#lists, path, () => this.base.list(path));
    const unsaved = [...this.#open.keys()].filter((file) => dirname(file) === path).map((file) => file.slice(file.lastIndexOf('/') + 1));
    return unsaved.every((name) => names.includes(name)) ? names : [...new Set([...names, ...unsaved])].sort();
  }

  faker(generator: string, count: number): FakerResult {
    return this.base.faker(generator, count);
  }

  #holdsOpen(folder: string): boolean {
    for (const file of this.#open.keys()) if (file !== folder && isInside(folder, file)) return true;
    return false;
  }
}

function cached<T>(known: Map<string, T>, path: string, ask: () => T): T {
  const found = known.get(path);
  if (found !== undefined || known.has(path)) return found as T;
  const answer = ask();
  known.set(path, answer);
  return answer;
}
