/** What can be said of a template before it is expanded, once for all its instances: that its variables stand where they can. */
import * as codes from '../../diagnostics/codes/templates.js';
import { suggest } from '../../diagnostics/suggest.js';
import { isBase } from '../../runtime/type-table.js';
import type { TypeSymbol } from '../../resolve/symbols.js';
import type { Span } from '../../source/source.js';
import type { Decl, Doc, Expr, Name, TemplateDecl, TemplateParam, TextTemplate, TypeExpr } from '../../syntax/ast.js';
import { childrenOf } from '../../syntax/children.js';
import type { ModuleView } from '../context.js';
import { PROPERTIES, type Binding } from './bindings.js';
import { DOC_HOLE } from './instantiate.js';
import { isEntity, isNominal, type EntitySymbol } from './shapes.js';

/** A variable with what it ranges over, its names looked up. */
export type Domain =
  | { readonly kind: 'entity'; readonly variable: string }
  /** The fields of the entity that another variable stands for, or of a named one. */
  | { readonly kind: 'field'; readonly variable: string; readonly of: string | EntitySymbol }
  | { readonly kind: 'type'; readonly variable: string; readonly bound: { readonly symbol: TypeSymbol | null; readonly base: string | null } | null }
  | { readonly kind: 'name'; readonly variable: string; readonly names: readonly string[] };

/** The domains of a template's variables in their order; null where something is wrong, which has been reported. */
export function checkTemplate(decl: TemplateDecl, view: ModuleView): readonly Domain[] | null {
  let whole = true;
  const domains = new Map<string, Domain>();
  for (const param of decl.params) {
    if (param.name.missing || param.domain.kind === 'missing') {
      whole = false;
      continue;
    }
    view.pascalCase('variable', param.name);
    if (domains.has(param.name.text)) {
      view.report(codes.badVariable, param.name.span, { problem: `the variable \`${param.name.text}\` stands twice`, hint: 'give each a name of its own' });
      whole = false;
      continue;
    }
    const domain = domainOf(param, domains, view);
    if (domain === null) whole = false;
    else domains.set(param.name.text, domain);
  }
  if (!whole) return null;
  const places = new Places(domains, view);
  for (const inner of decl.decls) places.declaration(inner);
  return places.sound ? [...domains.values()] : null;
}

function domainOf({ name, domain }: TemplateParam, before: ReadonlyMap<string, Domain>, view: ModuleView): Domain | null {
  const fail = (span: Span, problem: string, hint: string): null => {
    view.report(codes.badVariable, span, { problem, hint });
    return null;
  };
  const variable = name.text;
  switch (domain.kind) {
    case 'missing':
      return null;
    case 'entity':
      return { kind: 'entity', variable };
    case 'field': {
      if (domain.of.missing) return null;
      const other = before.get(domain.of.text);
      if (other !== undefined) return other.kind === 'entity' ? { kind: 'field', variable, of: other.variable } : fail(domain.of.span, `\`${domain.of.text}\` is no entity`, 'fields are those of a variable that stands for an entity: `E: entity, A: field of E`');
      const symbol = view.lookup('type', domain.of, 'entity');
      if (symbol === undefined) return null;
      return isEntity(symbol) ? { kind: 'field', variable, of: symbol } : fail(domain.of.span, `\`${domain.of.text}\` is no entity`, 'only entities have fields that a template can range over');
    }
    case 'type': {
      if (domain.bound === null) return { kind: 'type', variable, bound: null };
      const bound = domain.bound.kind === 'named-type' && domain.bound.path.length === 1 ? domain.bound.path[0] : undefined;
      if (bound === undefined) return domain.bound.kind === 'missing-type' ? null : fail(domain.bound.span, 'a variable ranges over the declared types below a named type', 'write a name after `<:`, as in `T: type <: id`');
      if (isBase(bound.text)) return { kind: 'type', variable, bound: { symbol: null, base: bound.text } };
      const symbol = view.lookup('type', bound, 'type');
      if (symbol === undefined) return null;
      return isNominal(symbol) ? { kind: 'type', variable, bound: { symbol, base: null } } : fail(bound.span, `nothing is declared below \`${bound.text}\``, 'only types with values of their own, or of types below them, have subtypes');
    }
    case 'names': {
      const names = domain.names.filter((n) => !n.missing).map((n) => n.text);
      const twice = domain.names.find((n, i) => names.indexOf(n.text) < i);
      return twice === undefined ? { kind: 'name', variable, names } : fail(twice.span, `\`${twice.text}\` is listed twice`, 'list every name once');
    }
  }
}

/** Everywhere that a variable may stand. */
class Places {
  sound = true;
  #parameters: ReadonlySet<string> = new Set();

  constructor(
    private readonly domains: ReadonlyMap<string, Domain>,
    private readonly view: ModuleView,
  ) {}

