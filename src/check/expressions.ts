/** Expressions: names resolved, types found, and the IR made in one walk. */
import * as codes from '../diagnostics/codes/tools.js';
import { suggest } from '../diagnostics/suggest.js';
import type { ExprIR, TypeRef } from '../ir/ir.js';
import type { Span } from '../source/source.js';
import type { BinaryExpr, CallExpr, ComprehensionExpr, Expr, IndexExpr, Name, RecordExpr } from '../syntax/ast.js';
import { typeCall } from './calls.js';
import type { ModuleView } from './context.js';
import type { EntityInfo } from './entities/table.js';
import { Never } from './never.js';
import { typeOperation } from './operations.js';
import { BOOL, FLOAT, INT, STR, isValue, type Static, type Statics, type Value } from './statics.js';

export interface Typed {
  readonly ir: ExprIR;
  readonly type: Static;
}

/** What an expression may speak of. A null type is one whose declaration is broken: nothing more is said of it. */
export interface Names {
  readonly params: ReadonlyMap<string, Static | null>;
  readonly locals: ReadonlyMap<string, Static>;
  /** In a computed field: the row, whose fields go by their names. */
  readonly row?: EntityInfo;
}

export class Expressions {
  readonly never: Never;

  constructor(
    readonly view: ModuleView,
    readonly statics: Statics,
    /** A constant is computed at once: then whether it can succeed is known, and not hinted at. */
    constant = false,
  ) {
    this.never = new Never(view, statics, constant);
  }

  /** Null where something is wrong, which has been reported. */
  check(expr: Expr, names: Names): Typed | null {
    const typed = this.#check(expr, names);
    if (typed !== null) this.view.checker.typed?.(this.view.module.file, expr, typed.type);
    return typed;
  }

  #check(expr: Expr, names: Names): Typed | null {
    switch (expr.kind) {
      case 'missing':
        return null;
      case 'literal':
        return literal(expr.literal);
      case 'name':
        return this.#name(expr.name, names);
      case 'field':
        return this.#field(expr.of, expr.field, names);
      case 'index':
        return this.#index(expr, names);
      case 'call':
        return this.#call(expr, names);
      case 'unary': {
        const operand = this.check(expr.operand, names);
        if (operand === null) return null;
        if (expr.operator === 'not') return this.expect(operand, BOOL, expr.operand.span) ? { ir: { op: 'not', of: operand.ir }, type: BOOL } : null;
        if (!this.statics.isNumber(operand.type)) return this.fail(expr.operand.span, `${this.statics.describe(operand.type)} is not a number`);
        return { ir: operand.ir.op === 'const' && typeof operand.ir.value === 'number' ? { op: 'const', value: -operand.ir.value } : { op: 'negate', of: operand.ir }, type: this.#plain(operand.type) };
      }
      case 'binary':
        return this.#binary(expr, names);
      case 'if': {
        const condition = this.check(expr.condition, names);
        const then = this.check(expr.then, names);
        const otherwise = this.check(expr.otherwise, names);
        if (condition === null || then === null || otherwise === null) return null;
        if (!this.expect(condition, BOOL, expr.condition.span)) return null;
        const type = this.statics.join(then.type, otherwise.type);
        if (type === undefined) return this.fail(expr.otherwise.span, `\`then\` gives ${this.statics.describe(then.type)} and \`else\` gives ${this.statics.describe(otherwise.type)}`);
        return { ir: { op: 'if', condition: condition.ir, then: then.ir, otherwise: otherwise.ir }, type };
      }
      case 'list':
        return this.#list(expr.items, names);
      case 'record':
        return this.#record(expr, names);
      case 'comprehension':
        return this.#comprehension(expr, names);
      default: {
        const never: never = expr;
        return never;
      }
    }
  }

  fail(span: Span, problem: string, hint?: string): null {
    this.view.report(codes.badCalculation, span, { problem, hint });
    return null;
  }

  /** Whether a value is of a type, which is reported where it is not. */
  expect(typed: Typed, wanted: typeof BOOL, span: Span): boolean {
    if (this.statics.fits(typed.type, wanted)) return true;
    this.view.report(codes.wrongResult, span, { expected: this.statics.describe(wanted), found: this.statics.describe(typed.type) });
    return false;
  }

