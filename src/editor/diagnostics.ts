/** What is wrong in a file, in all the worlds that it is part of. */
import { sortDiagnostics, type Diagnostic, type Fix } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../source/source.js';
import type { Place, TextEdit } from './places.js';
import type { Analysis } from './analysis.js';
import { quickDiagnostics } from './quick.js';
import type { Workspace } from './workspace.js';

export interface FileDiagnostic {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly help: string | undefined;
  readonly span: Place['span'];
  readonly related: readonly (Place & { readonly message: string })[];
  readonly fixes: readonly FileFix[];
}

export interface FileFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What can be said right after a keystroke: all that is so, or what `quick.ts` knows until someone asks for the rest. */
export function diagnosticsNow(workspace: Workspace, path: string): { readonly diagnostics: readonly FileDiagnostic[]; readonly settled: boolean } {
  const [entry, ...more] = workspace.entriesOf(path);
  const before = entry === undefined || more.length > 0 ? null : workspace.outdated(entry);
  const syntax = before === null ? null : workspace.syntax(path);
  const quick = before === null || syntax === null ? null : quickDiagnostics(workspace.host, before, path, syntax);
  return quick === null ? { diagnostics: diagnosticsOf(workspace, path), settled: true } : { diagnostics: inOrder(quick), settled: false };
}

function inOrder(found: readonly FileDiagnostic[]): readonly FileDiagnostic[] {
  return [...found].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Each finding once, however many worlds have it. */
export function diagnosticsOf(workspace: Workspace, path: string): readonly FileDiagnostic[] {
  const found = new Map<string, FileDiagnostic>();
  for (const entry of workspace.entriesOf(path)) {
    const analysis = workspace.world(entry);
    if (analysis === null) continue;
    const here = analysis.diagnostics.filter((d) => d.location !== null && analysis.pathOf(d.location.file) === path);
    for (const diagnostic of sortDiagnostics(here)) {
      const told = forFile(diagnostic, (file) => analysis.pathOf(file));
      if (told !== null) found.set(`${told.code} ${told.span.start} ${told.span.end} ${told.message}`, told);
    }
  }
  return inOrder([...found.values()]);
}

/** Every file of a world with what was found in it, those without findings too. */
export function filesWithDiagnostics(analysis: Analysis): ReadonlyMap<string, readonly Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>(analysis.graph.modules.map((m) => [m.path, []]));
  for (const diagnostic of analysis.diagnostics) {
    const path = diagnostic.location === null ? undefined : analysis.pathOf(diagnostic.location.file);
    if (path !== undefined) files.get(path)?.push(diagnostic);
  }
  return files;
}

/** A diagnostic whose places are named by real paths; null where it has no place. */
export function forFile(diagnostic: Diagnostic, pathOf: (file: SourceFile) => string | undefined): FileDiagnostic | null {
  const { location } = diagnostic;
  if (location === null) return null;
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    help: diagnostic.help,
    span: location.span,
    related: diagnostic.related.flatMap(({ message, location: at }) => {
      const path = pathOf(at.file);
      return path === undefined ? [] : [{ path, span: at.span, message }];
    }),
    fixes: diagnostic.fixes.flatMap((fix) => fileFix(fix, pathOf) ?? []),
  };
}

function fileFix(fix: Fix, pathOf: (file: SourceFile) => string | undefined): FileFix | null {
  const edits = fix.edits.flatMap(({ location, newText }) => {
    const path = pathOf(location.file);
    return path === undefined ? [] : [{ path, span: location.span, newText }];
  });
  return edits.length === fix.edits.length ? { title: fix.title, edits } : null;
}