  #fail(span: Span, problem: string, suggestions: readonly string[] = []): void {
    this.view.report(codes.badPlace, span, { problem, suggestions });
    this.sound = false;
  }

  declaration(decl: Decl): void {
    switch (decl.kind) {
      case 'type':
        this.#parameters = new Set();
        this.#doc(decl.doc);
        this.#name(decl.name);
        for (const parent of decl.parents) this.#path([parent], parent.span);
        if (decl.definition !== null) this.#type(decl.definition);
        if (decl.accepts !== null) this.#type(decl.accepts);
        return;
      case 'tool':
        this.#parameters = new Set(decl.params.map((p) => p.name.text));
        this.#doc(decl.doc);
        this.#name(decl.name);
        for (const variable of decl.typeParams) {
          if (this.domains.has(variable.name.text)) this.#fail(variable.name.span, `\`${variable.name.text}\` is already a variable of the template`);
          if (variable.bound !== null) this.#type(variable.bound);
        }
        for (const param of decl.params) {
          this.#doc(param.doc);
          if (param.type !== null) this.#type(param.type);
          if (param.defaultValue !== null) this.#expr(param.defaultValue);
        }
        this.#type(decl.result);
        for (const clause of decl.clauses) {
          switch (clause.kind) {
            case 'phrase':
              clause.alternatives.forEach((t) => this.#text(t));
              break;
            case 'returns':
              this.#expr(clause.expr);
              break;
            case 'requires':
              this.#expr(clause.condition);
              if (clause.message !== null) this.#text(clause.message);
              break;
            case 'tags':
              break;
          }
        }
        return;
      default:
        this.view.report(codes.notInside, 'parts' in decl.name ? decl.span : decl.name.span, { what: decl.kind === 'tasks' ? 'a task set' : decl.kind === 'entity' || decl.kind === 'app' ? `an ${decl.kind}` : `a ${decl.kind}`, where: 'a template', allowed: 'tools and types' });
        this.sound = false;
    }
  }

  #name(name: Name | TextTemplate): void {
    if (!('parts' in name)) return;
    for (const part of name.parts) {
      if (part.kind === 'hole') this.#hole(part.path.map((n) => n.text), part.span, false);
    }
  }

  #text(text: TextTemplate): void {
    for (const part of text.parts) if (part.kind === 'hole') this.#hole(part.path.map((n) => n.text), part.span, true);
  }

  /** Descriptions hold any text: only holes with a dot, or that are variables, are meant to be filled. */
  #doc(doc: Doc | null): void {
    for (const match of doc?.text.matchAll(DOC_HOLE) ?? []) {
      const path = (match[1] ?? '').split('.').map((p) => p.trim());
      if (path.length > 1 || this.domains.has(path[0] ?? '')) this.#hole(path, doc?.span ?? { start: 0, end: 0 }, true);
    }
  }

  #hole(path: readonly string[], span: Span, parameters: boolean): void {
    const [head, ...rest] = path;
    const domain = this.domains.get(head ?? '');
    const variables = [...this.domains.keys()];
    if (domain === undefined) {
      if (parameters && rest.length === 0) return;
      const near = suggest(head ?? '', variables);
      this.#fail(span, `\`{${path.join('.')}}\`: the template has no variable \`${head ?? ''}\``, (near.length > 0 ? near : variables).map((v) => `{${[v, ...rest].join('.')}}`));
      return;
    }
    const wrong = unknownProperty(domain.kind, rest);
    if (wrong !== undefined) this.#fail(span, `\`{${path.join('.')}}\`: ${wrong.problem}`, wrong.suggestions.map((s) => `{${[head, ...rest.slice(0, wrong.at), s].join('.')}}`));
  }

  #type(type: TypeExpr): void {
    switch (type.kind) {
      case 'named-type':
        return this.#path(type.path, type.span);
      case 'list-type':
        return this.#type(type.element);
      case 'dict-type':
        this.#type(type.key);
        return this.#type(type.value);
      case 'optional-type':
        return this.#type(type.of);
      case 'union-type':
        return type.alternatives.forEach((a) => this.#type(a.type));
      case 'record-type':
        return type.fields.forEach((f) => {
          this.#doc(f.doc);
          if (f.type !== null) this.#type(f.type);
        });
      default:
        return;
    }
  }

  #path(path: readonly Name[], span: Span): void {
    const [head, ...rest] = path.map((n) => n.text);
    const domain = this.domains.get(head ?? '');
    if (domain === undefined || rest.length === 0) return;
    const known = domain.kind === 'entity' ? ['key'] : domain.kind === 'field' ? ['type', 'item'] : [];
    if (rest.length === 1 && known.includes(rest[0] ?? '')) return;
    this.#fail(span, `\`${path.map((n) => n.text).join('.')}\` is no type`, known.map((k) => `${head ?? ''}.${k}`));
  }

  #expr(expr: Expr): void {
    if (expr.kind === 'name') {
      const domain = this.domains.get(expr.name.text);
      if (domain === undefined || this.#parameters.has(expr.name.text) || domain.kind === 'entity' || domain.kind === 'name') return;
      this.#fail(expr.span, domain.kind === 'field' ? `\`${domain.variable}\` is a field: it stands after a row` : `\`${domain.variable}\` is a type, and has no value`, domain.kind === 'field' ? [`row.${domain.variable}`] : []);
      return;
    }
    // `A.label` is a text.
    if (expr.kind === 'field' && expr.of.kind === 'name' && this.domains.has(expr.of.name.text)) return;
    for (const child of childrenOf(expr)) this.#expr(child);
  }
}

interface WrongProperty {
  readonly problem: string;
  readonly suggestions: readonly string[];
  /** The place in the path. */
  readonly at: number;
}

function unknownProperty(kind: Binding['kind'], path: readonly string[], at = 0): WrongProperty | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return undefined;
  const known = PROPERTIES[kind];
  const small = first.charAt(0).toLowerCase() + first.slice(1);
  if (['label', 'plural', 'article'].includes(small)) return rest.length === 0 ? undefined : { problem: `\`${first}\` is a text, and has no \`${rest.join('.')}\``, suggestions: [], at };
  if (first === 'key' && kind === 'entity') return unknownProperty('field', rest, at + 1);
  if ((first === 'type' || first === 'item') && kind === 'field') return unknownProperty('type', rest, at + 1);
  const near = suggest(first, known);
  const what = { entity: 'an entity', field: 'a field', type: 'a type', name: 'a name' }[kind];
  return { problem: `${what} has no \`${first}\``, suggestions: near.length > 0 ? near : known, at };
}
