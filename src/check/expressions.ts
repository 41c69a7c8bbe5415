/** Expressions: names resolved, types found, and the IR made in one walk. */
import * as codes from '../diagnostics/codes/tools.js';
import { notYet } from '../diagnostics/codes/modules.js';
import { suggest } from '../diagnostics/suggest.js';
import type { ExprIR } from '../ir/ir.js';
import type { Span } from '../source/source.js';
import type { BinaryExpr, CallExpr, ComprehensionExpr, Expr, IndexExpr, Name, RecordExpr } from '../syntax/ast.js';
import { typeCall } from './calls.js';
import type { ModuleView } from './context.js';
import { BOOL, FLOAT, INT, STR, type Static, type Statics } from './statics.js';

export interface Typed {
  readonly ir: ExprIR;
  readonly type: Static;
}

/** What an expression may speak of. A null type is one whose declaration is broken: nothing more is said of it. */
export interface Names {
  readonly params: ReadonlyMap<string, Static | null>;
  readonly locals: ReadonlyMap<string, Static>;
}

export class Expressions {
  constructor(
    readonly view: ModuleView,
    readonly statics: Statics,
  ) {}

  /** Null where something is wrong, which has been reported. */
  check(expr: Expr, names: Names): Typed | null {
    const typed = this.#check(expr, names);
    if (typed !== null) this.view.checker.typed?.(expr, typed.type);
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
        if (expr.operator === 'not') return this.#expect(operand, BOOL, expr.operand.span) ? { ir: { op: 'not', of: operand.ir }, type: BOOL } : null;
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
        if (!this.#expect(condition, BOOL, expr.condition.span)) return null;
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

  #expect(typed: Typed, wanted: typeof BOOL, span: Span): boolean {
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
    if (this.view.scope?.lookup('type', name.text)?.decl.kind === 'entity') {
      this.view.report(notYet, name.span, { what: 'an expression over an entity' });
      return null;
    }
    this.view.unknown('parameter', name, [...names.params.keys(), ...names.locals.keys()]);
    return null;
  }

  #field(of: Expr, field: Name, names: Names): Typed | null {
    const record = this.check(of, names);
    if (record === null || field.missing) return null;
    const fields = record.type.kind === 'record' ? record.type.fields : [];
    const found = fields.find((f) => f.name === field.text);
    if (found !== undefined) return { ir: { op: 'field', of: record.ir, name: field.text }, type: found.type };
    const all = fields.map((f) => f.name);
    this.view.report(codes.unknownField, field.span, { name: field.text, fields: all, suggestions: suggest(field.text, all) });
    return null;
  }

  #index(expr: IndexExpr, names: Names): Typed | null {
    const of = this.check(expr.of, names);
    const start = expr.index === null ? null : this.check(expr.index, names);
    const end = expr.slice?.end == null ? null : this.check(expr.slice.end, names);
    if (of === null || (expr.index !== null && start === null) || (expr.slice?.end != null && end === null)) return null;
    if (expr.slice !== null) {
      for (const [bound, at] of [[start, expr.index], [end, expr.slice.end]] as const) if (bound !== null && at !== null && !this.#expect(bound, INT, at.span)) return null;
      if (this.statics.itemOf(of.type) === undefined && this.statics.baseOf(of.type) !== 'str') return this.fail(expr.of.span, `${this.statics.describe(of.type)} cannot be cut into slices`);
      const type = of.type.kind === 'list' ? { ...of.type, min: 0 } : of.type.kind === 'empty-list' ? of.type : STR;
      return { ir: { op: 'slice', of: of.ir, start: start?.ir ?? null, end: end?.ir ?? null }, type };
    }
    if (start === null || expr.index === null) return this.fail(expr.span, 'an index is missing between the brackets');
    const ir: ExprIR = { op: 'index', of: of.ir, index: start.ir };
    if (of.type.kind === 'dict') return this.statics.fits(start.type, of.type.key) || this.statics.baseOf(start.type) === 'str' ? { ir, type: of.type.value } : this.fail(expr.index.span, 'the keys of a dict are texts');
    const item = this.statics.itemOf(of.type);
    if (item === undefined) return this.fail(expr.of.span, `${this.statics.describe(of.type)} has no items`, 'only lists and dicts have items');
    return this.#expect(start, INT, expr.index.span) ? { ir, type: item } : null;
  }

