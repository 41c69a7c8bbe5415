/** A host that remembers what was asked of it, as it then was: to know when a world's sources and data are others. */
import { readdirSync, statSync } from 'node:fs';
import type { Host } from './host.js';

/** Paths, and how each stood when it was first looked at. */
export class Seen {
  readonly #files = new Map<string, string>();
  readonly #folders = new Map<string, string>();

  file(path: string): void {
    if (!this.#files.has(path)) this.#files.set(path, fileState(path));
  }

  folder(path: string): void {
    if (!this.#folders.has(path)) this.#folders.set(path, folderState(path));
  }

  /** Every path that was looked at, whether something is there or not. */
  paths(): readonly string[] {
    return [...new Set([...this.#files.keys(), ...this.#folders.keys()])].sort();
  }

  /** How many regular files were there. */
  get files(): number {
    return [...this.#files.values()].filter((state) => state.startsWith('file ')).length;
  }

  /** The paths that are no longer as they were. */
  changed(): readonly string[] {
    return [...[...this.#files].filter(([path, state]) => fileState(path) !== state), ...[...this.#folders].filter(([path, state]) => folderState(path) !== state)].map(([path]) => path).sort();
  }
}

/** @param base a host of the real file system */
export function recordingHost(base: Host, seen: Seen): Host {
  const noted = (path: string): string => {
    const at = base.resolve(path);
    seen.file(at);
    return at;
  };
  return {
    ...base,
    readText: (path, maxBytes) => base.readText(noted(path), maxBytes),
    realPath: (path) => {
      const real = base.realPath(noted(path));
      if (real !== null) seen.file(real);
      return real;
    },
    kind: (path) => base.kind(noted(path)),
    list: (path) => {
      seen.folder(base.resolve(path));
      return base.list(path);
    },
  };
}

/** Of a folder only that it is one: files come and go in it that nobody asked for. */
function fileState(path: string): string {
  try {
    const stat = statSync(path);
    return stat.isFile() ? `file ${stat.dev} ${stat.ino} ${stat.size} ${stat.mtimeMs}` : stat.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'nothing';
  }
}

function folderState(path: string): string {
  try {
    return JSON.stringify(readdirSync(path).sort());
  } catch {
    return 'nothing';
  }
}
