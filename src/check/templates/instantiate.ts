/**
 * One instance of a template: its declarations with the variables replaced, as a tree that the ordinary checker reads. Every node
 * has the span of what it was made from, so that a mistake in an instance is shown in the template.
 */
import { isBase } from '../../runtime/type-table.js';
import type { Sym } from '../../resolve/symbols.js';
import type { Span } from '../../source/source.js';
import type { Decl, Doc, Expr, Name, Param, RecordTypeField, TextPart, TextTemplate, ToolClause, ToolDecl, TypeDecl, TypeExpr } from '../../syntax/ast.js';
import { itemOf, keyOf, textOf, typeOf, type Binding, type Bindings } from './bindings.js';
import type { WrittenType } from './shapes.js';

export interface Instance {
  readonly decls: readonly (TypeDecl | ToolDecl)[];
  /** Names that came in with the bindings, and what they stand for: they are not names of the template's module. */
  readonly bound: ReadonlyMap<string, Sym>;
}

export function instantiate(decls: readonly Decl[], bindings: Bindings): Instance {
  const bound = new Map<string, Sym>();
  const substitution = new Substitution(bindings, bound);
  const made: (TypeDecl | ToolDecl)[] = [];
  for (const decl of decls) {
    if (decl.kind === 'type') made.push(substitution.type(decl));
    else if (decl.kind === 'tool') made.push(substitution.tool(decl));
  }
  return { decls: made, bound };
}

/** A hole of a description: `{A.label}`. */
export const DOC_HOLE = /\{\s*([A-Za-z_][A-Za-z0-9_]*(?:\s*\.\s*[A-Za-z_][A-Za-z0-9_]*)*)\s*\}/g;

class Substitution {
  /** The variables that name parameters of the tool at hand: `tool "{E}_{A}"(E: E)`. */
  #parameters: ReadonlySet<string> = new Set();

  constructor(
    private readonly bindings: Bindings,
    private readonly bound: Map<string, Sym>,
  ) {}

