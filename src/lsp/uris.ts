/** Editors name files by URIs, the compiler by real paths. */
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a `file:` URI; any other (`untitled:`) gets a path that no file has. */
export function pathOfUri(uri: string): string {
  if (!uri.startsWith('file:')) return `/${uri.replace(/[^A-Za-z0-9._-]+/g, '-')}/untitled.rworld`;
  try {
    const path = fileURLToPath(uri);
    return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
  } catch {
    return `/${encodeURIComponent(uri)}/untitled.rworld`;
  }
}

/** Which URI an editor knows a file by: its own where it is open, which a symbolic link may have made another one. */
export class Uris {
  readonly #open = new Map<string, string>();

  add(path: string, uri: string): void {
    this.#open.set(path, uri);
  }

  delete(path: string): void {
    this.#open.delete(path);
  }

  of(path: string): string {
    return this.#open.get(path) ?? pathToFileURL(path).href;
  }
}
