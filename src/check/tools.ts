/** Declarations of tools, checked and lowered to the IR. */
import * as codes from '../diagnostics/codes/tools.js';
import { suggest } from '../diagnostics/suggest.js';
import type { ExprIR, Json, ParamIR, PhraseIR, TextIR, ToolIR, TypeRef } from '../ir/ir.js';
import { compareCodeUnits } from '../runtime/canonical.js';
import { Denotations } from '../runtime/denotation.js';
import { compileExpr } from '../runtime/evaluate.js';
import { noFacts } from '../runtime/facts.js';
import { isBase } from '../runtime/type-table.js';
import type { ToolSymbol } from '../resolve/symbols.js';
import type { SourceFile } from '../source/source.js';
import type { Expr, Name, TextTemplate, ToolDecl } from '../syntax/ast.js';
import type { ModuleView } from './context.js';
import type { EntityTable } from './entities/table.js';
import { Expressions, type Names } from './expressions.js';
import { Statics, isValue, type Static } from './statics.js';
import type { TypeDeclarations } from './type-decls.js';
import { describeUse, resolveNamed, resolveType } from './type-uses.js';
import { toWords } from './words.js';

/** The IR of a tool; null where something in it is wrong, which has been reported. */
export function checkTool(symbol: ToolSymbol & { readonly decl: ToolDecl }, view: ModuleView, types: TypeDeclarations, denotations: Denotations, entities: EntityTable): ToolIR | null {
  const { decl } = symbol;
  const signature = checkSignature(decl, view, types);
  const statics = new Statics(types.table, signature.bounds, (ref) => types.baseOf(ref), entities, denotations);
  // A parameter that is named after a type which does not exist is spoken of by its right name: one mistake, not three.
  const meant = decl.params.flatMap((p) => (p.type === null && signature.names.get(p.name.text) === null ? suggest(p.name.text, view.scope?.names('type') ?? []) : []));
  const names: Names = { params: new Map([...meant.map((name) => [name, null] as const), ...signature.names]), locals: new Map() };
  const defaults = checkDefaults(decl, view, signature, denotations, statics);
  view.snakeCase('tool', symbol.nameNode);
  if (decl.doc === null || decl.doc.text.trim() === '') view.report(codes.undocumented, symbol.nameNode.span, { name: symbol.name });

  const expressions = new Expressions(view, statics);
  const needed = decl.params.filter((p) => p.defaultValue === null && !p.name.missing).map((p) => p.name.text);
  let returns: ExprIR | null = null;
  let returned = false;
  let whole = true;
  const requires: { condition: ExprIR; message: TextIR }[] = [];
  const phrases: PhraseIR[] = [];
  const tags = new Set<string>();
  for (const clause of decl.clauses) {
    switch (clause.kind) {
      case 'phrase':
        for (const alternative of meant.length > 0 ? [] : clause.alternatives) {
          const text = checkPhrase(alternative, needed, decl.params.map((p) => p.name.text), view);
          if (text === null) whole = false;
          else phrases.push({ form: clause.form, text });
        }
        break;
      case 'returns': {
        if (returned) view.report(codes.clauseTwice, clause.span, { clause: 'returns' });
        returned = true;
        const typed = expressions.check(clause.expr, names);
        returns = typed === null || signature.result === null ? null : expressions.coerce(typed, signature.result, clause.expr.span);
        if (returns === null) whole = false;
        else if (signature.result !== null) expressions.never.returned(returns, signature.result, clause.expr.span);
        break;
      }
      case 'requires': {
        const condition = checkCondition(clause.condition, expressions, names, statics, view);
        const message = clause.message === null || meant.length > 0 ? sourceOf(clause.condition, view) : checkMessage(clause.message, decl.params.map((p) => p.name.text), view);
        if (condition === null || message === null) whole = false;
        else {
          expressions.never.required(condition, clause.condition.span);
          requires.push({ condition, message });
        }
        break;
      }
      case 'tags':
        for (const tag of clause.tags) {
          view.snakeCase('tag', tag);
          if (!tag.missing) tags.add(tag.text);
        }
        break;
      default: {
        const never: never = clause;
        return never;
      }
    }
  }
  if (!whole || signature.result === null || signature.params === null || defaults === null) return null;
  if (phrases.length === 0) {
    const made = plainPhrase(symbol.name, needed);
    view.report(codes.noPhrase, symbol.nameNode.span, { name: symbol.name, made: made.map((p) => (typeof p === 'string' ? p : `{${p.hole}}`)).join('') });
    phrases.push({ form: 'noun', text: made });
  }
  const params = signature.params.map((p): ParamIR => {
    const value = defaults.get(p.name);
    return value === undefined ? p : { ...p, default: value };
  });
  return {
    name: symbol.name,
    description: decl.doc?.text ?? `${toWords(symbol.name)}.`,
    app: symbol.inside?.kind === 'app' ? symbol.inside.name.text : null,
    ...moduleOf(view.module.file),
    tags: [...tags].sort(compareCodeUnits),
    typeParams: signature.typeParams,
    params,
    result: signature.result,
    requires,
    returns,
    phrases,
  };
}

