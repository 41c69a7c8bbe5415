/** Ways through a tree that do not care what its nodes mean. */
import type { Span } from '../source/source.js';
import type { Decl, Module } from '../syntax/ast.js';

export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

export function inside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The spans of all nodes that hold an offset, the widest first, each once. */
export function spansAt(module: Module, offset: number): Span[] {
  const found: Span[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item);
      return;
    }
    const span = 'span' in value && isSpan(value.span) ? value.span : undefined;
    if (span !== undefined) {
      if (!contains(span, offset)) return;
      found.push(span);
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(module.world);
  visit(module.imports);
  visit(module.decls);
  found.sort((a, b) => b.end - b.start - (a.end - a.start));
  return found.filter((span, i) => i === 0 || span.start !== found[i - 1]?.start || span.end !== found[i - 1]?.end);
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'start' in value && typeof value.start === 'number' && 'end' in value && typeof value.end === 'number';
}

/** The declarations around an offset, the outermost first: more than one inside an app or a template. */
export function declsAt(decls: readonly Decl[], offset: number): Decl[] {
  const decl = decls.find((d) => contains(d.span, offset));
  if (decl === undefined) return [];
  return decl.kind === 'app' || decl.kind === 'template' ? [decl, ...declsAt(decl.decls, offset)] : [decl];
}

/** Every declaration, those inside apps and templates included. */
export function* allDecls(decls: readonly Decl[]): Iterable<Decl> {
  for (const decl of decls) {
    yield decl;
    if (decl.kind === 'app' || decl.kind === 'template') yield* allDecls(decl.decls);
  }
}
