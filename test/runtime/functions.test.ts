/** Every built-in function by example, as the manual has it; a function without an example fails. */
import { describe, expect, it } from 'vitest';
import type { CalendarSet, Json } from '../../src/ir/ir.js';
import { ComputationError } from '../../src/runtime/functions/built-in.js';
import { BUILT_INS } from '../../src/runtime/functions/table.js';

const DATE: CalendarSet = { kind: 'calendar', what: 'date', format: 'd/M/yyyy', unit: 'day', low: 0, high: 1 };
const TIME: CalendarSet = { kind: 'calendar', what: 'time', format: 'HH:mm', unit: 'minute', low: 0, high: 1 };
const STAMP: CalendarSet = { kind: 'calendar', what: 'datetime', format: 'yyyy-MM-dd HH:mm:ss', unit: 'second', low: 0, high: 1 };

type Example = readonly [args: readonly Json[], result: Json | RegExp, calendar?: CalendarSet];

/** A pattern stands for the message of a failure. */
const EXAMPLES: { readonly [name: string]: readonly Example[] } = {
  len: [[[[1, 2]], 2], [['na\u00efve 😀'], 7], [[{ a: 1 }], 1], [[7], /no length/]],
  count: [[[['a', 'a']], 2], [[[]], 0]],
  sum: [[[[1, 2, 3.5]], 6.5], [[[]], 0], [[[1e308, 1e308]], /too large/]],
  mean: [[[[1, 2]], 1.5], [[[]], /empty list/]],
  median: [[[[5, 1, 3]], 3], [[[4, 1, 3, 2]], 2.5], [[[]], /empty list/]],
  min: [[[2, 1], 1], [[['b', 'a']], 'a'], [[[]], /empty list/]],
  max: [[[2, 1], 2], [[['b', 'a', 'b']], 'b'], [[[]], /empty list/]],
  first: [[[[3, 4]], 3], [[[]], /empty list/]],
  last: [[[[3, 4]], 4], [[[]], /empty list/]],
  sort: [[[[10, 9, 2]], [2, 9, 10]], [[['b', 'B', 'a']], ['B', 'a', 'b']], [[[true, null, false]], [false, true, null]]],
  reverse: [[[[1, 2]], [2, 1]]],
  distinct: [[[[1, 1.0, 2, 1]], [1, 2]]],
  most_common: [[[['a', 'b', 'b']], 'b'], [[['a', 'b', 'b', 'a']], 'a'], [[[]], /empty list/]],
  flatten: [[[[[1], [], [2, 3]]], [1, 2, 3]]],
  position: [[[['a', 'b'], 'b'], 1], [[['a'], 'c'], /not in the list/]],
  range: [[[2, 4], [2, 3, 4]], [[2, 1], []], [[0, 1e6], /10000 are the limit/]],
  any: [[[[false, true]], true], [[[]], false]],
  all: [[[[false, true]], false], [[[]], true]],
  keys: [[[{ b: 1, a: 2 }], ['a', 'b']]],
  values: [[[{ b: 1, a: 2 }], [2, 1]]],
  coalesce: [[[null, 3], 3], [[0, 3], 0]],
  round: [[[2.5], 2], [[3.5], 4], [[2.675, 2], 2.68], [[-0.4], 0], [[1250, -2], 1200]],
  floor: [[[-1.5], -2]],
  ceil: [[[-1.5], -1]],
  abs: [[[-3], 3]],
  sign: [[[-3.5], -1], [[0], 0], [[2], 1]],
  div: [[[7, 2], 3], [[-7, 2], -4], [[1, 0], /division by zero/]],
  sqrt: [[[2.25], 1.5], [[-1], /negative/]],
  power: [[[2, 10], 1024], [[1.5, 2], 2.25], [[2, -1], /exponent/], [[10, 400], /too large/]],
  clamp: [[[5, 1, 3], 3], [[0, 1, 3], 1], [[2, 1, 3], 2], [[2, 3, 1], /3 is above 1/]],
  fixed: [[[2.5, 2], '2.50'], [[0.005, 2], '0.00'], [[0.015, 2], '0.02'], [[-0.001, 2], '0.00'], [[1e21, 1], '1000000000000000000000.0'], [[12, 0], '12'], [[-1.05, 1], '-1.0']],
  int: [[[2.9], 2], [['-12'], -12], [['1.5'], /not a whole number/]],
  float: [[['2.5'], 2.5], [['two'], /not a number/]],
  lower: [[['ÀBC'], 'Àbc']],
  upper: [[['àbc'], 'àBC']],
  title: [[['the well-known o.k. corral'], 'The Well-Known O.k. Corral']],
  trim: [[[' \ta b\n'], 'a b']],
  contains: [[['abc', 'bc'], true]],
  starts_with: [[['abc', 'bc'], false]],
  ends_with: [[['abc', 'bc'], true]],
  occurrences: [[['banana', 'ana'], 1], [['a', ''], /empty text/]],
  split: [[['a,b,', ','], ['a', 'b', '']], [['a', ''], /empty separator/]],
  join: [[[['a', 'b'], ', '], 'a, b']],
  replace: [[['a.b.c', '.', '-'], 'a-b-c'], [['a', '', 'b'], /empty text/]],
  pad: [[['7', 3, '0'], '007'], [['1234', 3, '0'], '1234'], [['7', 3, 'ab'], /one sign/]],
  str: [[['a'], 'a'], [[1.0], '1'], [[1e21], '1e+21'], [[[1, 'a']], '[1,"a"]'], [[null], 'null']],
  year: [[['5/3/2024'], 2024, DATE], [['x'], /not written as/, DATE]],
  month: [[['5/3/2024'], 3, DATE]],
  day: [[['5/3/2024'], 5, DATE]],
  hour: [[['07:45'], 7, TIME]],
  minute: [[['07:45'], 45, TIME]],
  second: [[['2024-03-05 07:45:09'], 9, STAMP]],
  quarter: [[['31/3/2024'], 1, DATE], [['1/10/2024'], 4, DATE]],
  weekday: [[['5/3/2024'], 'Tuesday', DATE]],
  weekday_number: [[['10/3/2024'], 7, DATE]],
  is_weekend: [[['9/3/2024'], true, DATE], [['8/3/2024'], false, DATE]],
  month_name: [[[3], 'March'], [[13], /no such month/]],
  day_of_year: [[['31/12/2024'], 366, DATE]],
  is_leap_year: [[[2000], true], [[1900], false], [[2023], false]],
  days_in_month: [[['5/2/2024'], 29, DATE]],
  days_between: [[['28/2/2024', '1/3/2024'], 2, DATE], [['2024-03-01 23:00:00', '2024-03-02 01:00:00'], 1, STAMP]],
  months_between: [[['31/1/2024', '29/2/2024'], 1, DATE], [['31/1/2024', '28/2/2024'], 0, DATE], [['1/3/2024', '1/1/2024'], -2, DATE]],
  years_between: [[['29/2/2000', '28/2/2001'], 1, DATE], [['1/3/2000', '28/2/2001'], 0, DATE], [['1/1/2001', '1/1/2000'], -1, DATE]],
  minutes_between: [[['07:45', '09:00'], 75, TIME], [['2024-03-05 07:45:09', '2024-03-05 07:44:59'], -1, STAMP]],
  add_days: [[['28/2/2024', 2], '1/3/2024', DATE], [['1/1/9999', 400], /years 1 to 9999/, DATE]],
  add_months: [[['31/1/2024', 1], '29/2/2024', DATE], [['15/1/2024', -1], '15/12/2023', DATE]],
  add_years: [[['29/2/2024', 1], '28/2/2025', DATE]],
  add_minutes: [[['23:50', 20], '00:10', TIME], [['2024-12-31 23:59:30', 1], '2025-01-01 00:00:30', STAMP]],
  start_of_month: [[['15/2/2024'], '1/2/2024', DATE]],
  end_of_month: [[['15/2/2024'], '29/2/2024', DATE]],
  format: [[['5/3/2024', 'EEEE d MMMM'], 'Tuesday 5 March', DATE], [['07:45', 'h:mm a'], '7:45 AM', TIME]],
  earliest: [[[['5/3/2024', '4/12/2023']], '4/12/2023', DATE], [[[]], /empty list/, DATE]],
  latest: [[[['5/3/2024', '4/12/2023']], '5/3/2024', DATE], [[[]], /empty list/, DATE]],
  is_before: [[['5/3/2024', '4/12/2024'], true, DATE]],
};

describe('built-in functions', () => {
  it('have examples, all of them', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual([...BUILT_INS.keys()].sort());
  });
  for (const [name, examples] of Object.entries(EXAMPLES)) {
    it(name, () => {
      for (const [args, result, calendar] of examples) {
        const call = (): Json | undefined => BUILT_INS.get(name)?.evaluate(args, calendar);
        if (!(result instanceof RegExp)) expect(call(), JSON.stringify(args)).toEqual(result);
        else {
          expect(call).toThrow(ComputationError);
          expect(call).toThrow(result);
        }
      }
    });
  }
});
