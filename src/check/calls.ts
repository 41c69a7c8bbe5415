/** Calls of built-in functions, typed by the table that the run time computes with. */
import * as codes from '../diagnostics/codes/tools.js';
import { suggest } from '../diagnostics/suggest.js';
import type { CalendarSet, ExprIR } from '../ir/ir.js';
import { readFormat } from '../runtime/calendar.js';
import type { Shape } from '../runtime/functions/built-in.js';
import { BUILT_INS } from '../runtime/functions/table.js';
import type { CallExpr } from '../syntax/ast.js';
import type { Expressions, Typed } from './expressions.js';
import { BOOL, FLOAT, INT, STR, isValue, type Static, type Statics } from './statics.js';

/** What functions are called in other languages. */
const CALLED_ELSEWHERE: { readonly [name: string]: readonly string[] } = {
  ceil: ['ceiling'],
  coalesce: ['ifnull', 'nvl', 'default'],
  contains: ['includes', 'has', 'find'],
  days_between: ['datediff', 'days'],
  distinct: ['unique', 'uniq', 'dedupe', 'set'],
  first: ['head', 'top'],
  int: ['trunc', 'parseint', 'to_int'],
  join: ['concat', 'implode'],
  len: ['length', 'size', 'strlen'],
  lower: ['lowercase', 'tolower', 'downcase', 'lcase'],
  mean: ['average', 'avg'],
  most_common: ['mode'],
  position: ['index', 'indexof', 'index_of'],
  power: ['pow', 'exp'],
  sort: ['sorted', 'order', 'order_by'],
  str: ['tostring', 'to_string', 'string', 'text'],
  trim: ['strip', 'ltrim', 'rtrim'],
  upper: ['uppercase', 'toupper', 'upcase', 'ucase'],
};
const FROM_ELSEWHERE: ReadonlyMap<string, string> = new Map(Object.entries(CALLED_ELSEWHERE).flatMap(([here, there]) => there.map((name) => [name, here] as const)));

export function typeCall(expr: CallExpr, args: readonly Typed[], checker: Expressions): Typed | null {
  const name = expr.name.text;
  const builtIn = BUILT_INS.get(name);
  const { statics, view } = checker;
  if (builtIn === undefined) {
    const meant = FROM_ELSEWHERE.get(name.toLowerCase());
    view.report(codes.unknownFunction, expr.name.span, { name, suggestions: meant === undefined ? suggest(name, BUILT_INS.keys()) : [meant] });
    return null;
  }
  const most = builtIn.params.length;
  const least = most - (builtIn.optional ?? 0);
  if (args.length < least || args.length > most) {
    const wanted = least === most ? `${most}` : `${least} or ${most}`;
    view.report(codes.wrongArguments, expr.span, { name, problem: `takes ${wanted} argument${wanted === '1' ? '' : 's'}, and here are ${args.length}` });
    return null;
  }
  const call = new Call(statics);
  // `min(xs)` and `max(xs)` take a list, `min(a, b)` two values.
  const overList = (name === 'min' || name === 'max') && args.length === 1;
  for (const [i, arg] of args.entries()) {
    const shape: Shape = overList ? 'list<a>' : (builtIn.params[i] ?? 'any');
    if (call.accepts(shape, arg.type)) continue;
    view.report(codes.wrongArguments, expr.args[i]?.span ?? expr.span, { name, problem: `takes ${SHAPES[shape]} here, and this is ${statics.describe(arg.type)}` });
    return null;
  }
  const format = builtIn.params.indexOf('format');
  const written = format < 0 ? undefined : args[format]?.ir;
  if (written !== undefined) {
    const problem = written.op !== 'const' || typeof written.value !== 'string' ? 'takes a format that is written out, as in `"d MMMM yyyy"`' : formatProblem(written.value, call.calendar);
    if (problem !== null) {
      view.report(codes.wrongArguments, expr.args[format]?.span ?? expr.span, { name, problem });
      return null;
    }
  }
  checker.never.called(name, args, expr.span);
  const ir: ExprIR = { op: 'call', function: name, args: args.map((a) => a.ir), ...(call.calendar === null ? {} : { calendar: call.calendar }) };
  return { ir, type: call.result(builtIn.result, args) };
}

/** What is wrong with a format that a date or time is to be written in; null where nothing is. */
function formatProblem(format: string, calendar: CalendarSet | null): string | null {
  const parts = readFormat(format);
  if ('problem' in parts) return `takes a format, and in this one ${parts.problem}`;
  const letters = parts.flatMap((p) => ('letter' in p ? [p.letter[0] ?? ''] : []));
  const missing = letters.find((letter) => ('Hhmsa'.includes(letter) ? calendar?.what === 'date' : calendar?.what === 'time'));
  if (missing !== undefined) return `takes a format for what the value has: a ${calendar?.what ?? 'date'} has no \`${missing}\``;
  return null;
}

