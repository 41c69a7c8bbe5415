/** What can be done about what is wrong: the fixes that diagnostics bring, and imports of names that another file declares. */
import { unknownName } from '../diagnostics/codes/modules.js';
import { basename, dirname, isInside, relativeTo } from '../host/path.js';
import type { Span } from '../source/source.js';
import type { FileDiagnostic } from './diagnostics.js';
import type { TextEdit } from './places.js';
import type { FileView, Workspace } from './workspace.js';

export interface CodeAction {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** What it mends. */
  readonly diagnostic: FileDiagnostic;
  /** The one thing to do: an editor may do it without asking. */
  readonly preferred: boolean;
}

export function codeActions(workspace: Workspace, view: FileView, range: Span, diagnostics: readonly FileDiagnostic[]): readonly CodeAction[] {
  return diagnostics
    .filter((d) => d.span.start <= range.end && d.span.end >= range.start)
    .flatMap((diagnostic) => {
      const fixes = diagnostic.fixes.map((fix): CodeAction => ({ ...fix, diagnostic, preferred: diagnostic.fixes.length === 1 }));
      return diagnostic.code === unknownName.code ? [...fixes, ...importsOf(workspace, view, diagnostic)] : fixes;
    });
}

/** Everything that can be mended without asking: fixes that are the only one. Edits that overlap an earlier one are left for the next time. */
export function fixAll(diagnostics: readonly FileDiagnostic[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { fixes } of diagnostics) {
    const [fix] = fixes;
    if (fix === undefined || fixes.length > 1) continue;
    if (fix.edits.every((e) => !edits.some((other) => other.path === e.path && e.span.start < other.span.end && other.span.start < e.span.end))) edits.push(...fix.edits);
  }
  return edits;
}

const MOST_IMPORTS = 5;

function importsOf(workspace: Workspace, view: FileView, diagnostic: FileDiagnostic): CodeAction[] {
  const name = view.module.file.text.slice(diagnostic.span.start, diagnostic.span.end);
  if (!/^\w+$/.test(name)) return [];
  return importable(workspace, view)
    .filter((i) => i.names.has(name))
    .slice(0, MOST_IMPORTS)
    .map((i) => ({ title: `Import \`${name}\` from "${i.source}"`, edits: [importEdit(view, name, i.source)], diagnostic, preferred: false }));
}

export interface Importable {
  /** As an import writes it. */
  readonly source: string;
  readonly path: string;
  readonly names: ReadonlySet<string>;
}

/** The files whose declarations a file could import: those of its project, and the standard library. */
export function importable(workspace: Workspace, view: FileView): readonly Importable[] {
  const { host } = workspace;
  const { module } = view;
  const found: Importable[] = [];
  const add = (path: string, source: string): void => {
    const decls = path === module.path ? undefined : workspace.syntax(path)?.module.decls;
    if (decls !== undefined) found.push({ source, path, names: new Set(decls.flatMap((d) => ('parts' in d.name || d.name.missing || d.kind === 'tasks' ? [] : d.name.text))) });
  };
  for (const path of workspace.files()) if (isInside(module.territory.root, path)) add(path, relativeImport(module.path, path));
  const std = host.standardLibrary;
  if (std !== null && module.territory.name !== 'std') {
    for (const file of host.list(std)) if (file.endsWith('.rworld')) add(`${std}/${file}`, `std/${basename(file).slice(0, -'.rworld'.length)}`);
  }
  return found;
}

/** `./common.rworld`, `../shared/types.rworld` */
export function relativeImport(from: string, to: string): string {
  let folder = dirname(from);
  let up = '';
  while (!isInside(folder, to)) {
    folder = dirname(folder);
    up += '../';
  }
  return `${up === '' ? './' : up}${relativeTo(folder, to)}`;
}

/** Adds a name to the import of a file, or an import after the last one, after the header, or at the beginning. */
export function importEdit({ module, path }: FileView, name: string, source: string): TextEdit {
  const { ast, file } = module;
  const known = ast.imports.find((i) => i.from?.value === source && i.names !== null);
  const last = known?.names?.[known.names.length - 1];
  if (last !== undefined) return { path, span: { start: last.span.end, end: last.span.end }, newText: `, ${name}` };
  const line = `import { ${name} } from ${JSON.stringify(source)}`;
  const before = ast.imports[ast.imports.length - 1] ?? ast.world;
  if (before === null) {
    const first = ast.decls[0];
    const start = first === undefined ? file.text.length : (first.doc?.span.start ?? first.span.start);
    return { path, span: { start, end: start }, newText: `${line}\n\n` };
  }
  const gap = before.kind === 'world' ? '\n\n' : '\n';
  return { path, span: { start: before.span.end, end: before.span.end }, newText: gap + line };
}
