/**
 * Every place in a file where a name stands for something, and for what. Definition, references, rename, hover and colours
 * are all read from this one list, so they agree. Names that stand for nothing are left out.
 */
import { BUILT_INS } from '../runtime/functions/table.js';
import { isBase } from '../runtime/type-table.js';
import type { LoadedModule } from '../resolve/modules.js';
import type { Scope, Scopes } from '../resolve/scopes.js';
import type { Namespace, Sym } from '../resolve/symbols.js';
import type { Decl, EntityDecl, Expr, ImportDecl, Name, Rule, TasksClause, TemplateDecl, TextTemplate, ToolClause, ToolDecl, ToolSelector, TypeExpr } from '../syntax/ast.js';
import type { NamedFile } from './workspace.js';
import { type Shape, Shapes } from './shapes.js';
import { readHeadAt } from './tool-head.js';
import { contains } from './tree.js';
import { keyOf, type Field, type Occurrence, type Target } from './targets.js';
import { SOURCES } from './vocabulary.js';

const known = new WeakMap<LoadedModule, readonly Occurrence[]>();

/** In the order of the source. */
export function occurrencesIn({ module, scopes, declared }: NamedFile): readonly Occurrence[] {
  const found = known.get(module);
  if (found !== undefined) return found;
  const finder = new Finder(module, scopes, declared.get(module) ?? []);
  const all = finder.run().sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  known.set(module, all);
  return all;
}

/** What stands at an offset; where a name says two things, both. */
export function occurrencesAt(view: NamedFile, offset: number): readonly Occurrence[] {
  const touching = occurrencesIn(view).filter((o) => contains(o.span, offset));
  // Between two names that touch, the one that begins here is meant.
  const from = Math.max(...touching.map((o) => o.span.start));
  return touching.filter((o) => o.span.start === from);
}

/** What names mean inside a declaration, beyond those of the file. */
interface Names {
  readonly values: ReadonlyMap<string, Target>;
  readonly shapes: ReadonlyMap<string, Shape | null>;
  readonly types: ReadonlyMap<string, Target>;
}

const NONE: Names = { values: new Map(), shapes: new Map(), types: new Map() };

class Finder {
  readonly #found: Occurrence[] = [];
  readonly #scope: Scope | undefined;
  readonly #shapes: Shapes;
  readonly #own: ReadonlyMap<Name, Sym>;

  constructor(
    private readonly module: LoadedModule,
    scopes: Scopes,
    declared: readonly Sym[],
  ) {
    this.#scope = scopes.get(module);
    this.#shapes = new Shapes(scopes);
    this.#own = new Map(declared.map((s) => [s.nameNode, s]));
  }

  run(): Occurrence[] {
    const { ast } = this.module;
    if (ast.world !== null) this.#add(ast.world.name, { kind: 'world', module: this.module, name: ast.world.name }, true);
    for (const decl of ast.imports) this.#import(decl);
    for (const decl of ast.decls) this.#decl(decl, NONE);
    return this.#found;
  }

