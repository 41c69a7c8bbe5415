/**
 * Expressions made into functions. Total: no recursion, no loops but over finite lists; what cannot be computed
 * throws a ComputationError, which the run time turns into a tool error.
 */
import type { ExprIR, Json } from '../ir/ir.js';
import { isList, jsonObject } from './canonical.js';
import type { Facts, Table } from './facts.js';
import { compareValues, equalValues, fail, finite, safe } from './functions/built-in.js';
import { timeOrder } from './functions/calendar.js';
import { BUILT_INS } from './functions/table.js';
import type { Meter } from './meter.js';

/** The values an expression may speak of: parameters by place, comprehension variables by depth, the environment's facts. */
export interface Scope {
  readonly args: readonly (Json | undefined)[];
  readonly locals: readonly Json[];
  /** null where a constant is computed: the compiler lets no entity into it. */
  readonly facts: Facts | null;
  /** What the computation may still take; that of the facts where there are some. */
  readonly meter: Meter;
}

export type Compiled = (scope: Scope) => Json;

/** @param params the names of the parameters in order */
export function compileExpr(expr: ExprIR, params: readonly string[], locals: readonly string[] = []): Compiled {
  const sub = (e: ExprIR): Compiled => compileExpr(e, params, locals);
  switch (expr.op) {
    case 'const': {
      const { value } = expr;
      return () => value;
    }
    case 'param': {
      const place = params.indexOf(expr.name);
      return (scope) => scope.args[place] ?? null;
    }
    case 'local': {
      const place = locals.lastIndexOf(expr.name);
      return (scope) => scope.locals[place] ?? null;
    }
    case 'field': {
      const of = sub(expr.of);
      const { name } = expr;
      return (scope) => fieldOf(of(scope), name);
    }
    case 'index': {
      const of = sub(expr.of);
      const index = sub(expr.index);
      return (scope) => itemOf(of(scope), index(scope));
    }
    case 'slice': {
      const of = sub(expr.of);
      const start = expr.start === null ? undefined : sub(expr.start);
      const end = expr.end === null ? undefined : sub(expr.end);
      return (scope) => slice(of(scope), start?.(scope), end?.(scope));
    }
    case 'list': {
      const items = expr.items.map(sub);
      return (scope) => items.map((item) => item(scope));
    }
    case 'record': {
      const fields = expr.fields.map((f) => [f.name, sub(f.value)] as const);
      return (scope) => jsonObject(fields.map(([name, value]) => [name, value(scope)] as const));
    }
    case 'negate': {
      const of = sub(expr.of);
      return (scope) => finite(-asNumber(of(scope)));
    }
    case 'not': {
      const of = sub(expr.of);
      return (scope) => of(scope) !== true;
    }
    case 'arith':
      return arithmetic(expr.operator, expr.number === 'int', sub(expr.left), sub(expr.right));
    case 'concat': {
      const left = sub(expr.left);
      const right = sub(expr.right);
      return (scope) => concat(left(scope), right(scope));
    }
    case 'compare':
      return expr.calendar === undefined ? comparison(expr.operator, sub(expr.left), sub(expr.right)) : comparison(expr.operator, sub(expr.left), sub(expr.right), timeOrder(expr.calendar));
    case 'in': {
      const left = sub(expr.left);
      const right = sub(expr.right);
      return (scope) => {
        const item = left(scope);
        const all = right(scope);
        if (isList(all)) scope.meter.spend(all.length);
        return isIn(item, all);
      };
    }
    case 'and': {
      const left = sub(expr.left);
      const right = sub(expr.right);
      return (scope) => left(scope) === true && right(scope) === true;
    }
    case 'or': {
      const left = sub(expr.left);
      const right = sub(expr.right);
      return (scope) => left(scope) === true || right(scope) === true;
    }
    case 'if': {
      const condition = sub(expr.condition);
      const then = sub(expr.then);
      const otherwise = sub(expr.otherwise);
      return (scope) => (condition(scope) === true ? then(scope) : otherwise(scope));
    }
    case 'call': {
      const builtIn = BUILT_INS.get(expr.function);
      if (builtIn === undefined) throw new Error(`the IR calls an unknown function "${expr.function}"`);
      const args = expr.args.map(sub);
      const { calendar } = expr;
      return (scope) => {
        const values = args.map((arg) => arg(scope));
        for (const value of values) if (isList(value)) scope.meter.spend(value.length);
        const result = builtIn.evaluate(values, calendar);
        if (isList(result)) scope.meter.spend(result.length);
        return result;
      };
    }
    case 'each':
      return comprehension(expr, params, locals);
    case 'rows': {
      const { entity } = expr;
      return (scope) => {
        const { count } = tableOf(scope, entity);
        scope.meter.spend(count);
        return Array.from({ length: count }, (_, row) => row);
      };
    }
    case 'row': {
      const { entity } = expr;
      const key = sub(expr.key);
      return (scope) => tableOf(scope, entity).mustFind(key(scope));
    }
    case 'has': {
      const { entity } = expr;
      const key = sub(expr.key);
      return (scope) => tableOf(scope, entity).rowOf(key(scope)) >= 0;
    }
    case 'cell': {
      const { entity, field } = expr;
      const row = sub(expr.row);
      return (scope) => tableOf(scope, entity).cell(asNumber(row(scope)), field);
    }
    case 'project': {
      const { entity, fields } = expr;
      const row = sub(expr.row);
      return (scope) => {
        const table = tableOf(scope, entity);
        const at = asNumber(row(scope));
        return jsonObject(fields.map((field) => [field, table.cell(at, field)] as const));
      };
    }
  }
}

