/** What the checker knows and the source does not say: inferred types, and defaults that stand in for what is left out. */
import type { Expr, ToolDecl, TypeExpr } from '../syntax/ast.js';
import { childrenOf } from '../syntax/children.js';
import type { Span } from '../source/source.js';
import { itemType, showType, sourceText } from './show.js';
import { allDecls } from './tree.js';
import type { FileView } from './workspace.js';

export interface InlayHint {
  readonly offset: number;
  readonly text: string;
  readonly kind: 'type' | 'default';
  readonly tooltip: string;
}

export function inlayHints(view: FileView, range?: Span): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  const overlaps = (span: Span): boolean => range === undefined || (span.end >= range.start && span.start <= range.end);
  for (const decl of allDecls(view.module.ast.decls)) {
    if (!overlaps(decl.span) || view.module.broken.has(decl)) continue;
    if (decl.kind === 'tool') ofTool(decl, view, hints);
    else if (decl.kind === 'type' && decl.definition !== null) ofValues(decl.definition, hints);
    else if (decl.kind === 'entity') for (const field of decl.fields) if (field.derived !== null) ofExpr(field.derived, view, hints);
  }
  return hints.filter((h) => range === undefined || (h.offset >= range.start && h.offset <= range.end)).sort((a, b) => a.offset - b.offset);
}

function ofTool(decl: ToolDecl, view: FileView, hints: InlayHint[]): void {
  const types = view.analysis.typesIn(view.module);
  for (const clause of decl.clauses) {
    if (clause.kind === 'requires') ofExpr(clause.condition, view, hints);
    if (clause.kind !== 'returns') continue;
    ofExpr(clause.expr, view, hints);
    const type = types.get(clause.expr);
    const shown = type === undefined ? '' : showType(view.analysis, type);
    // Where a computed value has the declared type already, there is nothing to say.
    if (shown !== '' && shown !== sourceText(view.module, decl.result.span) && shown.length <= 60) hints.push({ offset: clause.expr.span.end, text: `: ${shown}`, kind: 'type', tooltip: 'The type of what is computed; each value is checked against the declared result type.' });
  }
}

/** The variables of comprehensions. */
function ofExpr(expr: Expr, view: FileView, hints: InlayHint[]): void {
  for (const inner of childrenOf(expr)) ofExpr(inner, view, hints);
  if (expr.kind !== 'comprehension' || expr.variable.missing) return;
  const source = view.analysis.typesIn(view.module).get(expr.source);
  const item = source === undefined ? undefined : itemType(view.analysis, source);
  if (item !== undefined) hints.push({ offset: expr.variable.span.end, text: `: ${item}`, kind: 'type', tooltip: 'The type of each item.' });
}

/** Steps that are left out of what is drawn. */
function ofValues(type: TypeExpr, hints: InlayHint[]): void {
  if (type.kind === 'union-type') for (const { type: one } of type.alternatives) ofValues(one, hints);
  if (type.kind !== 'range-type' || type.step !== null || type.low?.kind !== 'number' || type.high?.kind !== 'number') return;
  const places = Math.max(decimals(type.low.raw), decimals(type.high.raw));
  if (places > 0) hints.push({ offset: type.span.end, text: ` step 0.${'0'.repeat(places - 1)}1`, kind: 'default', tooltip: 'The step where none is written: the last decimal place of the ends.' });
}

function decimals(raw: string): number {
  return /\.(\d+)$/.exec(raw)?.[1]?.length ?? 0;
}
