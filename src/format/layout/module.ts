/** A whole file: header, imports, declarations. */
import { builders } from 'prettier/doc';
import type { Decl, ImportDecl, ImportName, Module, WorldHeader } from '../../syntax/ast.js';
import type { Doc, Writer } from '../writer.js';
import { declaration, narrowing } from './declarations.js';
import { bracketed } from './lists.js';

const { group, indent } = builders;

/** What a file is a sequence of. */
export type TopLevel = WorldHeader | ImportDecl | Decl;

/** Header, imports and declarations in the order of the text. */
export function topLevel(module: Module): readonly TopLevel[] {
  const all: TopLevel[] = [...(module.world === null ? [] : [module.world]), ...module.imports, ...module.decls];
  return all.sort((a, b) => a.span.start - b.span.start);
}

export function moduleDoc(w: Writer, module: Module): Doc {
  const items = topLevel(module).map((node) => w.item('item', node.span.end, () => topLevelDoc(w, node)));
  return [items, w.end()];
}

function topLevelDoc(w: Writer, node: TopLevel): Doc {
  switch (node.kind) {
    case 'world':
      return [w.token(), w.next('space'), node.version === null ? '' : w.next('space')];
    case 'import':
      return importDecl(w, node);
    default:
      return declaration(w, node);
  }
}

function importDecl(w: Writer, node: ImportDecl): Doc {
  const docs: Doc[] = [w.token()];
  if (node.names !== null) docs.push(w.gap('space'), bracketed(w, node.names, (name) => importName(w, name), { spaced: true, filled: true }), w.next('space'));
  docs.push(w.next('space'));
  return group([docs, indent(narrowing(w, node))]);
}

function importName(w: Writer, { alias }: ImportName): Doc {
  return [w.token(), alias === null ? '' : [w.next('space'), w.next('space')]];
}

