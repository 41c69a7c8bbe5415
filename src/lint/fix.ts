/**
 * Safe fixes applied: to all files or to none, and only if the world that comes out compiles and means what it meant. Fixes may
 * uncover others, so it goes on until none are left.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Host } from '../host/host.js';
import { memoryHost } from '../host/memory.js';
import type { ModuleGraph } from '../resolve/modules.js';
import type { SourceFile } from '../source/source.js';
import { isSafelyFixed, lintWorld, type LintOptions, type LintResult } from './lint.js';

export interface Fixed {
  /** New texts by real path; empty where nothing was to be fixed, or nothing could be. */
  readonly texts: ReadonlyMap<string, string>;
  readonly applied: number;
  /** What is left after the fixes. */
  readonly result: LintResult;
  /** Why nothing was changed, where fixes were found and given up. */
  readonly refused: string | null;
}

const MAX_ROUNDS = 10;

export function fixWorld(host: Host, path: string, options: LintOptions): Fixed {
  const first = lintWorld(host, path, options);
  const texts = new Map<string, string>();
  let result = first;
  let applied = 0;
  for (let round = 0; round < MAX_ROUNDS && result.compiles && result.graph !== null; round++) {
    const { changed, count } = applyFixes(result.diagnostics, result.graph);
    if (count === 0) return { texts, applied, result, refused: null };
    for (const [file, text] of changed) texts.set(file, text);
    applied += count;
    result = lintWorld(memoryHost(texts, { base: host }), path, options);
    if (!result.compiles) return { texts: new Map(), applied: 0, result: first, refused: `the fixed world would not compile: ${result.diagnostics[0]?.message ?? ''}` };
  }
  return { texts, applied, result, refused: null };
}

/** The texts of the files that safe fixes change. Of fixes that overlap, the first is applied. */
function applyFixes(diagnostics: readonly Diagnostic[], graph: ModuleGraph): { readonly changed: ReadonlyMap<string, string>; readonly count: number } {
  const paths = new Map<SourceFile, string>(graph.modules.map((m) => [m.file, m.path]));
  const edits = new Map<SourceFile, { start: number; end: number; newText: string }[]>();
  let count = 0;
  for (const fix of diagnostics.filter(isSafelyFixed).flatMap((d) => d.fixes.slice(0, 1))) {
    const free = fix.edits.every(({ location: { file, span } }) => paths.has(file) && (edits.get(file) ?? []).every((e) => span.end <= e.start || span.start >= e.end) && !(edits.get(file) ?? []).some((e) => e.start === span.start));
    if (!free) continue;
    count++;
    for (const { location, newText } of fix.edits) edits.set(location.file, [...(edits.get(location.file) ?? []), { ...location.span, newText }]);
  }
  const changed = new Map<string, string>();
  for (const [file, all] of edits) {
    let text = file.text;
    for (const e of [...all].sort((a, b) => b.start - a.start)) text = text.slice(0, e.start) + e.newText + text.slice(e.end);
    changed.set(paths.get(file) ?? file.path, text);
  }
  return { changed, count };
}