/**
 * The name of the file that declares a tool; of what a template makes, of the file that declares what it is made for: tools on films
 * belong with the films. `world.rworld` says nothing that the world's name does not.
 */
function moduleOf(file: SourceFile): { readonly module?: string } {
  const { path } = file.expansion?.home ?? file;
  const module = path.slice(path.lastIndexOf('/') + 1).replace(/\.rworld$/, '');
  return module === '' || module === 'world' ? {} : { module };
}

interface Signature {
  readonly typeParams: ToolIR['typeParams'];
  readonly bounds: ReadonlyMap<string, TypeRef | null>;
  /** null where one of them is broken. */
  readonly params: readonly ParamIR[] | null;
  readonly names: ReadonlyMap<string, Static | null>;
  readonly result: TypeRef | null;
}

function checkSignature(decl: ToolDecl, view: ModuleView, types: TypeDeclarations): Signature {
  const bounds = new Map<string, TypeRef | null>();
  const variables = new Set<string>();
  let whole = true;
  for (const variable of decl.typeParams) {
    if (variable.name.missing) {
      whole = false;
      continue;
    }
    view.pascalCase('type variable', variable.name);
    if (variables.has(variable.name.text)) {
      view.report(codes.paramTwice, variable.name.span, { name: variable.name.text, what: 'type variable' });
      whole = false;
      continue;
    }
    const bound = variable.bound === null ? null : resolveType(variable.bound, view, types, new Set());
    if (variable.bound !== null && bound === null) whole = false;
    bounds.set(variable.name.text, bound);
    variables.add(variable.name.text);
  }
  const params: ParamIR[] = [];
  const names = new Map<string, Static | null>();
  for (const param of decl.params) {
    if (param.name.missing) {
      whole = false;
      continue;
    }
    if (!isBase(param.name.text) && !(param.type === null && view.declares('type', param.name.text))) view.snakeCase('parameter', param.name);
    if (names.has(param.name.text)) view.report(codes.paramTwice, param.name.span, { name: param.name.text, what: 'parameter' });
    const type = resolveNamed(param.name, param.type, view, types, variables);
    names.set(param.name.text, type);
    if (type === null) whole = false;
    else params.push({ name: param.name.text, description: describeUse(param.doc, param.type, param.name, view, types), type });
  }
  const result = resolveType(decl.result, view, types, variables);
  for (const variable of decl.typeParams) {
    const { name } = variable;
    const used = decl.params.some((p) => p.defaultValue === null && mentions(names.get(p.name.text), name.text));
    if (whole && !name.missing && !used) {
      view.report(codes.variableUnbound, name.span, { name: name.text });
      whole = false;
    }
  }
  const typeParams = decl.typeParams.map((v) => ({ name: v.name.text, bound: bounds.get(v.name.text) ?? null }));
  return { typeParams, bounds, params: whole && new Set(params.map((p) => p.name)).size === decl.params.length ? params : null, names, result };
}

function mentions(type: Static | null | undefined, variable: string): boolean {
  switch (type?.kind) {
    case 'var':
      return type.name === variable;
    case 'list':
      return mentions(type.element, variable);
    case 'dict':
      return mentions(type.key, variable) || mentions(type.value, variable);
    case 'union':
      return type.members.some((m) => mentions(m.type, variable));
    case 'optional':
      return mentions(type.of, variable);
    case 'record':
      return type.fields.some((f) => mentions(f.type, variable));
    default:
      return false;
  }
}