  type(decl: TypeDecl): TypeDecl {
    this.#parameters = new Set();
    return {
      ...decl,
      doc: this.#doc(decl.doc),
      name: this.#declared(decl.name),
      parents: decl.parents.map((p) => this.#typeName(p)),
      // What stands in a list of values is a value, even with a hole.
      definition: decl.definition === null ? null : this.#types(decl.definition, true),
      accepts: decl.accepts === null ? null : this.#types(decl.accepts, true),
      noun: decl.noun === null ? null : { ...decl.noun, value: this.#words(decl.noun.value) },
      plural: decl.plural === null ? null : { ...decl.plural, value: this.#words(decl.plural.value) },
    };
  }

  tool(decl: ToolDecl): ToolDecl {
    this.#parameters = new Set(decl.params.flatMap((p) => (this.bindings.has(p.name.text) ? [p.name.text] : [])));
    return {
      ...decl,
      doc: this.#doc(decl.doc),
      name: this.#declared(decl.name),
      typeParams: decl.typeParams.map((p) => ({ ...p, bound: p.bound === null ? null : this.#types(p.bound) })),
      params: decl.params.map((p) => this.#param(p)),
      result: this.#types(decl.result),
      clauses: decl.clauses.map((c) => this.#clause(c)),
    };
  }

  #param(param: Param): Param {
    // A parameter that is a variable alone has its type, and is named after it.
    const type = param.type ?? (this.bindings.has(param.name.text) ? { kind: 'named-type' as const, path: [param.name], span: param.name.span } : null);
    return { ...param, doc: this.#doc(param.doc), name: this.#named(param.name), type: type === null ? null : this.#types(type), defaultValue: param.defaultValue === null ? null : this.#expr(param.defaultValue) };
  }

  #clause(clause: ToolClause): ToolClause {
    switch (clause.kind) {
      case 'phrase':
        return { ...clause, alternatives: clause.alternatives.map((t) => this.#text(t)) };
      case 'returns':
        return { ...clause, expr: this.#expr(clause.expr) };
      case 'requires':
        return { ...clause, condition: this.#expr(clause.condition), message: clause.message === null ? null : this.#text(clause.message) };
      case 'tags':
        return { ...clause, tags: clause.tags.map((tag) => this.#named(tag)) };
    }
  }

  // ---------------------------------------------------------------- texts

  /** `"{E}_{A}"` as a name: words joined by underscores. */
  #declared(name: Name | TextTemplate): Name {
    if (!('parts' in name)) return name;
    const text = name.parts.map((p) => (p.kind === 'text' ? p.text : snake(this.#hole(p.path) ?? ''))).join('');
    return { text, span: name.span, missing: false };
  }

  #text(template: TextTemplate): TextTemplate {
    const parts: TextPart[] = [];
    for (const part of template.parts) {
      const name = part.kind === 'hole' ? part.path[0] : undefined;
      if (part.kind === 'text' || name === undefined || !this.bindings.has(name.text)) {
        add(parts, part);
      } else if (part.path.length === 1 && this.#parameters.has(name.text)) {
        add(parts, { ...part, path: [this.#named(name)] });
      } else {
        add(parts, { kind: 'text', text: this.#hole(part.path) ?? '', span: part.span });
      }
    }
    return { parts, span: template.span };
  }

  #doc(doc: Doc | null): Doc | null {
    return doc === null ? null : { ...doc, text: this.#words(doc.text) };
  }

  #words(text: string): string {
    return text.replace(DOC_HOLE, (whole, path: string) => {
      const [head, ...rest] = path.split('.').map((p) => p.trim());
      const binding = this.bindings.get(head ?? '');
      return (binding === undefined ? undefined : textOf(binding, rest)) ?? whole;
    });
  }

  #hole(path: readonly Name[]): string | undefined {
    const [head, ...rest] = path.map((n) => n.text);
    const binding = this.bindings.get(head ?? '');
    return binding === undefined ? undefined : textOf(binding, rest);
  }

  /** A name that may be a variable: of a parameter, a field, a tag. */
  #named(name: Name): Name {
    const binding = this.bindings.get(name.text);
    return binding === undefined ? name : { ...name, text: textOf(binding, []) ?? name.text };
  }

  // ---------------------------------------------------------------- types

  #types(type: TypeExpr, values = false): TypeExpr {
    switch (type.kind) {
      case 'named-type':
        return this.#namedType(type.path, type.span) ?? type;
      case 'list-type':
        return { ...type, element: this.#types(type.element) };
      case 'dict-type':
        return { ...type, key: this.#types(type.key), value: this.#types(type.value) };
      case 'optional-type':
        return { ...type, of: this.#types(type.of) };
      case 'union-type':
        return { ...type, alternatives: type.alternatives.map((a) => ({ ...a, type: this.#types(a.type, values) })) };
      case 'record-type':
        return { ...type, fields: type.fields.map((f) => this.#recordField(f)) };
      case 'literal-type': {
        // `"{E}_summary"` where a type is wanted is the name of one that the template declares.
        const { literal } = type;
        if (values || literal.kind !== 'string' || !literal.value.includes('{')) return type;
        const text = literal.value.replace(DOC_HOLE, (_, path: string) => snake(this.#words(`{${path}}`)));
        return { kind: 'named-type', path: [{ text, span: literal.span, missing: false }], span: type.span };
      }
      default:
        return type;
    }
  }

  #recordField(field: RecordTypeField): RecordTypeField {
    const type = field.type ?? (this.bindings.has(field.name.text) ? { kind: 'named-type' as const, path: [field.name], span: field.name.span } : null);
    return { ...field, doc: this.#doc(field.doc), name: this.#named(field.name), type: type === null ? null : this.#types(type) };
  }

  /** The type that a variable, or a path from one, stands for; undefined where it is none. */
  #namedType(path: readonly Name[], span: Span): TypeExpr | undefined {
    const [head, next, ...rest] = path.map((n) => n.text);
    const binding = this.bindings.get(head ?? '');
    if (binding === undefined || rest.length > 0) return undefined;
    switch (binding.kind) {
      case 'entity': {
        if (next === undefined) return this.#declaredType(binding.entity, span);
        const key = next === 'key' ? keyOf(binding) : undefined;
        return key === undefined ? undefined : this.#brought(typeOf(key), span);
      }
      case 'field': {
        if (next !== undefined && next !== 'type' && next !== 'item') return undefined;
        const type = typeOf(binding);
        return this.#brought(next === 'item' ? itemOf(type) : type, span);
      }
      case 'type':
        return next === undefined ? this.#declaredType(binding.type, span) : undefined;
      case 'name':
        return next === undefined ? { kind: 'named-type', path: [{ text: binding.text, span, missing: false }], span } : undefined;
    }
  }

  #typeName(name: Name): Name {
    const type = this.#namedType([name], name.span);
    return type?.kind === 'named-type' ? (type.path[0] ?? name) : name;
  }

  #declaredType(symbol: Sym, span: Span): TypeExpr {
    this.bound.set(symbol.name, symbol);
    return { kind: 'named-type', path: [{ text: symbol.name, span, missing: false }], span };
  }

  /** A type that is written in another module: its names are looked up there, and its places are here. */
  #brought({ type, view }: WrittenType, span: Span): TypeExpr {
    const inner = (t: TypeExpr): TypeExpr => this.#brought({ type: t, view }, span);
    switch (type.kind) {
      case 'named-type': {
        const name = type.path[0];
        const symbol = name === undefined || isBase(name.text) ? undefined : view.scope?.lookup('type', name.text);
        return symbol === undefined ? { ...type, path: type.path.map((n) => ({ ...n, span })), span } : this.#declaredType(symbol, span);
      }
      case 'list-type':
        return { ...type, element: inner(type.element), size: type.size === null ? null : { ...type.size, span }, span };
      case 'dict-type':
        return { ...type, key: inner(type.key), value: inner(type.value), size: type.size === null ? null : { ...type.size, span }, span };
      case 'optional-type':
        return { ...type, of: inner(type.of), span };
      case 'union-type':
        return { ...type, alternatives: type.alternatives.map((a) => ({ ...a, type: inner(a.type), span })), span };
      case 'record-type':
        return {
          ...type,
          fields: type.fields.map((f) => ({ ...f, name: { ...f.name, span }, type: inner(f.type ?? { kind: 'named-type', path: [f.name], span }), span })),
          span,
        };
      default:
        return { ...type, span };
    }
  }

  // ---------------------------------------------------------------- expressions

  #expr(expr: Expr): Expr {
    switch (expr.kind) {
      case 'literal':
      case 'missing':
        return expr;
      case 'name':
        return this.#nameExpr(expr.name, expr.span) ?? expr;
      case 'field':
        return this.#fieldExpr(expr.of, expr.field, expr.span);
      case 'index':
        return { ...expr, of: this.#entityAt(expr.of), index: expr.index === null ? null : this.#expr(expr.index), slice: expr.slice === null ? null : { end: expr.slice.end === null ? null : this.#expr(expr.slice.end) } };
      case 'call':
        return { ...expr, name: this.#named(expr.name), args: expr.args.map((a) => this.#expr(a)) };
      case 'unary':
        return { ...expr, operand: this.#expr(expr.operand) };
      case 'binary':
        return { ...expr, left: this.#expr(expr.left), right: expr.operator === 'in' ? this.#entityAt(expr.right) : this.#expr(expr.right) };
      case 'if':
        return { ...expr, condition: this.#expr(expr.condition), then: this.#expr(expr.then), otherwise: this.#expr(expr.otherwise) };
      case 'list':
        return { ...expr, items: expr.items.map((i) => this.#expr(i)) };
      case 'record':
        return { ...expr, fields: expr.fields.map((f) => ({ ...f, name: this.#named(f.name), value: f.value === null ? (this.bindings.has(f.name.text) ? this.#expr({ kind: 'name', name: f.name, span: f.span }) : null) : this.#expr(f.value) })) };
      case 'comprehension':
        return {
          ...expr,
          item: this.#expr(expr.item),
          source: this.#entityAt(expr.source),
          condition: expr.condition === null ? null : this.#expr(expr.condition),
          sort: expr.sort === null ? null : { ...expr.sort, by: this.#expr(expr.sort.by) },
        };
    }
  }

  /** Where only rows make sense, a variable is the entity, even if a parameter is named by it. */
  #entityAt(expr: Expr): Expr {
    const binding = expr.kind === 'name' ? this.bindings.get(expr.name.text) : undefined;
    return expr.kind === 'name' && binding?.kind === 'entity' ? this.#entity(binding, expr.name, expr.span) : this.#expr(expr);
  }

  #entity(binding: Binding & { readonly kind: 'entity' }, name: Name, span: Span): Expr {
    this.bound.set(binding.entity.name, binding.entity);
    return { kind: 'name', name: { ...name, text: binding.entity.name }, span };
  }

  #nameExpr(name: Name, span: Span): Expr | undefined {
    const binding = this.bindings.get(name.text);
    if (binding === undefined) return undefined;
    if (this.#parameters.has(name.text)) return { kind: 'name', name: this.#named(name), span };
    if (binding.kind === 'entity') return this.#entity(binding, name, span);
    return { kind: 'literal', literal: { kind: 'string', value: textOf(binding, []) ?? '', span }, span };
  }

  #fieldExpr(of: Expr, field: Name, span: Span): Expr {
    // `E.label` is a text; `x.E.key` is the key of a row; `{ mile: 1.609344 }.U` is a number of a table.
    const variable = of.kind === 'name' && !this.#parameters.has(of.name.text) ? this.bindings.get(of.name.text) : undefined;
    const text = variable === undefined ? undefined : textOf(variable, [field.text]);
    if (text !== undefined && field.text !== 'key') return { kind: 'literal', literal: { kind: 'string', value: text, span }, span };
    const owner = of.kind === 'field' ? this.bindings.get(of.field.text) : undefined;
    if (of.kind === 'field' && owner?.kind === 'entity' && field.text === 'key') {
      const key = keyOf(owner);
      return { kind: 'field', of: this.#expr(of.of), field: { ...field, text: key?.field.name.text ?? field.text }, span };
    }
    const name = this.#named(field);
    if (of.kind === 'record' && name !== field) {
      const entry = of.fields.find((f) => f.name.text === name.text)?.value;
      if (entry != null) return this.#expr(entry);
    }
    return { kind: 'field', of: this.#expr(of), field: name, span };
  }
}

/** Neighbouring texts as one. */
function add(parts: TextPart[], part: TextPart): void {
  const last = parts[parts.length - 1];
  if (part.kind === 'text' && last?.kind === 'text') parts[parts.length - 1] = { ...last, text: last.text + part.text, span: { start: last.span.start, end: part.span.end } };
  else parts.push(part);
}

/** Words as a part of a name. */
function snake(words: string): string {
  return words.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
}
