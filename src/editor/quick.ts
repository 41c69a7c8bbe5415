/**
 * Diagnostics at once for the commonest keystroke, one inside of a tool: nothing else in the world depends on a tool but
 * constraints and task sets, so the tool alone is read and checked, against the types as they are known, and all that was said of the
 * rest of the file stands. A server checks the whole world a moment later.
 */
import { ModuleView, type Checker } from '../check/context.js';
import { checkTool } from '../check/tools.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Host } from '../host/host.js';
import type { LoadedModule } from '../resolve/modules.js';
import type { Span } from '../source/source.js';
import type { Decl, Module, ToolDecl } from '../syntax/ast.js';
import type { ParseResult } from '../syntax/parse.js';
import type { Analysis } from './analysis.js';
import { changeBetween, moveThrough, type Change } from './change.js';
import { forFile, type FileDiagnostic } from './diagnostics.js';

/** Null where the keystroke may reach further than the tool it is in. */
export function quickDiagnostics(host: Host, before: Analysis, path: string, syntax: ParseResult): readonly FileDiagnostic[] | null {
  const module = before.module(path);
  if (module === undefined) return null;
  const change = changeBetween(module.file.text, syntax.module.file.text);
  const touched = touchedTool(module.ast, syntax.module, change);
  if (touched === null) return null;
  const now: LoadedModule = { ...module, file: syntax.module.file, ast: syntax.module, broken: syntax.broken };
  const pathOf = (file: LoadedModule['file']): string | undefined => (file === now.file ? path : before.pathOf(file));

  const found: Diagnostic[] = [...syntax.diagnostics];
  if (touched !== 'nothing' && !syntax.broken.has(touched.now)) check(host, before, module, now, touched, (d) => found.push(d));
  const fresh = found.flatMap((d) => forFile(d, pathOf) ?? []);
  const extent = touched === 'nothing' ? null : extentOf(touched.old);
  const kept = before.diagnostics.flatMap((d): FileDiagnostic[] => {
    if (d.location === null || pathOf(d.location.file) !== path || d.code.startsWith('RW1')) return [];
    const { span } = d.location;
    if (extent !== null && d.location.file === module.file && span.start >= extent.start && span.end <= extent.end) return [];
    const told = forFile(d, (file) => before.pathOf(file));
    const moved = moveThrough(change, span);
    // Fixes and related places were found in the older text: they come back with the next whole look.
    return told === null || moved === null ? [] : [{ ...told, span: moved, fixes: [], related: [] }];
  });
  return [...fresh, ...kept];
}

/** The one tool that changed, before and now. */
interface Touched {
  readonly old: ToolDecl;
  readonly now: ToolDecl;
}

/** Null where more than one tool changed; `nothing` where only blanks and comments between declarations did. */
function touchedTool(before: Module, now: Module, { old: from, now: to }: Change): Touched | 'nothing' | null {
  if (before.decls.length !== now.decls.length || before.imports.length !== now.imports.length || (before.world === null) !== (now.world === null)) return null;
  const meets = (changed: Span) => (part: Decl | Module['imports'][number] | NonNullable<Module['world']>) => {
    const extent = 'doc' in part ? extentOf(part) : part.span;
    return changed.start <= extent.end && changed.end >= extent.start;
  };
  const parts = (module: Module): Parameters<ReturnType<typeof meets>>[0][] => [...module.decls, ...module.imports, ...(module.world === null ? [] : [module.world])];
  if (!parts(before).some(meets(from)) && !parts(now).some(meets(to))) return 'nothing';
  const at = before.decls.findIndex((d) => {
    const extent = extentOf(d);
    return from.start >= extent.start && from.end <= extent.end;
  });
  const old = before.decls[at];
  const next = now.decls[at];
  if (old?.kind !== 'tool' || next?.kind !== 'tool' || 'parts' in old.name || 'parts' in next.name) return null;
  return old.name.text === next.name.text && !old.name.missing ? { old, now: next } : null;
}

/** A declaration with its doc comment. */
function extentOf(decl: Decl | NonNullable<Module['world']>): Span {
  return { start: decl.doc?.span.start ?? decl.span.start, end: decl.span.end };
}

function check(host: Host, before: Analysis, module: LoadedModule, now: LoadedModule, touched: Touched, report: (d: Diagnostic) => void): void {
  const { scopes, declared, types, entities } = before.checked.parts;
  const scope = scopes.get(module);
  const symbol = declared.get(module)?.find((s) => s.decl === touched.old);
  if (scope === undefined || symbol?.namespace !== 'tool' || 'parts' in touched.now.name) return;
  const checker: Checker = { host, scopes: new Map([...scopes, [now, scope]]), report };
  checkTool({ ...symbol, decl: touched.now, nameNode: touched.now.name, module: now }, new ModuleView(checker, now), types, before.denotations, entities);
}
