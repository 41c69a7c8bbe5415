/** The outline of a file. Works on the tree alone, so a broken file has one too. */
import type { Module, Decl, Name } from '../syntax/ast.js';
import { cover, type Span } from '../source/source.js';

export type SymbolKind = 'world' | 'type' | 'entity' | 'field' | 'tool' | 'parameter' | 'app' | 'template' | 'constraint' | 'tasks';

export interface DocumentSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** A few words beside the name. */
  readonly detail: string;
  readonly span: Span;
  /** The name itself; inside `span`. */
  readonly at: Span;
  readonly children: readonly DocumentSymbol[];
}

export function documentSymbols(module: Module): readonly DocumentSymbol[] {
  const { world } = module;
  const head: DocumentSymbol[] = world === null || world.name.missing ? [] : [{ name: world.name.text, kind: 'world', detail: world.version?.value ?? '', span: world.span, at: world.name.span, children: [] }];
  return [...head, ...module.decls.flatMap((decl) => symbolOf(decl, module))];
}

function symbolOf(decl: Decl, module: Module): DocumentSymbol[] {
  const text = (span: Span): string => module.file.text.slice(span.start, span.end).replace(/\s+/g, ' ');
  const name = 'parts' in decl.name ? text(decl.name.span) : decl.name.text;
  if (name === '') return [];
  const at = decl.name.span;
  const leaf = (n: Name, kind: SymbolKind, span: Span, detail: string): DocumentSymbol[] => (n.missing ? [] : [{ name: n.text, kind, detail, span: cover(span, n.span), at: n.span, children: [] }]);
  const base = { name, kind: decl.kind, span: cover(decl.span, at), at };
  switch (decl.kind) {
    case 'type':
      return [{ ...base, detail: decl.parents.length === 0 ? '' : `<: ${decl.parents.map((p) => p.text).join(', ')}`, children: [] }];
    case 'tool':
      return [{ ...base, detail: decl.result.kind === 'missing-type' ? '' : `-> ${text(decl.result.span)}`, children: decl.params.flatMap((p) => leaf(p.name, 'parameter', p.span, p.type === null ? '' : text(p.type.span))) }];
    case 'entity':
      return [{ ...base, detail: decl.from === null ? '' : text(decl.from.span), children: decl.fields.flatMap((f) => leaf(f.name, 'field', f.span, f.type === null ? '' : text(f.type.span))) }];
    case 'app':
    case 'template':
      return [{ ...base, detail: '', children: decl.decls.flatMap((d) => symbolOf(d, module)) }];
    case 'constraint':
    case 'tasks':
      return [{ ...base, detail: '', children: [] }];
    default: {
      const never: never = decl;
      return never;
    }
  }
}
