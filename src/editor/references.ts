/** Every place that speaks of what stands at an offset, in every world that has its file. */
import type { Occurrence, Target } from './targets.js';
import { declarationOf, keyOf } from './targets.js';
import { occurrencesAt, occurrencesIn } from './occurrences.js';
import { sortPlaces, type Place } from './places.js';
import type { FileView, NamedFile, Workspace } from './workspace.js';

export interface Reference extends Place {
  readonly occurrence: Occurrence;
  readonly file: NamedFile;
}

export function referencesTo(workspace: Workspace, view: FileView, target: Target): readonly Reference[] {
  const key = keyOf(target);
  const home = declarationOf(target)?.module.path ?? view.path;
  const found: Reference[] = [];
  const search = (file: NamedFile): void => {
    for (const occurrence of occurrencesIn(file)) if (keyOf(occurrence.target) === key) found.push({ path: file.module.path, span: occurrence.span, occurrence, file });
  };
  if (isLocal(target)) {
    search(view);
    return sortPlaces(found);
  }
  const entries = new Set([view.analysis.entry, ...workspace.worldFiles()]);
  const seen = new Set<string>();
  for (const entry of entries) {
    if (workspace.graph(entry)?.modules.some((m) => m.path === home) !== true) continue;
    const names = workspace.names(entry);
    for (const module of names?.graph.modules ?? []) {
      if (names === null || seen.has(module.path)) continue;
      seen.add(module.path);
      search({ module, scopes: names.scopes, declared: names.declared });
    }
  }
  return sortPlaces(found);
}

/** Nothing outside its file can speak of it. */
function isLocal(target: Target): boolean {
  return target.kind === 'local' || target.kind === 'type-variable' || target.kind === 'template-param' || target.kind === 'alias' || target.kind === 'world';
}

export function referencesAt(workspace: Workspace, view: FileView, offset: number, withDeclaration: boolean): readonly Place[] {
  const all = occurrencesAt(view, offset).flatMap((o) => referencesTo(workspace, view, o.target));
  return sortPlaces(all.filter((r) => withDeclaration || !r.occurrence.declares));
}

/** The places in the same file, for an editor to mark. */
export function highlightsAt(view: FileView, offset: number): readonly { readonly span: Place['span']; readonly declares: boolean }[] {
  const keys = new Set(occurrencesAt(view, offset).map((o) => keyOf(o.target)));
  const found = occurrencesIn(view).filter((o) => keys.has(keyOf(o.target)));
  return found.filter((o, i) => o.span.start !== found[i - 1]?.span.start).map((o) => ({ span: o.span, declares: o.declares }));
}
