/**
 * Expressions made into functions. Total: no recursion, no loops but over finite lists; what cannot be computed
 * throws a ComputationError, which the run time turns into a tool error.
 */
import type { CalendarSet, ExprIR, Json } from '../ir/ir.js';
import { EntityAddress, FieldAddress } from './address.js';
import { copyJson, isList, setMember } from './canonical.js';
import { compileEach } from './comprehension.js';
import type { Facts } from './facts.js';
import { compareValues, equalValues, fail, finite, isIn, safe, type BuiltIn } from './functions/built-in.js';
import { timeOrder } from './functions/calendar.js';
import { BUILT_INS } from './functions/table.js';

/** The values that an expression may speak of: parameters in order, then the variables of comprehensions from the outside in. */
export type Frame = Json[];

/** Writes to no place of the frame but those of its own variables. @throws ComputationError */
export type Compiled = (frame: Frame, facts: Facts) => Json;

/** @param names what the places of a frame are called: of two with one name, a variable is the later and a parameter the earlier */
export function compileExpr(expr: ExprIR, names: readonly string[]): Compiled {
  const sub = (e: ExprIR): Compiled => compileExpr(e, names);
  switch (expr.op) {
    case 'const': {
      const { value } = expr;
      return typeof value === 'object' ? () => handedOut(value) : () => value;
    }
    case 'param': {
      const place = names.indexOf(expr.name);
      return (frame) => frame[place] ?? null;
    }
    case 'local': {
      const place = names.lastIndexOf(expr.name);
      return (frame) => frame[place] ?? null;
    }
    case 'field': {
      const of = sub(expr.of);
      const { name } = expr;
      return (frame, facts) => fieldOf(of(frame, facts), name);
    }
    case 'index': {
      const of = sub(expr.of);
      const index = sub(expr.index);
      return (frame, facts) => itemOf(of(frame, facts), index(frame, facts));
    }
    case 'slice': {
      const of = sub(expr.of);
      const start = expr.start === null ? undefined : sub(expr.start);
      const end = expr.end === null ? undefined : sub(expr.end);
      return (frame, facts) => slice(of(frame, facts), start?.(frame, facts), end?.(frame, facts));
    }
    case 'list': {
      const items = expr.items.map(sub);
      return (frame, facts) => items.map((item) => item(frame, facts));
    }
    case 'record': {
      const fields = expr.fields.map((f) => [f.name, sub(f.value)] as const);
      return (frame, facts) => {
        const record: { [name: string]: Json } = {};
        for (const [name, value] of fields) setMember(record, name, value(frame, facts));
        return record;
      };
    }
    case 'negate': {
      const of = sub(expr.of);
      return (frame, facts) => finite(-asNumber(of(frame, facts)));
    }
    case 'not': {
      const of = sub(expr.of);
      return (frame, facts) => of(frame, facts) !== true;
    }
    case 'arith':
      return arithmetic(expr.operator, expr.number === 'int', sub(expr.left), sub(expr.right));
    case 'concat': {
      const left = sub(expr.left);
      const right = sub(expr.right);
      return (frame, facts) => concat(left(frame, facts), right(frame, facts));
    }
    case 'compare':
      return expr.calendar === undefined ? comparison(expr.operator, sub(expr.left), sub(expr.right)) : comparison(expr.operator, sub(expr.left), sub(expr.right), timeOrder(expr.calendar));
    case 'in': {
      const left = sub(expr.left);
      const right = kept(expr.right, names) ?? sub(expr.right);
      return (frame, facts) => {
        const item = left(frame, facts);
        const all = right(frame, facts);
        if (isList(all)) facts.meter.spend(all.length);
        return isIn(item, all);
      };
    }
    case 'and': {
      const left = sub(expr.left);
      const right = sub(expr.right);
      return (frame, facts) => left(frame, facts) === true && right(frame, facts) === true;
    }
    case 'or': {
      const left = sub(expr.left);
      const right = sub(expr.right);
      return (frame, facts) => left(frame, facts) === true || right(frame, facts) === true;
    }
    case 'if': {
      const condition = sub(expr.condition);
      const then = sub(expr.then);
      const otherwise = sub(expr.otherwise);
      return (frame, facts) => (condition(frame, facts) === true ? then(frame, facts) : otherwise(frame, facts));
    }
    case 'call': {
      const builtIn = BUILT_INS.get(expr.function);
      if (builtIn === undefined) throw new Error(`the IR calls an unknown function "${expr.function}"`);
      return call(builtIn, expr.args.map(sub), expr.calendar);
    }
    case 'each':
      return compileEach(expr, names, compileExpr);
    case 'rows': {
      const address = new EntityAddress(expr.entity);
      return (_frame, facts) => {
        const { count } = address.of(facts);
        facts.meter.spend(count);
        return Array.from({ length: count }, (_, row) => row);
      };
    }
    case 'row': {
      const address = new EntityAddress(expr.entity);
      const key = sub(expr.key);
      return (frame, facts) => address.of(facts).mustFind(key(frame, facts));
    }
    case 'has': {
      const address = new EntityAddress(expr.entity);
      const key = sub(expr.key);
      return (frame, facts) => address.of(facts).rowOf(key(frame, facts)) >= 0;
    }
    case 'cell': {
      const cell = compileCell(expr, names);
      return (frame, facts) => handedOut(cell(frame, facts));
    }
    case 'project': {
      const fields = expr.fields.map((name) => ({ name, address: new FieldAddress(expr.entity, name) }));
      const row = sub(expr.row);
      return (frame, facts) => {
        const at = asNumber(row(frame, facts));
        const record: { [name: string]: Json } = {};
        for (const { name, address } of fields) setMember(record, name, handedOut(address.of(facts).cell(at)));
        return record;
      };
    }
  }
}

