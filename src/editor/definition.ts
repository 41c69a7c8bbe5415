/** Where what stands at an offset was declared. */
import type { Span } from '../source/source.js';
import { linkedFiles } from './document-links.js';
import { occurrencesAt } from './occurrences.js';
import { sortPlaces, type Place } from './places.js';
import { declarationOf, type Target } from './targets.js';
import { contains } from './tree.js';
import type { FileView, Workspace } from './workspace.js';

export interface Definition extends Place {
  /** What was pointed at. */
  readonly origin: Span;
}

export function definitionAt(workspace: Workspace, view: FileView, offset: number): readonly Definition[] {
  const link = linkedFiles(workspace, view).find((l) => contains(l.span, offset));
  if (link !== undefined) return [{ path: link.path, span: { start: 0, end: 0 }, origin: link.span }];
  return sortPlaces(
    occurrencesAt(view, offset).flatMap((o) => {
      const at = declarationOf(beyondAlias(o.target));
      return at === null ? [] : [{ path: at.module.path, span: at.name.span, origin: o.span }];
    }),
  );
}

/** What an imported name stands for in the file that it comes from. */
export function beyondAlias(target: Target): Target {
  return target.kind === 'alias' ? target.of : target;
}
