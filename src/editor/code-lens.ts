/** Lines above declarations that say what can be done with them: on a world its graph, on a task set how much it asks for of what there is. */
import type { Span } from '../source/source.js';
import type { Decl } from '../syntax/ast.js';
import type { SetCount } from './deep.js';
import type { FileView } from './workspace.js';

export type Lens =
  | { readonly kind: 'count'; readonly span: Span; readonly title: string }
  | { readonly kind: 'preview'; readonly span: Span; readonly title: string; readonly set: string }
  | { readonly kind: 'graph' | 'compile'; readonly span: Span; readonly title: string };

/** @param counts how many tasks each set has, once that is known; null while it is being counted */
export function codeLenses({ module, analysis }: FileView, counts: readonly SetCount[] | null): readonly Lens[] {
  const lenses: Lens[] = [];
  const { world, decls } = module.ast;
  if (world !== null && analysis.graph.entry === module) {
    lenses.push({ kind: 'compile', span: world.name.span, title: 'compile' }, { kind: 'graph', span: world.name.span, title: 'show graph' });
  }
  const inWorld: ReadonlySet<Decl> = new Set([...analysis.checked.parts.symbols].map((s) => s.decl));
  for (const decl of decls) {
    if (decl.kind !== 'tasks' || decl.name.missing || !inWorld.has(decl)) continue;
    const span = decl.name.span;
    const counted = counts?.find((c) => c.set === decl.name.text);
    lenses.push({ kind: 'preview', span, title: 'preview a task', set: decl.name.text });
    if (counted !== undefined) lenses.push({ kind: 'count', span, title: counted.text });
    else if (counts === null && analysis.checked.program !== null) lenses.push({ kind: 'count', span, title: 'counting…' });
  }
  return lenses;
}
