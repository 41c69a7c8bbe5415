/** Files that exist only in memory: for tests, and for editors, whose unsaved texts lie over another host's files. */
import { type FakerResult, type Host, MAX_FILE_BYTES, type ReadResult } from './host.js';
import { dirname, isInside, join, normalize } from './path.js';

export interface MemoryHostOptions {
  /** What lies beneath: asked for whatever is not among `files`. */
  readonly base?: Host;
  /** The folder that relative paths start from, where there is no base. Default: `/`. */
  readonly folder?: string;
  readonly standardLibrary?: string;
  /** Symbolic links: from a path to where it leads. */
  readonly links?: Readonly<Record<string, string>>;
}

/** @param files texts by path; relative paths start from the host's folder */
export function memoryHost(files: Readonly<Record<string, string>> | ReadonlyMap<string, string>, options: MemoryHostOptions = {}): Host {
  const { base } = options;
  const folder = options.folder ?? '/';
  const resolve = (path: string): string => base?.resolve(path) ?? (path.startsWith('/') ? normalize(path) : join(folder, path));
  const texts = new Map<string, string>();
  for (const [path, text] of files instanceof Map ? files : Object.entries(files)) texts.set(resolve(path), text);
  const links = new Map(Object.entries(options.links ?? {}).map(([from, to]) => [resolve(from), resolve(to)] as const));
  const folders = new Set<string>(['/']);
  for (const path of texts.keys()) {
    for (let at = dirname(path); !folders.has(at); at = dirname(at)) folders.add(at);
  }
  const follow = (path: string): string => {
    for (const [from, to] of links) if (isInside(from, path)) return normalize(to + path.slice(from.length));
    return path;
  };

  return {
    resolve,
    standardLibrary: options.standardLibrary === undefined ? (base?.standardLibrary ?? null) : resolve(options.standardLibrary),
    readText(path, maxBytes = MAX_FILE_BYTES): ReadResult {
      const at = follow(resolve(path));
      const text = texts.get(at);
      if (text === undefined) {
        if (base !== undefined && !folders.has(at)) return base.readText(at, maxBytes);
        return { ok: false, reason: folders.has(at) ? 'directory' : 'missing' };
      }
      // A UTF-16 unit takes at most three bytes: only texts near the limit need counting.
      if (text.length * 3 > maxBytes && new TextEncoder().encode(text).length > maxBytes) return { ok: false, reason: 'too-large' };
      return { ok: true, text: text.startsWith('\ufeff') ? text.slice(1) : text };
    },
    realPath(path) {
      const at = follow(resolve(path));
      if (texts.has(at)) return at;
      return base?.realPath(at) ?? (folders.has(at) ? at : null);
    },
    kind(path) {
      const at = follow(resolve(path));
      if (texts.has(at)) return 'file';
      return base?.kind(at) ?? (folders.has(at) ? 'directory' : null);
    },
    list(path) {
      const at = follow(resolve(path));
      const names = new Set(base?.list(at) ?? []);
      for (const file of [...texts.keys(), ...folders]) {
        if (file !== at && isInside(at, file)) names.add(file.slice(at === '/' ? 1 : at.length + 1).split('/')[0] ?? '');
      }
      return [...names].sort();
    },
    faker(generator, count): FakerResult {
      return base?.faker(generator, count) ?? { ok: false, reason: 'not-installed' };
    },
  };
}