/** What is kept must not be changed by whoever receives it. */
function handedOut(value: Json): Json {
  return typeof value === 'object' ? copyJson(value) : value;
}

/** A cell as it is kept. */
function compileCell(expr: Extract<ExprIR, { op: 'cell' }>, names: readonly string[]): Compiled {
  const address = new FieldAddress(expr.entity, expr.field);
  const row = compileExpr(expr.row, names);
  return (frame, facts) => {
    const at = asNumber(row(frame, facts));
    return address.of(facts).cell(at);
  };
}

/** A call of a function; most have one argument or two, and need no loop. */
function call({ evaluate }: BuiltIn, args: readonly Compiled[], calendar: CalendarSet | undefined): Compiled {
  const [first, second, third] = args;
  const paid = (value: Json, facts: Facts): Json => {
    if (isList(value)) facts.meter.spend(value.length);
    return value;
  };
  if (first !== undefined && second === undefined) {
    return (frame, facts) => paid(evaluate([paid(first(frame, facts), facts)], calendar), facts);
  }
  if (first !== undefined && second !== undefined && third === undefined) {
    return (frame, facts) => {
      // Both are computed before either is paid for.
      const a = first(frame, facts);
      const b = second(frame, facts);
      return paid(evaluate([paid(a, facts), paid(b, facts)], calendar), facts);
    };
  }
  return (frame, facts) => {
    const values = args.map((arg) => arg(frame, facts));
    for (const value of values) paid(value, facts);
    return paid(evaluate(values, calendar), facts);
  };
}

/** A cell or a constant without the copy that is made of it, for where it is only read; undefined for anything else. */
function kept(expr: ExprIR, names: readonly string[]): Compiled | undefined {
  if (expr.op === 'cell') return compileCell(expr, names);
  if (expr.op !== 'const') return undefined;
  const { value } = expr;
  return () => value;
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', int: boolean, left: Compiled, right: Compiled): Compiled {
  const check = int ? safe : finite;
  switch (operator) {
    case '+':
      return (frame, facts) => check(asNumber(left(frame, facts)) + asNumber(right(frame, facts)));
    case '-':
      return (frame, facts) => check(asNumber(left(frame, facts)) - asNumber(right(frame, facts)));
    case '*':
      return (frame, facts) => check(asNumber(left(frame, facts)) * asNumber(right(frame, facts)));
    case '/':
      return (frame, facts) => {
        const a = asNumber(left(frame, facts));
        const b = asNumber(right(frame, facts));
        return b === 0 ? fail('division by zero') : finite(a / b);
      };
    case '%':
      return (frame, facts) => {
        const a = asNumber(left(frame, facts));
        const b = asNumber(right(frame, facts));
        if (b === 0) fail('division by zero');
        const rest = a % b;
        return check(rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest);
      };
  }
}

/** Nothing is before or after null: an order with it on one side does not hold. */
function comparison(operator: '==' | '!=' | '<' | '<=' | '>' | '>=', left: Compiled, right: Compiled, order: (a: Json, b: Json) => number = compareValues): Compiled {
  const ordered = (holds: (sign: number) => boolean): Compiled => (frame, facts) => {
    const a = left(frame, facts);
    const b = right(frame, facts);
    return a !== null && b !== null && holds(order(a, b));
  };
  switch (operator) {
    case '==':
      return (frame, facts) => equalValues(left(frame, facts), right(frame, facts));
    case '!=':
      return (frame, facts) => !equalValues(left(frame, facts), right(frame, facts));
    case '<':
      return ordered((sign) => sign < 0);
    case '<=':
      return ordered((sign) => sign <= 0);
    case '>':
      return ordered((sign) => sign > 0);
    case '>=':
      return ordered((sign) => sign >= 0);
  }
}

function asNumber(value: Json): number {
  return typeof value === 'number' ? value : fail('a number was expected');
}

function concat(a: Json, b: Json): Json {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (isList(a) && isList(b)) return [...a, ...b];
  return fail('two texts or two lists were expected');
}

function fieldOf(value: Json, name: string): Json {
  if (typeof value === 'object' && value !== null && !isList(value) && Object.hasOwn(value, name)) return value[name] ?? null;
  return fail(`there is no field "${name}"`);
}

function itemOf(of: Json, index: Json): Json {
  if (isList(of)) {
    const n = asNumber(index);
    const at = n < 0 ? of.length + n : n;
    if (!Number.isInteger(n) || at < 0 || at >= of.length) return fail(`the list of ${of.length} has no item ${n}`);
    return of[at] ?? null;
  }
  if (typeof of === 'object' && of !== null && typeof index === 'string') return Object.hasOwn(of, index) ? (of[index] ?? null) : fail(`there is no entry ${JSON.stringify(index)}`);
  return fail('a list or a dict was expected before "["');
}

/** From `start` up to but not including `end`, both moved inside; negative counts from the end. Text by code point. */
function slice(of: Json, start: Json | undefined, end: Json | undefined): Json {
  const from = start === undefined ? 0 : asNumber(start);
  const to = end === undefined ? undefined : asNumber(end);
  if (isList(of)) return of.slice(from, to);
  if (typeof of === 'string') return [...of].slice(from, to).join('');
  return fail('a list or a text was expected before "["');
}
