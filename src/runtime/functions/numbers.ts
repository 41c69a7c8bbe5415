/** Numbers. Doubles throughout; no function of the C library, whose last digits differ between languages. */
import type { Json } from '../../ir/ir.js';
import { formatNumber, roundHalfEven, toFixed } from '../decimal.js';
import { fail, finite, number, safe, text, type Functions } from './built-in.js';

/** Products from left to right, so that every language rounds alike. */
function power(base: number, exponent: number): number {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > 1000) fail('an exponent is a whole number from 0 to 1000');
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return finite(result);
}

function clamp(x: number, low: number, high: number): number {
  if (low > high) fail(`${formatNumber(low)} is above ${formatNumber(high)}`);
  return x < low ? low : x > high ? high : x;
}

function places(value: Json | undefined): number {
  return value === undefined ? 0 : Math.max(-15, Math.min(15, number(value)));
}

export const NUMBERS: Functions = {
  round: { params: ['number', 'int'], optional: 1, result: 'float', doc: 'Rounded to so many decimals (0 if left out), half to even, on the decimal that the number prints as.', evaluate: ([x, n]) => roundHalfEven(number(x), places(n)) },
  floor: { params: ['number'], result: 'int', doc: 'The largest whole number that is not above.', evaluate: ([x]) => safe(Math.floor(number(x))) },
  ceil: { params: ['number'], result: 'int', doc: 'The smallest whole number that is not below.', evaluate: ([x]) => safe(Math.ceil(number(x))) },
  abs: { params: ['number'], result: 'number', doc: 'Without its sign.', evaluate: ([x]) => finite(Math.abs(number(x))) },
  sign: { params: ['number'], result: 'int', doc: '-1, 0 or 1.', evaluate: ([x]) => (number(x) > 0 ? 1 : number(x) < 0 ? -1 : 0) },
  div: { params: ['int', 'int'], result: 'int', doc: 'Whole division, rounded down. Fails on 0.', evaluate: ([a, b]) => (number(b) === 0 ? fail('division by zero') : safe(Math.floor(number(a) / number(b)))) },
  sqrt: { params: ['number'], result: 'float', doc: 'The square root. Fails on negative numbers.', evaluate: ([x]) => (number(x) < 0 ? fail('the square root of a negative number') : finite(Math.sqrt(number(x)))) },
  power: { params: ['number', 'int'], result: 'number', doc: 'Multiplied by itself so often, 0 to 1000 times, from left to right.', evaluate: ([x, n]) => power(number(x), number(n)) },
  clamp: { params: ['number', 'number', 'number'], result: 'number', doc: 'The number, or the nearer of the two bounds where it lies outside them.', evaluate: ([x, low, high]) => clamp(number(x), number(low), number(high)) },
  fixed: { params: ['number', 'int'], result: 'str', doc: 'As text with so many decimals, 0 to 15, rounded like `round`: `fixed(2.5, 2)` is "2.50".', evaluate: ([x, n]) => toFixed(number(x), Math.max(0, places(n))) },
  int: { params: ['any'], result: 'int', doc: 'A whole number from a number (cut toward zero) or from digits. Fails on other text.', evaluate: ([x]) => (typeof x === 'number' ? safe(Math.trunc(x)) : /^-?[0-9]{1,16}$/.test(text(x)) ? safe(Number(x)) : fail(`${JSON.stringify(x)} is not a whole number`)) },
  float: { params: ['any'], result: 'float', doc: 'A number from a number or from text such as "2.5". Fails on other text.', evaluate: ([x]) => (typeof x === 'number' ? x : /^-?[0-9]{1,300}(\.[0-9]{1,300})?$/.test(text(x)) ? finite(Number(x)) : fail(`${JSON.stringify(x)} is not a number`)) },
};
