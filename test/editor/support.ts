/** Workspaces in memory, from files with markers in them (src/testing/markers.ts). */
import { memoryHost } from '../../src/host/memory.js';
import { nodeHost } from '../../src/host/node.js';
import type { Span } from '../../src/source/source.js';
import { readMarkers, writeMarkers } from '../../src/testing/markers.js';
import { type FileView, Workspace } from '../../src/editor/workspace.js';

export interface Opened {
  readonly workspace: Workspace;
  /** The file with the markers, `/w/world.rworld` where it is the only one. */
  readonly path: string;
  readonly text: string;
  /** The first cursor. */
  readonly offset: number;
  readonly cursors: readonly number[];
  readonly ranges: readonly Span[];
  /** The text of a file without markers. */
  textOf(path: string): string;
}

/** @param files one text, or texts by the name of their file; all are open, as in an editor */
export function open(files: string | Readonly<Record<string, string>>, onDisk: Readonly<Record<string, string>> = {}): Opened {
  const all = typeof files === 'string' ? { 'world.rworld': files } : files;
  const disk = Object.fromEntries(Object.entries({ 'package.json': '{}', ...onDisk }).map(([name, text]) => [`/w/${name}`, text]));
  const workspace = new Workspace(memoryHost(disk, { standardLibrary: '/std' }), ['/w']);
  const texts = new Map<string, string>();
  let marked: { path: string; read: ReturnType<typeof readMarkers> } | undefined;
  for (const [name, text] of Object.entries(all)) {
    const read = readMarkers(text);
    const path = `/w/${name}`;
    texts.set(path, read.text);
    workspace.set(path, read.text);
    if (marked === undefined || read.cursors.length + read.ranges.length > 0) marked = { path, read };
  }
  if (marked === undefined) throw new Error('no files');
  const { path, read } = marked;
  return { workspace, path, text: read.text, offset: read.cursors[0] ?? 0, cursors: read.cursors, ranges: read.ranges, textOf: (p) => texts.get(p) ?? '' };
}

export function viewOf({ workspace, path }: Opened): FileView {
  const view = workspace.view(path);
  if (view === null) throw new Error(`${path} is not known`);
  return view;
}

/** Each file that places lie in, with the places marked. */
export function marked(opened: Opened, places: readonly { readonly path: string; readonly span: Span }[]): Record<string, string> {
  const byPath = new Map<string, Span[]>();
  for (const { path, span } of places) byPath.set(path, [...(byPath.get(path) ?? []), span]);
  return Object.fromEntries([...byPath].map(([path, spans]) => [path.slice('/w/'.length), writeMarkers(opened.textOf(path), spans)]));
}

/** A text after edits. */
export function applyEdits(text: string, edits: readonly { readonly span: Span; readonly newText: string }[]): string {
  let result = text;
  for (const { span, newText } of [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)) result = result.slice(0, span.start) + newText + result.slice(span.end);
  return result;
}

/** The real file system: for the worlds in `specs`. */
export function onDisk(root: string): Workspace {
  return new Workspace(nodeHost(), [root]);
}
