/** Imports and data files as links. */
import { locateData } from '../resolve/locate.js';
import type { Span } from '../source/source.js';
import type { StringLiteral, TypeExpr } from '../syntax/ast.js';
import { allDecls } from './tree.js';
import type { FileView, Workspace } from './workspace.js';

export interface FileLink {
  readonly span: Span;
  /** The real path of the file that is named. */
  readonly path: string;
  readonly what: 'import' | 'data';
}

/** What leads to a file that exists; the checker speaks of the rest. */
export function linkedFiles(workspace: Workspace, { module }: Pick<FileView, 'module'>): readonly FileLink[] {
  const links: FileLink[] = [];
  for (const { decl, target } of module.imports) if (decl.from !== null && target !== null) links.push({ span: decl.from.span, path: target.path, what: 'import' });
  for (const literal of dataFiles(module.ast.decls)) {
    const found = locateData(workspace.host, module.path, module.territory, literal.value);
    if (found.ok) links.push({ span: literal.span, path: found.path, what: 'data' });
  }
  return links;
}

/** The texts that name data files. */
export function* dataFiles(decls: FileView['module']['ast']['decls']): Iterable<StringLiteral> {
  for (const decl of allDecls(decls)) {
    if (decl.kind === 'entity' && decl.from !== null) yield decl.from;
    if (decl.kind === 'type' && decl.definition !== null) yield* inType(decl.definition);
    if (decl.kind === 'type' && decl.accepts !== null) yield* inType(decl.accepts);
  }
}

function* inType(type: TypeExpr): Iterable<StringLiteral> {
  if (type.kind === 'union-type') for (const alternative of type.alternatives) yield* inType(alternative.type);
  if (type.kind !== 'call-type' || (type.name.text !== 'lines' && type.name.text !== 'column')) return;
  const first = type.args[0];
  if (first?.kind === 'literal-type' && first.literal.kind === 'string') yield first.literal;
}