  #call(expr: CallExpr, names: Names): Typed | null {
    const args = expr.args.map((a) => this.check(a, names));
    const known = args.filter((a) => a !== null);
    return expr.name.missing || known.length < args.length ? null : typeCall(expr, known, this);
  }

  #binary(expr: BinaryExpr, names: Names): Typed | null {
    const left = this.check(expr.left, names);
    const right = this.check(expr.right, names);
    if (left === null || right === null) return null;
    const { statics } = this;
    switch (expr.operator) {
      case 'and':
      case 'or':
        if (!this.#expect(left, BOOL, expr.left.span) || !this.#expect(right, BOOL, expr.right.span)) return null;
        return { ir: { op: expr.operator, left: left.ir, right: right.ir }, type: BOOL };
      case '++': {
        const bothText = statics.baseOf(left.type) === 'str' && statics.baseOf(right.type) === 'str';
        const bothLists = statics.itemOf(left.type) !== undefined && statics.itemOf(right.type) !== undefined;
        const type = bothText ? STR : bothLists ? statics.join(left.type, right.type) : undefined;
        if (type !== undefined) return { ir: { op: 'concat', left: left.ir, right: right.ir }, type };
        return this.fail(expr.span, `\`++\` joins two texts or two lists, and these are ${statics.describe(left.type)} and ${statics.describe(right.type)}`, '`str(x)` makes a text of a number');
      }
      case 'in': {
        const item = right.type.kind === 'dict' ? right.type.key : statics.itemOf(right.type);
        const inText = statics.baseOf(right.type) === 'str' && statics.baseOf(left.type) === 'str';
        if (inText || (item !== undefined && (item.kind === 'empty-list' || statics.comparable(left.type, item)))) return { ir: { op: 'in', left: left.ir, right: right.ir }, type: BOOL };
        return this.fail(expr.span, `${statics.describe(left.type)} cannot be in ${statics.describe(right.type)}`);
      }
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=': {
        if (!statics.comparable(left.type, right.type)) return this.fail(expr.span, `${statics.describe(left.type)} and ${statics.describe(right.type)} cannot be compared`);
        const ordered = expr.operator === '==' || expr.operator === '!=' || statics.baseOf(left.type) !== null;
        if (!ordered) return this.fail(expr.left.span, `${statics.describe(left.type)} has no order`);
        if (expr.operator.length <= 2 && expr.operator !== '==' && expr.operator !== '!=' && statics.calendarOf(left.type) !== null) {
          return this.fail(expr.span, 'dates and times are texts, and texts are not ordered by time', 'write `is_before(a, b)`');
        }
        return { ir: { op: 'compare', operator: expr.operator, left: left.ir, right: right.ir }, type: BOOL };
      }
      case '+':
      case '-':
      case '*':
      case '/':
      case '%': {
        for (const [side, at] of [[left, expr.left], [right, expr.right]] as const) {
          if (statics.isNumber(side.type)) continue;
          const hint = statics.baseOf(side.type) === 'str' ? 'texts are joined with `++`' : undefined;
          return this.fail(at.span, `\`${expr.operator}\` works on numbers, and this is ${statics.describe(side.type)}`, hint);
        }
        const int = expr.operator !== '/' && statics.baseOf(left.type) === 'int' && statics.baseOf(right.type) === 'int';
        return { ir: { op: 'arith', operator: expr.operator, number: int ? 'int' : 'float', left: left.ir, right: right.ir }, type: int ? INT : FLOAT };
      }
      case '<:':
      case 'is':
        return this.fail(expr.span, `\`${expr.operator}\` has a meaning only in the \`where\` of a template`);
      default: {
        const never: never = expr.operator;
        return never;
      }
    }
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
    if (element === undefined || element.kind === 'null' || element.kind === 'empty-list') return { ir, type: { kind: 'empty-list' } };
    return { ir, type: { kind: 'list', element, min: known.length, max: known.length } };
  }

  #record(expr: RecordExpr, names: Names): Typed | null {
    const fields: { name: string; value: ExprIR }[] = [];
    const types: { name: string; description: string; type: Exclude<Static, { kind: 'null' } | { kind: 'empty-list' }> }[] = [];
    for (const field of expr.fields) {
      const value = field.value === null ? this.#name(field.name, names) : this.check(field.value, names);
      if (value === null || field.name.missing) return null;
      fields.push({ name: field.name.text, value: value.ir });
      // A field that is always null, or an empty list, has no type of its own: optional text and lists of it take it.
      if (value.type.kind !== 'null' && value.type.kind !== 'empty-list') types.push({ name: field.name.text, description: '', type: value.type });
    }
    return { ir: { op: 'record', fields }, type: { kind: 'record', fields: types } };
  }

  #comprehension(expr: ComprehensionExpr, names: Names): Typed | null {
    const source = this.check(expr.source, names);
    if (source === null || expr.variable.missing) return null;
    const item = this.statics.itemOf(source.type);
    if (item === undefined) return this.fail(expr.source.span, `${this.statics.describe(source.type)} is not a list`);
    this.view.snakeCase('variable', expr.variable);
    const inner: Names = { params: names.params, locals: new Map([...names.locals, [expr.variable.text, item]]) };
    const condition = expr.condition === null ? null : this.check(expr.condition, inner);
    const by = expr.sort === null ? null : this.check(expr.sort.by, inner);
    const each = this.check(expr.item, inner);
    if (each === null || (expr.condition !== null && condition === null) || (expr.sort !== null && by === null)) return null;
    if (condition !== null && expr.condition !== null && !this.#expect(condition, BOOL, expr.condition.span)) return null;
    const max = source.type.kind === 'list' ? source.type.max : null;
    const type: Static = each.type.kind === 'null' || each.type.kind === 'empty-list' ? { kind: 'empty-list' } : { kind: 'list', element: each.type, min: condition === null && source.type.kind === 'list' ? source.type.min : 0, max };
    const sort = by === null || expr.sort === null ? null : { by: by.ir, descending: expr.sort.descending };
    return { ir: { op: 'each', variable: expr.variable.text, source: source.ir, condition: condition?.ir ?? null, sort, item: each.ir }, type };
  }
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