const SHAPES: Readonly<Record<Shape, string>> = {
  int: 'a whole number',
  float: 'a number',
  number: 'a number',
  str: 'a text',
  bool: 'a truth value',
  a: 'a value like the others',
  'a?': 'a value like the other, or null',
  'list<list<a>>': 'a list of lists',
  'list<int>': 'a list of whole numbers',
  'dict<a>': 'a dict',
  'list<calendar>': 'a list of dates or times of one format',
  format: 'a format for dates and times, written out as a text',
  'list<a>': 'a list',
  'list<number>': 'a list of numbers',
  'list<str>': 'a list of texts',
  'list<bool>': 'a list of truth values',
  date: 'a date or datetime (a type whose values are `date(…)` or `datetime(…)`)',
  time: 'a time or datetime (a type whose values are `time(…)` or `datetime(…)`)',
  calendar: 'a date or time of the same format',
  sized: 'a list, a dict or a text',
  any: 'a value',
  'same-calendar': 'a date or time',
};

class Call {
  calendar: CalendarSet | null = null;
  #a: Static | undefined;
  #dates: Static = STR;

  constructor(private readonly statics: Statics) {}

  accepts(shape: Shape, type: Static): boolean {
    const { statics } = this;
    const item = statics.itemOf(type);
    switch (shape) {
      case 'int':
        return statics.baseOf(type) === 'int';
      case 'float':
      case 'number':
        return statics.isNumber(type);
      case 'str':
        return statics.baseOf(type) === 'str';
      case 'bool':
        return statics.baseOf(type) === 'bool';
      case 'a':
        return this.#unify(type);
      case 'list<a>':
        return item !== undefined && this.#unify(item);
      case 'a?':
        return this.#unify(type.kind === 'optional' ? type.of : type);
      case 'list<list<a>>': {
        const inner = item === undefined ? undefined : item.kind === 'empty-list' ? item : statics.itemOf(item);
        return inner !== undefined && this.#unify(inner);
      }
      case 'list<int>':
        return item !== undefined && (item.kind === 'empty-list' || statics.baseOf(item) === 'int');
      case 'dict<a>':
        return type.kind === 'dict' && this.#unify(type.value);
      case 'list<calendar>':
        return item !== undefined && this.#inCalendar(item, ['date', 'time', 'datetime']) && this.#unify(item);
      case 'format':
        return statics.baseOf(type) === 'str';
      case 'list<number>':
        return item !== undefined && (item.kind === 'empty-list' || statics.isNumber(item)) && this.#unify(item);
      case 'list<str>':
        return item !== undefined && (item.kind === 'empty-list' || statics.baseOf(item) === 'str');
      case 'list<bool>':
        return item !== undefined && (item.kind === 'empty-list' || statics.baseOf(item) === 'bool');
      case 'date':
        return this.#inCalendar(type, ['date', 'datetime']);
      case 'time':
        return this.#inCalendar(type, ['time', 'datetime']);
      case 'calendar':
      case 'same-calendar':
        return this.#inCalendar(type, ['date', 'time', 'datetime']);
      case 'sized':
        return item !== undefined || type.kind === 'dict' || statics.baseOf(type) === 'str';
      case 'any':
        return true;
    }
  }

  #unify(type: Static): boolean {
    const joined = this.#a === undefined ? type : this.statics.join(this.#a, type);
    this.#a = joined;
    return joined !== undefined;
  }

  /** All dates and times of one call are written in one format. */
  #inCalendar(type: Static, kinds: readonly CalendarSet['what'][]): boolean {
    const calendar = this.statics.calendarOf(type);
    if (calendar === null || !kinds.includes(calendar.what)) return false;
    if (this.calendar !== null) return this.calendar.format === calendar.format && this.calendar.unit === calendar.unit;
    this.calendar = calendar;
    this.#dates = type;
    return true;
  }

  result(shape: Shape, args: readonly Typed[]): Static {
    const a = this.#a ?? STR;
    const list = (element: Static): Static => {
      const from = args[0]?.type;
      if (element.kind === 'row') return { kind: 'rows', entity: element.entity };
      if (!isValue(element)) return { kind: 'empty-list' };
      return { kind: 'list', element, min: 0, max: from?.kind === 'list' ? from.max : null };
    };
    switch (shape) {
      case 'int':
        return INT;
      case 'float':
        return FLOAT;
      case 'number':
        return args.every((arg) => this.statics.baseOf(this.statics.itemOf(arg.type) ?? arg.type) === 'int') ? INT : FLOAT;
      case 'str':
        return STR;
      case 'bool':
        return BOOL;
      case 'a':
      case 'a?':
        return a;
      case 'list<a>':
      case 'list<list<a>>':
        return list(a);
      case 'dict<a>':
        return isValue(a) ? { kind: 'dict', key: STR, value: a, min: 0, max: null } : STR;
      case 'list<int>':
        return list(INT);
      case 'list<number>':
        return list(FLOAT);
      case 'list<str>':
        return list(STR);
      case 'list<bool>':
        return list(BOOL);
      case 'date':
      case 'time':
      case 'calendar':
      case 'list<calendar>':
      case 'same-calendar':
        return this.#dates;
      case 'format':
      case 'sized':
      case 'any':
        return STR;
    }
  }
}