function tableOf(scope: Scope, entity: string): Table {
  return scope.facts === null ? fail('there are no facts here') : scope.facts.table(entity);
}

function comprehension(expr: Extract<ExprIR, { op: 'each' }>, params: readonly string[], locals: readonly string[]): Compiled {
  const source = compileExpr(expr.source, params, locals);
  const rows = expr.source.op === 'rows' ? filterRows(expr.source.entity, expr.condition, expr.variable, params, locals) : undefined;
  const inner = [...locals, expr.variable];
  const place = locals.length;
  const condition = expr.condition === null ? undefined : compileExpr(expr.condition, params, inner);
  const by = expr.sort === null ? undefined : compileExpr(expr.sort.by, params, inner);
  const sign = expr.sort?.descending === true ? -1 : 1;
  const item = compileExpr(expr.item, params, inner);
  return (scope) => {
    const inner = scope.locals.slice();
    const bound: Scope = { args: scope.args, locals: inner, facts: scope.facts, meter: scope.meter };
    const passes = (x: Json, test = condition): boolean => {
      inner[place] = x;
      return test === undefined || test(bound) === true;
    };
    let kept: Json[];
    if (rows !== undefined) kept = rows(scope, passes);
    else {
      const items = source(scope);
      if (!isList(items)) return fail('a list was expected');
      scope.meter.spend(items.length);
      kept = items.filter((x) => passes(x));
    }
    if (by !== undefined) {
      kept = kept
        .map((x) => {
          inner[place] = x;
          return { x, key: by(bound) };
        })
        .sort((a, b) => sign * compareValues(a.key, b.key))
        .map((pair) => pair.x);
    }
    return kept.map((x) => {
      inner[place] = x;
      return item(bound);
    });
  };
}

/**
 * The rows that a condition keeps. `c.field == p`, alone or before an `and`, is what most filters begin with: then the column
 * is read without a detour, and the rest is computed only of rows that pass.
 */
function filterRows(entity: string, condition: ExprIR | null, variable: string, params: readonly string[], locals: readonly string[]): (scope: Scope, passes: (row: Json, test?: Compiled) => boolean) => Json[] {
  const first = condition?.op === 'and' ? condition.left : condition;
  const test = first?.op === 'compare' && first.operator === '==' ? (fixedSide(first.left, first.right, entity, variable) ?? fixedSide(first.right, first.left, entity, variable)) : undefined;
  const wanted = test === undefined ? undefined : compileExpr(test.fixed, params, locals);
  const rest = condition?.op === 'and' ? compileExpr(condition.right, params, [...locals, variable]) : undefined;
  return (scope, passes) => {
    const table = tableOf(scope, entity);
    const kept: Json[] = [];
    // The rows that are listed, and those that are run over.
    scope.meter.spend(2 * table.count);
    if (test === undefined || wanted === undefined) {
      for (let row = 0; row < table.count; row++) if (passes(row)) kept.push(row);
      return kept;
    }
    const has = table.having(test.field, wanted(scope));
    for (let row = 0; row < table.count; row++) if (has(row) && (rest === undefined || passes(row, rest))) kept.push(row);
    return kept;
  };
}

/** `row.field` on one side, and on the other a value that is the same for all rows and cannot fail. */
function fixedSide(cell: ExprIR, fixed: ExprIR, entity: string, variable: string): { readonly field: string; readonly fixed: ExprIR } | undefined {
  if (cell.op !== 'cell' || cell.entity !== entity || cell.row.op !== 'local' || cell.row.name !== variable) return undefined;
  return fixed.op === 'param' || fixed.op === 'const' || (fixed.op === 'local' && fixed.name !== variable) ? { field: cell.field, fixed } : undefined;
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', int: boolean, left: Compiled, right: Compiled): Compiled {
  const check = int ? safe : finite;
  switch (operator) {
    case '+':
      return (scope) => check(asNumber(left(scope)) + asNumber(right(scope)));
    case '-':
      return (scope) => check(asNumber(left(scope)) - asNumber(right(scope)));
    case '*':
      return (scope) => check(asNumber(left(scope)) * asNumber(right(scope)));
    case '/':
      return (scope) => {
        const a = asNumber(left(scope));
        const b = asNumber(right(scope));
        return b === 0 ? fail('division by zero') : finite(a / b);
      };
    case '%':
      return (scope) => {
        const a = asNumber(left(scope));
        const b = asNumber(right(scope));
        if (b === 0) fail('division by zero');
        const rest = a % b;
        return check(rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest);
      };
  }
}

/** Nothing is before or after null: an order with it on one side does not hold. */
function comparison(operator: '==' | '!=' | '<' | '<=' | '>' | '>=', left: Compiled, right: Compiled, order: (a: Json, b: Json) => number = compareValues): Compiled {
  const ordered = (holds: (sign: number) => boolean): Compiled => (scope) => {
    const a = left(scope);
    const b = right(scope);
    return a !== null && b !== null && holds(order(a, b));
  };
  switch (operator) {
    case '==':
      return (scope) => equalValues(left(scope), right(scope));
    case '!=':
      return (scope) => !equalValues(left(scope), right(scope));
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

function isIn(item: Json, all: Json): boolean {
  if (isList(all)) return all.some((x) => equalValues(x, item));
  if (typeof all === 'string' && typeof item === 'string') return all.includes(item);
  if (typeof all === 'object' && all !== null && typeof item === 'string') return Object.hasOwn(all, item);
  return fail('a list, a dict or a text was expected after "in"');
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
