/** Arithmetic on absolute, `/`-separated paths. Nothing here looks at a file system. */

/** `a/./b/../c` as `a/c`. A path never climbs above its root. */
export function normalize(path: string): string {
  const root = /^([A-Za-z]:)?\//.exec(path)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of path.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return root + parts.join('/');
}

export function join(folder: string, ...parts: readonly string[]): string {
  return normalize([folder, ...parts].join('/'));
}

export function isAbsolute(path: string): boolean {
  return /^([A-Za-z]:)?\//.test(path);
}

export function dirname(path: string): string {
  return join(path, '..');
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether `path` is `folder` or lies below it. Compared with a separator: `/ab` is not inside `/a`. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The path as seen from a folder, where it lies inside; otherwise the path itself. */
export function relativeTo(folder: string, path: string): string {
  if (!isInside(folder, path) || path === folder) return path;
  return path.slice(folder.endsWith('/') ? folder.length : folder.length + 1);
}