  /** What arithmetic on values of a type gives: its base, without its name. */
  #plain(type: Static): Static {
    return this.statics.baseOf(type) === 'int' ? INT : FLOAT;
  }

  #name(name: Name, names: Names): Typed | null {
    if (name.missing) return null;
    const local = names.locals.get(name.text);
    if (local !== undefined) return { ir: { op: 'local', name: name.text }, type: local };
    const param = names.params.get(name.text);
    if (param !== undefined) return param === null ? null : { ir: { op: 'param', name: name.text }, type: param };
    if (names.row !== undefined) {
      const field = names.row.fields.get(name.text);
      if (field !== undefined) return { ir: { op: 'cell', entity: names.row.name, row: { op: 'local', name: 'self' }, field: field.name }, type: referring(field.type, field.reference) };
      if (!names.row.whole && names.row.symbol.decl.fields.some((f) => f.name.text === name.text)) return null;
    }
    const entity = this.#entity(name);
    if (entity !== undefined) return { ir: { op: 'rows', entity: entity.name }, type: { kind: 'rows', entity: entity.name } };
    if (this.view.entity(name.text) !== undefined) return null;
    if (/^[A-Z]/.test(name.text)) this.view.unknown('entity', name, this.#entityNames());
    else this.view.unknown(names.row === undefined ? 'parameter' : 'field', name, [...names.params.keys(), ...names.locals.keys(), ...(names.row?.fields.keys() ?? [])]);
    return null;
  }

  /** The entity that a name stands for. */
  #entity(name: Name): EntityInfo | undefined {
    const symbol = this.view.entity(name.text);
    return symbol === undefined ? undefined : this.statics.entities.get(symbol.name);
  }

  #entityNames(): string[] {
    return [...(this.view.scope?.names('type') ?? [])].filter((n) => this.view.scope?.lookup('type', n)?.decl.kind === 'entity');
  }

  #field(of: Expr, field: Name, names: Names): Typed | null {
    const record = this.check(of, names);
    if (record === null || field.missing) return null;
    const row = this.#rowOf(record);
    if (row !== undefined) {
      const found = row.entity.fields.get(field.text);
      if (found !== undefined) return { ir: { op: 'cell', entity: row.entity.name, row: row.ir, field: found.name }, type: referring(found.type, found.reference) };
      if (!row.entity.whole) return null;
      const all = [...row.entity.fields.keys()];
      this.view.report(codes.unknownField, field.span, { name: field.text, fields: all, suggestions: suggest(field.text, all) });
      return null;
    }
    const fields = record.type.kind === 'record' ? record.type.fields : [];
    const found = fields.find((f) => f.name === field.text);
    if (found !== undefined) return { ir: { op: 'field', of: record.ir, name: field.text }, type: found.type };
    const all = fields.map((f) => f.name);
    const sized = record.type.kind === 'list' || record.type.kind === 'rows' || record.type.kind === 'dict' || this.statics.baseOf(record.type) === 'str';
    const hint = sized && ['length', 'size', 'count', 'len'].includes(field.text) ? `how many there are is a function: \`len(${this.view.module.file.text.slice(of.span.start, of.span.end)})\`` : undefined;
    this.view.report(codes.unknownField, field.span, { name: field.text, fields: all, suggestions: suggest(field.text, all), hint });
    return null;
  }

  /** A row, or the row that a key leads to. */
  #rowOf(typed: Typed): { readonly entity: EntityInfo; readonly ir: ExprIR } | undefined {
    if (typed.type.kind === 'row') {
      const entity = this.statics.entities.get(typed.type.entity);
      return entity === undefined ? undefined : { entity, ir: typed.ir };
    }
    const entity = this.statics.refersTo(typed.type);
    return entity === undefined ? undefined : { entity, ir: { op: 'row', entity: entity.name, key: typed.ir } };
  }

  /** What a row is outside of expressions: its key, which may be looked up again; anything else as it is. */
  asValue(typed: Typed): Typed {
    const { type } = typed;
    if (type.kind === 'row') {
      const entity = this.statics.entities.get(type.entity);
      if (entity?.key == null) return typed;
      return { ir: { op: 'cell', entity: entity.name, row: typed.ir, field: entity.key.name }, type: referring(entity.key.type, entity.name) };
    }
    if (type.kind === 'rows') {
      const one = this.asValue({ ir: { op: 'local', name: 'row' }, type: { kind: 'row', entity: type.entity } });
      if (!isValue(one.type)) return typed;
      return { ir: { op: 'each', variable: 'row', source: typed.ir, condition: null, sort: null, item: one.ir }, type: { kind: 'list', element: one.type, min: 0, max: null } };
    }
    return typed;
  }

  /** A computed value as a declared type: rows become records or keys. Null where it does not fit, which is reported. */
  coerce(typed: Typed, declared: TypeRef, span: Span): ExprIR | null {
    const fitted = this.#fitted(typed, declared);
    if (fitted === null) this.view.report(codes.wrongResult, span, { expected: this.statics.describe(declared), found: this.statics.describe(typed.type) });
    return fitted;
  }

  #fitted(typed: Typed, declared: TypeRef): ExprIR | null {
    const { type } = typed;
    if (declared.kind === 'optional' && (type.kind === 'row' || type.kind === 'rows')) return this.#fitted(typed, declared.of);
    if (type.kind === 'row' && declared.kind === 'record') {
      const entity = this.statics.entities.get(type.entity);
      const fits = declared.fields.every((wanted) => {
        const field = entity?.fields.get(wanted.name);
        return field !== undefined && this.statics.fits(field.type, wanted.type);
      });
      return fits ? { op: 'project', entity: type.entity, row: typed.ir, fields: declared.fields.map((f) => f.name) } : null;
    }
    if (type.kind === 'rows' && declared.kind === 'list') {
      const item = this.#fitted({ ir: { op: 'local', name: 'row' }, type: { kind: 'row', entity: type.entity } }, declared.element);
      return item === null ? null : { op: 'each', variable: 'row', source: typed.ir, condition: null, sort: null, item };
    }
    const value = this.asValue(typed);
    return this.statics.fits(value.type, declared) ? value.ir : null;
  }

  /** `Company[key]` */
  #lookUp(entity: EntityInfo, index: Expr, names: Names): Typed | null {
    const checked = this.check(index, names);
    const { key } = entity;
    if (checked === null || key === null) return null;
    const given = this.asValue(checked);
    if (!this.statics.comparable(given.type, key.type)) return this.fail(index.span, `\`${entity.name}\` is looked up by its \`${key.name}\`, and this is ${this.statics.describe(given.type)}`);
    return { ir: { op: 'row', entity: entity.name, key: given.ir }, type: { kind: 'row', entity: entity.name } };
  }

  #index(expr: IndexExpr, names: Names): Typed | null {
    if (expr.of.kind === 'name' && expr.index !== null && expr.slice === null && !names.locals.has(expr.of.name.text) && !names.params.has(expr.of.name.text)) {
      const entity = this.#entity(expr.of.name);
      if (entity !== undefined) return this.#lookUp(entity, expr.index, names);
    }
    const of = this.check(expr.of, names);
    const start = expr.index === null ? null : this.check(expr.index, names);
    const end = expr.slice?.end == null ? null : this.check(expr.slice.end, names);
    if (of === null || (expr.index !== null && start === null) || (expr.slice?.end != null && end === null)) return null;
    if (expr.slice !== null) {
      for (const [bound, at] of [[start, expr.index], [end, expr.slice.end]] as const) if (bound !== null && at !== null && !this.expect(bound, INT, at.span)) return null;
      if (this.statics.itemOf(of.type) === undefined && this.statics.baseOf(of.type) !== 'str') return this.fail(expr.of.span, `${this.statics.describe(of.type)} cannot be cut into slices`);
      const type = of.type.kind === 'list' ? { ...of.type, min: 0 } : of.type.kind === 'empty-list' || of.type.kind === 'rows' ? of.type : STR;
      return { ir: { op: 'slice', of: of.ir, start: start?.ir ?? null, end: end?.ir ?? null }, type };
    }
    if (start === null || expr.index === null) return this.fail(expr.span, 'an index is missing between the brackets');
    const ir: ExprIR = { op: 'index', of: of.ir, index: start.ir };
    if (of.type.kind === 'dict') return this.statics.fits(start.type, of.type.key) || this.statics.baseOf(start.type) === 'str' ? { ir, type: of.type.value } : this.fail(expr.index.span, 'the keys of a dict are texts');
    const item = this.statics.itemOf(of.type);
    if (item === undefined) return this.fail(expr.of.span, `${this.statics.describe(of.type)} has no items`, 'only lists and dicts have items');
    if (!this.expect(start, INT, expr.index.span)) return null;
    this.never.indexed(of, start.ir, expr.index.span);
    return { ir, type: item };
  }

  #call(expr: CallExpr, names: Names): Typed | null {
    const args = expr.args.map((a) => this.check(a, names));
    const known = args.filter((a) => a !== null);
    return expr.name.missing || known.length < args.length ? null : typeCall(expr, known, this);
  }

  /** `key in Company` */
  #isRow(entity: EntityInfo, expr: BinaryExpr, names: Names): Typed | null {
    const checked = this.check(expr.left, names);
    if (checked === null || entity.key === null) return null;
    const key = this.asValue(checked);
    if (!this.statics.comparable(key.type, entity.key.type)) return this.fail(expr.left.span, `${this.statics.describe(key.type)} cannot be in \`${entity.name}\`, whose rows are known by a ${this.statics.describe(entity.key.type)}`);
    return { ir: { op: 'has', entity: entity.name, key: key.ir }, type: BOOL };
  }

  #binary(expr: BinaryExpr, names: Names): Typed | null {
    if (expr.operator === 'in' && expr.right.kind === 'name' && !names.locals.has(expr.right.name.text) && !names.params.has(expr.right.name.text)) {
      const entity = this.#entity(expr.right.name);
      if (entity !== undefined) return this.#isRow(entity, expr, names);
    }
    const one = this.check(expr.left, names);
    const other = this.check(expr.right, names);
    if (one === null || other === null) return null;
    return typeOperation(expr, one, other, this);
  }

  #list(items: readonly Expr[], names: Names): Typed | null {
    const typed = items.map((item) => this.check(item, names));
    const known = typed.filter((t) => t !== null);
    if (known.length < typed.length) return null;
    let element: Static | undefined;
    for (const [i, item] of known.entries()) {
      const joined: Static | undefined = element === undefined ? item.type : this.statics.join(element, item.type);
      if (joined === undefined) return this.fail(items[i]?.span ?? { start: 0, end: 0 }, `this is ${this.statics.describe(item.type)}, and the items before are ${element === undefined ? '' : this.statics.describe(element)}`);
      element = joined;
    }
    const ir: ExprIR = { op: 'list', items: known.map((k) => k.ir) };
    if (element?.kind === 'row') return { ir, type: { kind: 'rows', entity: element.entity } };
    if (element === undefined || !isValue(element)) return { ir, type: { kind: 'empty-list' } };
    return { ir, type: { kind: 'list', element, min: known.length, max: known.length } };
  }

  #record(expr: RecordExpr, names: Names): Typed | null {
    const fields: { name: string; value: ExprIR }[] = [];
    const types: { name: string; description: string; type: Value }[] = [];
    for (const field of expr.fields) {
      const checked = field.value === null ? this.#name(field.name, names) : this.check(field.value, names);
      if (checked === null || field.name.missing) return null;
      const value = this.asValue(checked);
      fields.push({ name: field.name.text, value: value.ir });
      // A field that is always null, or an empty list, has no type of its own: optional text and lists of it take it.
      if (isValue(value.type)) types.push({ name: field.name.text, description: '', type: value.type });
    }
    return { ir: { op: 'record', fields }, type: { kind: 'record', fields: types } };
  }

  #comprehension(expr: ComprehensionExpr, names: Names): Typed | null {
    const source = this.check(expr.source, names);
    if (source === null || expr.variable.missing) return null;
    const item = this.statics.itemOf(source.type);
    if (item === undefined) return this.fail(expr.source.span, `${this.statics.describe(source.type)} is not a list`);
    this.view.snakeCase('variable', expr.variable);
    const inner: Names = { ...names, locals: new Map([...names.locals, [expr.variable.text, item]]) };
    const condition = expr.condition === null ? null : this.check(expr.condition, inner);
    const by = expr.sort === null ? null : this.check(expr.sort.by, inner);
    const each = this.check(expr.item, inner);
    if (each === null || (expr.condition !== null && condition === null) || (expr.sort !== null && by === null)) return null;
    if (condition !== null && expr.condition !== null && !this.expect(condition, BOOL, expr.condition.span)) return null;
    const max = source.type.kind === 'list' ? source.type.max : null;
    const type: Static = each.type.kind === 'row' ? { kind: 'rows', entity: each.type.entity } : !isValue(each.type) ? { kind: 'empty-list' } : { kind: 'list', element: each.type, min: condition === null && source.type.kind === 'list' ? source.type.min : 0, max };
    const sort = by === null || expr.sort === null ? null : { by: by.ir, descending: expr.sort.descending };
    return { ir: { op: 'each', variable: expr.variable.text, source: source.ir, condition: condition?.ir ?? null, sort, item: each.ir }, type };
  }
}

/** A field's type, with the entity that it refers to. */
function referring(type: TypeRef, entity: string | null): Value {
  if (entity === null) return type;
  if (type.kind === 'list') {
    const element: Value = { ...type.element, refers: entity };
    return { ...type, element };
  }
  return { ...type, refers: entity };
}

function literal(value: { readonly kind: 'string' | 'number' | 'bool' | 'null' } & { readonly value?: string | number | boolean }): Typed {
  switch (value.kind) {
    case 'null':
      return { ir: { op: 'const', value: null }, type: { kind: 'null' } };
    case 'string':
      return { ir: { op: 'const', value: value.value ?? '' }, type: STR };
    case 'bool':
      return { ir: { op: 'const', value: value.value ?? false }, type: BOOL };
    case 'number':
      return { ir: { op: 'const', value: value.value ?? 0 }, type: Number.isSafeInteger(value.value) ? INT : FLOAT };
  }
}