  #add(name: Name, target: Target | undefined, declares = false, shorthand = false): void {
    if (target !== undefined && !name.missing) this.#found.push({ span: name.span, target, declares, shorthand });
  }

  #symbol(namespace: Namespace, name: Name): Target | undefined {
    const symbol = this.#scope?.lookup(namespace, name.text);
    if (symbol === undefined) return undefined;
    const target: Target = { kind: 'symbol', symbol };
    const alias = symbol.name === name.text ? undefined : this.#aliases.get(name.text);
    return alias === undefined ? target : { kind: 'alias', module: this.module, name: alias, of: target };
  }

  readonly #aliases = new Map<string, Name>();

  #import({ names, where }: ImportDecl): void {
    for (const name of names ?? []) {
      if (name.alias !== null) this.#aliases.set(name.alias.text, name.alias);
      for (const symbol of this.#scope?.importedBy(name) ?? []) {
        this.#add(name.name, { kind: 'symbol', symbol });
        if (name.alias !== null) this.#add(name.alias, { kind: 'alias', module: this.module, name: name.alias, of: { kind: 'symbol', symbol } }, true);
      }
    }
    if (where !== null) this.#expr(where, NONE, null);
  }

  #decl(decl: Decl, names: Names): void {
    if ('parts' in decl.name) this.#text(decl.name, names);
    else {
      const symbol = this.#own.get(decl.name);
      if (symbol !== undefined) this.#add(decl.name, { kind: 'symbol', symbol }, true);
    }
    switch (decl.kind) {
      case 'type':
        for (const parent of decl.parents) this.#typeName(parent, names);
        if (decl.definition !== null) this.#type(decl.definition, names);
        if (decl.accepts !== null) this.#type(decl.accepts, names);
        return;
      case 'tool':
        return this.#tool(decl, names);
      case 'entity':
        return this.#entity(decl, names);
      case 'app':
        if (decl.login?.username != null) this.#type(decl.login.username, names);
        for (const inner of decl.decls) this.#decl(inner, names);
        return;
      case 'template':
        return this.#template(decl, names);
      case 'constraint':
        for (const rule of decl.rules) this.#rule(rule, names);
        return;
      case 'tasks':
        for (const clause of decl.clauses) this.#clause(clause);
        return;
      default: {
        const never: never = decl;
        return never;
      }
    }
  }

  // ------------------------------------------------------------ types

  #typeName(name: Name, names: Names, shorthand = false): void {
    const own = names.types.get(name.text);
    this.#add(name, own ?? (isBase(name.text) ? { kind: 'base', name: name.text } : this.#symbol('type', name)), false, shorthand);
  }

  #type(type: TypeExpr, names: Names): void {
    switch (type.kind) {
      case 'named-type': {
        const [first, ...rest] = type.path;
        if (first === undefined) return;
        this.#typeName(first, names);
        for (const name of rest) this.#add(name, names.values.get(name.text));
        return;
      }
      case 'list-type':
        return this.#type(type.element, names);
      case 'dict-type':
        this.#type(type.key, names);
        return this.#type(type.value, names);
      case 'union-type':
        for (const alternative of type.alternatives) this.#type(alternative.type, names);
        return;
      case 'optional-type':
        return this.#type(type.of, names);
      case 'record-type':
        for (const field of type.fields) this.#field(field, names);
        return;
      case 'call-type':
        if (SOURCES.has(type.name.text)) this.#add(type.name, { kind: 'source', name: type.name.text });
        return;
      case 'literal-type':
      case 'range-type':
      case 'regex-type':
      case 'missing-type':
        return;
      default: {
        const never: never = type;
        return never;
      }
    }
  }

  #field(field: Field, names: Names): void {
    const alone = field.type === null;
    this.#add(field.name, { kind: 'field', module: this.module, field }, true, alone);
    if (alone) this.#typeName(field.name, names, true);
    else this.#type(field.type, names);
  }

  // ------------------------------------------------------------ tools

  #tool(written: ToolDecl, outer: Names): void {
    // Where the parser gave a tool up, its head is read piece by piece.
    const lost = this.module.broken.has(written) && written.params.length === 0 ? readHeadAt(this.module.file.text, written.span) : undefined;
    const decl = lost === undefined ? written : { ...written, ...lost };
    const types = new Map(outer.types);
    for (const variable of decl.typeParams) {
      const target: Target = { kind: 'type-variable', module: this.module, variable };
      this.#add(variable.name, target, true);
      if (variable.bound !== null) this.#type(variable.bound, outer);
      types.set(variable.name.text, target);
    }
    const values = new Map(outer.values);
    const shapes = new Map(outer.shapes);
    const typed: Names = { ...outer, types };
    for (const param of decl.params) {
      const target: Target = { kind: 'param', module: this.module, tool: decl, param };
      this.#add(param.name, target, true, param.type === null);
      if (param.type === null) this.#typeName(param.name, typed, true);
      else this.#type(param.type, typed);
      if (param.defaultValue !== null) this.#expr(param.defaultValue, outer, null);
      values.set(param.name.text, target);
      shapes.set(param.name.text, this.#shapes.of(param.name, param.type, this.module));
    }
    this.#type(decl.result, typed);
    const result: Shape = { kind: 'type', type: decl.result, module: this.module };
    for (const clause of decl.clauses) this.#toolClause(clause, { values, shapes, types }, result);
  }

  #toolClause(clause: ToolClause, names: Names, result: Shape): void {
    switch (clause.kind) {
      case 'phrase':
        for (const text of clause.alternatives) this.#text(text, names);
        return;
      case 'returns':
        return this.#expr(clause.expr, names, result);
      case 'requires':
        this.#expr(clause.condition, names, null);
        if (clause.message !== null) this.#text(clause.message, names);
        return;
      case 'tags':
        for (const tag of clause.tags) this.#add(tag, { kind: 'tag', name: tag.text });
        return;
      default: {
        const never: never = clause;
        return never;
      }
    }
  }

  #text(text: TextTemplate, names: Names): void {
    for (const part of text.parts) {
      if (part.kind === 'text') continue;
      const first = part.path[0];
      if (first !== undefined) this.#add(first, names.values.get(first.text));
    }
  }

  // ------------------------------------------------------------ entities and templates

  #entity(decl: EntityDecl, outer: Names): void {
    const values = new Map(outer.values);
    const shapes = new Map(outer.shapes);
    for (const field of decl.fields) {
      values.set(field.name.text, { kind: 'field', module: this.module, field });
      shapes.set(field.name.text, this.#shapes.of(field.name, field.type, this.module));
    }
    for (const field of decl.fields) {
      this.#field(field, outer);
      if (field.derived !== null) this.#expr(field.derived, { ...outer, values, shapes }, null);
    }
  }

  #template(decl: TemplateDecl, outer: Names): void {
    const values = new Map(outer.values);
    const types = new Map(outer.types);
    for (const param of decl.params) {
      const target: Target = { kind: 'template-param', module: this.module, template: decl, param };
      this.#add(param.name, target, true);
      if (param.domain.kind === 'field') this.#add(param.domain.of, values.get(param.domain.of.text) ?? this.#symbol('type', param.domain.of));
      else if (param.domain.kind === 'type' && param.domain.bound !== null) this.#type(param.domain.bound, { ...outer, types });
      values.set(param.name.text, target);
      types.set(param.name.text, target);
    }
    const names: Names = { values, types, shapes: outer.shapes };
    if (decl.where !== null) this.#expr(decl.where, names, null);
    for (const inner of decl.decls) this.#decl(inner, names);
  }

  // ------------------------------------------------------------ expressions

  /** @param wanted what the value will be, where that is known: it says which fields a record has */
  #expr(expr: Expr, names: Names, wanted: Shape | null): void {
    const around = { module: this.module, names: names.shapes };
    switch (expr.kind) {
      case 'literal':
      case 'missing':
        return;
      case 'name':
        return this.#add(expr.name, names.values.get(expr.name.text) ?? this.#symbol('type', expr.name));
      case 'field': {
        this.#expr(expr.of, names, null);
        const found = this.#shapes.field(this.#shapes.expr(expr.of, around), expr.field.text);
        const target: Target | undefined = found === undefined ? names.values.get(expr.field.text) : { kind: 'field', ...found };
        return this.#add(expr.field, found === undefined && target?.kind !== 'template-param' ? undefined : target);
      }
      case 'index':
        this.#expr(expr.of, names, null);
        if (expr.index !== null) this.#expr(expr.index, names, null);
        if (expr.slice?.end != null) this.#expr(expr.slice.end, names, null);
        return;
      case 'call':
        if (BUILT_INS.has(expr.name.text)) this.#add(expr.name, { kind: 'function', name: expr.name.text });
        for (const arg of expr.args) this.#expr(arg, names, null);
        return;
      case 'unary':
        return this.#expr(expr.operand, names, null);
      case 'binary':
        this.#expr(expr.left, names, expr.operator === '++' ? wanted : null);
        return this.#expr(expr.right, names, expr.operator === '++' ? wanted : null);
      case 'if':
        this.#expr(expr.condition, names, null);
        this.#expr(expr.then, names, wanted);
        return this.#expr(expr.otherwise, names, wanted);
      case 'list':
        for (const item of expr.items) this.#expr(item, names, this.#shapes.element(wanted));
        return;
      case 'record':
        for (const field of expr.fields) {
          const found = this.#shapes.field(wanted, field.name.text);
          if (found !== undefined) this.#add(field.name, { kind: 'field', ...found }, false, field.value === null);
          // In `where E in { Movie }`, the names in braces are those of declarations.
          if (field.value === null) this.#add(field.name, names.values.get(field.name.text) ?? this.#symbol('type', field.name), false, true);
          else this.#expr(field.value, names, found === undefined ? null : this.#shapes.of(found.field.name, found.field.type, found.module));
        }
        return;
      case 'comprehension': {
        this.#expr(expr.source, names, null);
        const target: Target = { kind: 'local', module: this.module, name: expr.variable };
        this.#add(expr.variable, target, true);
        const inner: Names = {
          types: names.types,
          values: new Map([...names.values, [expr.variable.text, target]]),
          shapes: new Map([...names.shapes, [expr.variable.text, this.#shapes.element(this.#shapes.expr(expr.source, around))]]),
        };
        this.#expr(expr.item, inner, this.#shapes.element(wanted));
        if (expr.condition !== null) this.#expr(expr.condition, inner, null);
        if (expr.sort !== null) this.#expr(expr.sort.by, inner, null);
        return;
      }
      default: {
        const never: never = expr;
        return never;
      }
    }
  }

  // ------------------------------------------------------------ constraints and task sets

  #selector(selector: ToolSelector): void {
    this.#add(selector.name, selector.tag ? { kind: 'tag', name: selector.name.text } : this.#symbol('tool', selector.name));
  }

  #rule(rule: Rule, names: Names): void {
    switch (rule.kind) {
      case 'measure':
      case 'each-tool':
        return;
      case 'quota':
        return rule.of.forEach((s) => this.#selector(s));
      case 'never':
        rule.from.forEach((s) => this.#selector(s));
        return rule.to.forEach((s) => this.#selector(s));
      case 'source': {
        this.#add(rule.tool, this.#symbol('tool', rule.tool));
        const symbol = this.#scope?.lookup('tool', rule.tool.text);
        const tool = symbol?.decl.kind === 'tool' ? symbol.decl : undefined;
        const param = tool?.params.find((p) => p.name.text === rule.param.text);
        if (symbol !== undefined && tool !== undefined && param !== undefined) this.#add(rule.param, { kind: 'param', module: symbol.module, tool, param });
        if (rule.from.kind === 'tools') rule.from.of.forEach((s) => this.#selector(s));
        return;
      }
      case 'goal':
      case 'from-user':
        return rule.types.forEach((type) => this.#type(type, names));
      default: {
        const never: never = rule;
        return never;
      }
    }
  }

  #clause(clause: TasksClause): void {
    switch (clause.kind) {
      case 'obey':
        for (const name of clause.names) this.#add(name, this.#symbol('constraint', name));
        return;
      case 'mix':
        for (const part of clause.parts) this.#add(part.name, this.#symbol('constraint', part.name));
        return;
      case 'weight':
        return this.#selector(clause.of);
      default:
        return;
    }
  }
}

/** Whether two places stand for the same thing. */
export function same(a: Target, b: Target): boolean {
  return keyOf(a) === keyOf(b);
}
