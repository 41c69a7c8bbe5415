/** Packages on disk: what a back end emits, written whole file by whole file, and the tasks put beside it. */
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyAtomically, writeFileAtomically, type Written } from '../host/output.js';
import type { WorldIR } from '../ir/ir.js';
import { mcpExamples, mcpServer, pythonAdapters, pythonExamples, pythonRuntime, typescriptRuntime } from './assets.js';
import type { EmittedFile } from './emitted.js';
import { emitMcp, mcpTasksPath } from './mcp/emit.js';
import { emitPython, pythonTasksPath } from './python/emit.js';
import { emitTypescript } from './typescript/emit.js';

export const TARGETS = ['typescript', 'python', 'mcp'] as const;
export type Target = (typeof TARGETS)[number];

/** A file of tasks that a package is to carry. */
export interface TaskFile {
  readonly set: string;
  /** Where it lies. */
  readonly path: string;
}

export interface WrittenFile {
  /** In the package. */
  readonly path: string;
  readonly written: Written;
  readonly tasks?: number;
}

/** Names the files that were emitted, so that the next time those that are no longer can go. */
const LIST = '.rworld.json';

/** Whether a folder may be written to: it is new or empty, or holds what was emitted before. */
export function mayEmitTo(directory: string): boolean {
  return !existsSync(directory) || existsSync(join(directory, LIST)) || readdirSync(directory).length === 0;
}

/** @throws the file system's own errors */
export function writePackage(target: Target, ir: WorldIR, directory: string, tasks: readonly TaskFile[]): WrittenFile[] {
  const files = emitted(target, ir, tasks);
  const carried = tasks.flatMap((t) => {
    const path = tasksPath(target, ir, t.set);
    return path === null ? [] : [{ from: t.path, path }];
  });
  const paths = [...files.map((f) => f.path), ...carried.map((c) => c.path)];
  const now = new Set(paths);
  for (const path of emittedBefore(directory)) if (!now.has(path)) rmSync(join(directory, path), { force: true });
  return [
    { path: LIST, written: writeFileAtomically(join(directory, LIST), `${JSON.stringify({ emitted: paths }, null, 1)}\n`) },
    ...files.map((f) => ({ path: f.path, written: writeFileAtomically(join(directory, f.path), f.text) })),
    ...carried.map((c) => {
      const written = copyAtomically(c.from, join(directory, c.path));
      return { path: c.path, written, tasks: written.lines };
    }),
  ];
}

function emitted(target: Target, ir: WorldIR, tasks: readonly TaskFile[]): EmittedFile[] {
  switch (target) {
    case 'python':
      return emitPython(ir, { runtime: pythonRuntime(), adapters: pythonAdapters(), examples: pythonExamples() }, tasks.map((t) => t.set));
    case 'typescript':
      return emitTypescript(ir, typescriptRuntime());
    case 'mcp':
      return emitMcp(ir, { server: mcpServer(), examples: mcpExamples() }, tasks.map((t) => t.set));
  }
}

/** Where a package carries the tasks of a set; null: it carries none. */
function tasksPath(target: Target, ir: WorldIR, set: string): string | null {
  switch (target) {
    case 'python':
      return pythonTasksPath(ir, set);
    case 'typescript':
      return null;
    case 'mcp':
      return mcpTasksPath(set);
  }
}

/** Paths inside of the folder; a list that says anything else is not ours. */
function emittedBefore(directory: string): string[] {
  const path = join(directory, LIST);
  if (!existsSync(path)) return [];
  try {
    const list = JSON.parse(readFileSync(path, 'utf8')) as { readonly emitted?: unknown };
    const paths = Array.isArray(list.emitted) ? list.emitted : [];
    return paths.filter((p): p is string => typeof p === 'string' && /^[\w.-]+(\/[\w.-]+)*$/.test(p) && !p.split('/').includes('..'));
  } catch {
    return [];
  }
}
