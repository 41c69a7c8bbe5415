/** Hints at expressions that can never succeed, or never be true: nothing is wrong with their types, only with their values. */
import * as codes from '../diagnostics/codes/tools.js';
import { suggest } from '../diagnostics/suggest.js';
import type { ExprIR, Json, TypeRef } from '../ir/ir.js';
import type { Span } from '../source/source.js';
import type { ModuleView } from './context.js';
import type { Typed } from './expressions.js';
import type { Statics } from './statics.js';

const NEEDS_ITEMS: ReadonlySet<string> = new Set(['first', 'last', 'min', 'max', 'mean', 'median', 'most_common', 'earliest', 'latest']);

export class Never {
  constructor(
    private readonly view: ModuleView,
    private readonly statics: Statics,
    private readonly silent: boolean,
  ) {}

  /** A comparison with a constant that is no value of the other side's type. */
  equal(left: Typed, right: Typed, span: Span): void {
    const [constant, other] = left.ir.op === 'const' ? [left.ir.value, right] : right.ir.op === 'const' ? [right.ir.value, left] : [null, left];
    if (constant !== null && other.ir.op !== 'const') this.#impossible(other, constant, span);
  }

  /** `x in ["a", "b"]`, where none of the items, or not each, can be x. */
  among(item: Typed, list: Typed, span: Span): void {
    if (list.ir.op === 'list') for (const each of list.ir.items) if (each.op === 'const' && each.value !== null) this.#impossible(item, each.value, span);
  }

  #impossible(typed: Typed, value: Json, span: Span): void {
    const type = typed.type.kind === 'optional' ? typed.type.of : typed.type;
    if (type.kind !== 'named' || this.statics.table.get(type.name) === undefined || this.statics.recognizes(type, value)) return;
    const listed = this.statics.table.downSet(type.name).flatMap((name) => this.statics.table.get(name)?.values ?? []);
    const values = listed.flatMap((set) => (set.kind === 'enum' && set.values.length <= 1000 ? set.values : []));
    const texts = values.filter((v) => typeof v === 'string');
    const suggestions = typeof value === 'string' ? suggest(value, texts).map((s) => JSON.stringify(s)) : [];
    this.#report(span, { problem: `${JSON.stringify(value)} is no ${this.statics.describe(type)}, so it never matches`, hint: suggestions.length === 0 ? 'compare with a value of the type' : `did you mean ${suggestions.join(' or ')}?` });
  }

  divided(right: ExprIR, span: Span): void {
    if (right.op === 'const' && right.value === 0) this.#fails('this divides by zero', span);
  }

  called(name: string, args: readonly Typed[], span: Span): void {
    if (NEEDS_ITEMS.has(name) && args.length === 1 && args[0]?.type.kind === 'empty-list') this.#fails(`\`${name}\` of an empty list fails`, span);
    if (name === 'div' && args[1] !== undefined) this.divided(args[1].ir, span);
  }

  indexed(of: Typed, index: ExprIR, span: Span): void {
    const { type } = of;
    if (type.kind !== 'list' || type.max === null || index.op !== 'const' || typeof index.value !== 'number') return;
    if (index.value >= type.max || -index.value > type.max) this.#fails(`the list has ${type.max} items at most, and no item ${index.value}`, span);
  }

  required(condition: ExprIR, span: Span): void {
    if (condition.op === 'const' && condition.value === false) this.#fails('this is never true, so the tool refuses every call', span);
  }

  /** Constants among the results that the declared type refuses. */
  returned(expr: ExprIR, declared: TypeRef, span: Span): void {
    if (expr.op === 'if') {
      this.returned(expr.then, declared, span);
      this.returned(expr.otherwise, declared, span);
    } else if (expr.op === 'const' && declared.kind !== 'var' && !this.statics.recognizes(declared, expr.value)) {
      this.#report(span, { problem: `${JSON.stringify(expr.value)} is no value of ${this.statics.describe(declared)}, so this result is always an error`, hint: 'return a value of the type, or let the type accept this one' });
    }
  }

  #fails(problem: string, span: Span): void {
    this.#report(span, { problem, hint: 'every call that gets here is a tool error' });
  }

  #report(span: Span, args: { readonly problem: string; readonly hint: string }): void {
    if (!this.silent) this.view.report(codes.neverSucceeds, span, args);
  }
}
