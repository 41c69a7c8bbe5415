/** The real file system, read only: the one door through which the compiler sees it. */
import { closeSync, constants, fstatSync, openSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { resolve as resolveNative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawFromFaker } from './faker.js';
import { type Host, MAX_FILE_BYTES, type ReadFailure, type ReadResult } from './host.js';

/** @param folder where relative paths start; the working directory if left out */
export function nodeHost(folder?: string): Host {
  const resolve = (path: string): string => slashes(resolveNative(folder ?? process.cwd(), path));
  return {
    resolve,
    standardLibrary: findStandardLibrary(),
    readText: (path, maxBytes = MAX_FILE_BYTES) => read(resolve(path), maxBytes),
    realPath(path) {
      try {
        return slashes(realpathSync(resolve(path)));
      } catch {
        return null;
      }
    },
    kind(path) {
      try {
        const stat = statSync(resolve(path));
        return stat.isDirectory() ? 'directory' : stat.isFile() ? 'file' : null;
      } catch {
        return null;
      }
    },
    list(path) {
      try {
        return readdirSync(resolve(path)).sort();
      } catch {
        return [];
      }
    },
    faker: drawFromFaker,
  };
}

function read(path: string, maxBytes: number): ReadResult {
  let fd: number;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return { ok: false, reason: failureOf(error) };
  }
  try {
    const stat = fstatSync(fd);
    if (stat.isDirectory()) return { ok: false, reason: 'directory' };
    if (!stat.isFile()) return { ok: false, reason: 'not-a-file' };
    if (stat.size > maxBytes) return { ok: false, reason: 'too-large' };
    const bytes = readFileSync(fd);
    if (bytes.length > maxBytes) return { ok: false, reason: 'too-large' };
    return decode(bytes);
  } catch (error) {
    return { ok: false, reason: failureOf(error) };
  } finally {
    closeSync(fd);
  }
}

function decode(bytes: Uint8Array): ReadResult {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, reason: 'not-utf8' };
  }
}

function failureOf(error: unknown): ReadFailure {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ERR_INVALID_ARG_VALUE':
      return 'missing';
    case 'EISDIR':
      return 'directory';
    case 'EACCES':
    case 'EPERM':
      return 'denied';
    case 'ENXIO':
      return 'not-a-file';
    default:
      return 'failed';
  }
}

/** `specs/std` of this package: from `dist/src/host` once built, from `src/host` when the sources are run as they are. */
function findStandardLibrary(): string | null {
  for (const up of ['../../../specs/std', '../../specs/std']) {
    const folder = fileURLToPath(new URL(up, import.meta.url));
    try {
      if (statSync(folder).isDirectory()) return slashes(realpathSync(folder));
    } catch {
      // Not here: the other place is tried.
    }
  }
  return null;
}

function slashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