/** The defaults by parameter; null where one is wrong. */
function checkDefaults(decl: ToolDecl, view: ModuleView, signature: Signature, denotations: Denotations, statics: Statics): ReadonlyMap<string, Json> | null {
  const defaults = new Map<string, Json>();
  let whole = true;
  const fail = (at: Expr, problem: string): void => {
    view.report(codes.badDefault, at.span, { problem });
    whole = false;
  };
  for (const param of decl.params) {
    const { defaultValue } = param;
    const type = signature.names.get(param.name.text);
    if (defaultValue === null || type == null || !isValue(type)) continue;
    const typed = new Expressions(view, statics, true).check(defaultValue, { params: new Map(), locals: new Map() });
    if (typed === null) {
      whole = false;
      continue;
    }
    let value: Json;
    try {
      value = compileExpr(typed.ir, [])([], noFacts());
    } catch (error) {
      fail(defaultValue, `this default cannot be computed: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    if (type.kind !== 'var' && !denotations.of(type).recognize(value)) fail(defaultValue, `${JSON.stringify(value)} is not a value of \`${param.name.text}\``);
    else defaults.set(param.name.text, value);
  }
  return whole ? defaults : null;
}

function checkCondition(expr: Expr, expressions: Expressions, names: Names, statics: Statics, view: ModuleView): ExprIR | null {
  const typed = expressions.check(expr, names);
  if (typed === null) return null;
  if (statics.baseOf(typed.type) === 'bool') return typed.ir;
  view.report(codes.wrongResult, expr.span, { expected: 'a condition', found: statics.describe(typed.type) });
  return null;
}

/** A message that says what was required, where the author gave none: the condition as written. */
function sourceOf(expr: Expr, view: ModuleView): TextIR {
  return [`${view.module.file.text.slice(expr.span.start, expr.span.end).replace(/\s+/g, ' ')} is required`];
}

/** Text with holes that each name a parameter; null where a hole is wrong. */
function checkMessage(template: TextTemplate, params: readonly string[], view: ModuleView): TextIR | null {
  return readText(template, view, (name) => (params.includes(name.text) ? undefined : { problem: 'is no parameter', suggestions: suggest(name.text, params), holes: params }));
}

function checkPhrase(template: TextTemplate, needed: readonly string[], all: readonly string[], view: ModuleView): TextIR | null {
  const seen = new Set<string>();
  const text = readText(template, view, (name) => {
    if (seen.has(name.text)) return { problem: 'stands twice in this phrase', suggestions: [] };
    seen.add(name.text);
    if (needed.includes(name.text)) return undefined;
    if (all.includes(name.text)) return { problem: 'has a default, so composition leaves it out', suggestions: [] };
    return { problem: 'is no parameter', suggestions: suggest(name.text, needed), holes: needed };
  });
  if (text === null) return null;
  const missing = needed.filter((n) => !seen.has(n));
  if (missing.length > 0) {
    view.report(codes.phraseMisses, template.span, { params: missing });
    return null;
  }
  if (text.every((p) => typeof p !== 'string' || p.trim() === '')) {
    view.report(codes.emptyPhrase, template.span, {});
    return null;
  }
  return text;
}

/** @param wrong says what is wrong with a hole's name, if anything is */
export function readText(template: TextTemplate, view: ModuleView, wrong: (name: Name) => { readonly problem: string; readonly suggestions: readonly string[]; readonly holes?: readonly string[] } | undefined): TextIR | null {
  const text: (string | { readonly hole: string })[] = [];
  let whole = true;
  for (const part of template.parts) {
    if (part.kind === 'text') {
      text.push(part.text);
      continue;
    }
    const name = part.path[0];
    if (name === undefined) continue;
    const problem = part.path.length > 1 ? { problem: 'has a meaning only in a template', suggestions: [] } : wrong(name);
    if (problem === undefined) text.push({ hole: name.text });
    else {
      view.report(codes.badHole, part.span, { hole: part.path.map((n) => n.text).join('.'), ...problem });
      whole = false;
    }
  }
  return whole ? text : null;
}

/** "the result of stock ticker for {company} and {day}" */
function plainPhrase(name: string, params: readonly string[]): TextIR {
  const text: (string | { readonly hole: string })[] = [`the result of ${toWords(name)}${params.length === 0 ? '' : ' for '}`];
  for (const [i, hole] of params.entries()) {
    if (i > 0) text.push(i === params.length - 1 ? ' and ' : ', ');
    text.push({ hole });
  }
  return text;
}
