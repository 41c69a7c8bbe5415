/**
 * What the compiler may ask of the world outside: texts of files, where a path really leads, and the few things that
 * come from other packages. Everything is synchronous. Paths are absolute and `/`-separated, as `resolve` makes them.
 */

export type ReadFailure = 'missing' | 'directory' | 'not-utf8' | 'too-large' | 'denied' | 'not-a-file' | 'failed';

export type ReadResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: ReadFailure };

export interface Host {
  /** A path as a person writes it, made absolute, without `.` and `..`. */
  resolve(path: string): string;
  /** The text of a regular file in strict UTF-8, its byte order mark taken off. @param maxBytes a longer file is refused unread */
  readText(path: string, maxBytes?: number): ReadResult;
  /** Where the path leads once every symbolic link is followed; null where nothing is there. */
  realPath(path: string): string | null;
  kind(path: string): 'file' | 'directory' | null;
  /** The names in a folder, sorted; empty where it cannot be read. */
  list(path: string): readonly string[];
  /** The folder that `std/…` means; null where this host has none. */
  readonly standardLibrary: string | null;
  /** Draws `count` texts of a generator of the package faker. */
  faker(generator: string, count: number): FakerResult;
}

export type FakerResult =
  | { readonly ok: true; readonly values: readonly string[] }
  | { readonly ok: false; readonly reason: 'not-installed' }
  /** `candidates` are names that exist, for "did you mean". */
  | { readonly ok: false; readonly reason: 'unknown-generator'; readonly candidates: readonly string[] };

/** Sources longer than this are refused unread. */
export const MAX_SOURCE_BYTES = 8 * 1024 * 1024;
/** Data files (`lines`, `column`) longer than this are refused unread. */
export const MAX_DATA_BYTES = 64 * 1024 * 1024;
/** Anything else, an IR for one. */
export const MAX_FILE_BYTES = 512 * 1024 * 1024 - 1;

/** What a person reads when a file could not be read. */
export function describeFailure(reason: ReadFailure): string {
  switch (reason) {
    case 'missing':
      return 'there is no such file';
    case 'directory':
      return 'it is a folder';
    case 'not-utf8':
      return 'it is not UTF-8 text';
    case 'too-large':
      return 'it is too large';
    case 'denied':
      return 'permission is denied';
    case 'not-a-file':
      return 'it is not a regular file';
    case 'failed':
      return 'reading it failed';
    default: {
      const never: never = reason;
      return never;
    }
  }
}
