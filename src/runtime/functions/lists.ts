/** Lists, dicts, and what may be missing. */
import type { Json } from '../../ir/ir.js';
import { canonicalJson, compareCodeUnits, isList } from '../canonical.js';
import { DistinctValues } from '../distinct.js';
import { compareValues, equalValues, fail, finite, list, number, safe, type Functions } from './built-in.js';

/** Sums by a plain loop, left to right: a compensated sum would differ between languages. */
function sum(items: readonly Json[]): number {
  let total = 0;
  for (const item of items) total += number(item);
  return finite(total);
}

function extreme(items: readonly Json[], sign: 1 | -1, name: string): Json {
  let best: Json | undefined;
  for (const item of items) if (best === undefined || sign * compareValues(item, best) < 0) best = item;
  return best === undefined ? fail(`${name} of an empty list`) : best;
}

function unique(items: readonly Json[]): Json[] {
  const seen = new DistinctValues();
  return items.filter((item) => seen.add(item));
}

/** The middle of the sorted numbers, or the mean of the two in the middle. */
function median(items: readonly Json[]): number {
  const sorted = items.map(number).sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? fail('median of an empty list') : upper === lower ? upper : finite((lower + upper) / 2);
}

/** The item that stands in a list most often; of several, the one that stands first. */
function mostCommon(items: readonly Json[]): Json {
  const counts = new Map<string, { item: Json; times: number }>();
  for (const item of items) {
    const key = canonicalJson(item);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { item, times: 1 });
    else known.times++;
  }
  let best: { item: Json; times: number } | undefined;
  for (const each of counts.values()) if (best === undefined || each.times > best.times) best = each;
  return best === undefined ? fail('most_common of an empty list') : best.item;
}

const MAX_RANGE = 10_000;

/** Whole numbers from `low` to `high`, both included; none where `high` is below. */
function range(low: number, high: number): number[] {
  const size = high < low ? 0 : safe(high - low + 1);
  if (size > MAX_RANGE) fail(`range has ${size} numbers, and ${MAX_RANGE} are the limit`);
  return Array.from({ length: size }, (_, i) => low + i);
}

function entries(value: Json | undefined): { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !isList(value) ? (value as { readonly [key: string]: Json }) : fail('a dict was expected');
}

export const LISTS: Functions = {
  len: { params: ['sized'], result: 'int', doc: 'Items of a list, entries of a dict, or code points of a text.', evaluate: ([x]) => (typeof x === 'string' ? [...x].length : x !== undefined && isList(x) ? x.length : typeof x === 'object' && x !== null ? Object.keys(x).length : fail('it has no length')) },
  count: { params: ['list<a>'], result: 'int', doc: 'Items of a list.', evaluate: ([xs]) => list(xs).length },
  sum: { params: ['list<number>'], result: 'number', doc: 'The sum of a list; 0 of an empty one.', evaluate: ([xs]) => sum(list(xs)) },
  mean: { params: ['list<number>'], result: 'float', doc: 'The mean of a list. Fails on an empty one.', evaluate: ([xs]) => (list(xs).length === 0 ? fail('mean of an empty list') : finite(sum(list(xs)) / list(xs).length)) },
  median: { params: ['list<number>'], result: 'float', doc: 'The middle of a list, once sorted. Fails on an empty one.', evaluate: ([xs]) => median(list(xs)) },
  min: { params: ['a', 'a'], optional: 1, result: 'a', doc: 'The smaller of two, or the smallest of a list. Fails on an empty list.', evaluate: (args) => (args.length === 2 ? extreme(args, 1, 'min') : extreme(list(args[0]), 1, 'min')) },
  max: { params: ['a', 'a'], optional: 1, result: 'a', doc: 'The larger of two, or the largest of a list. Fails on an empty list.', evaluate: (args) => (args.length === 2 ? extreme(args, -1, 'max') : extreme(list(args[0]), -1, 'max')) },
  first: { params: ['list<a>'], result: 'a', doc: 'The first item. Fails on an empty list.', evaluate: ([xs]) => list(xs)[0] ?? (list(xs).length > 0 ? null : fail('first of an empty list')) },
  last: { params: ['list<a>'], result: 'a', doc: 'The last item. Fails on an empty list.', evaluate: ([xs]) => list(xs)[list(xs).length - 1] ?? (list(xs).length > 0 ? null : fail('last of an empty list')) },
  sort: { params: ['list<a>'], result: 'list<a>', doc: 'The items in rising order: numbers by size, text by UTF-16 code unit.', evaluate: ([xs]) => [...list(xs)].sort(compareValues) },
  reverse: { params: ['list<a>'], result: 'list<a>', doc: 'The items from last to first.', evaluate: ([xs]) => [...list(xs)].reverse() },
  distinct: { params: ['list<a>'], result: 'list<a>', doc: 'The items without repetitions, each where it stood first.', evaluate: ([xs]) => unique(list(xs)) },
  most_common: { params: ['list<a>'], result: 'a', doc: 'The item that a list has most often, the earliest of several. Fails on an empty list.', evaluate: ([xs]) => mostCommon(list(xs)) },
  flatten: { params: ['list<list<a>>'], result: 'list<a>', doc: 'The items of all the lists in a list, one after the other.', evaluate: ([xs]) => list(xs).flatMap((x) => list(x)) },
  position: { params: ['list<a>', 'a'], result: 'int', doc: 'Where an item stands first, from 0. Fails where it does not stand in the list.', evaluate: ([xs, x]) => { const at = list(xs).findIndex((item) => equalValues(item, x ?? null)); return at < 0 ? fail('it is not in the list') : at; } },
  range: { params: ['int', 'int'], result: 'list<int>', doc: 'The whole numbers from the first to the second, both included, 10,000 at most; none where the second is below.', evaluate: ([a, b]) => range(number(a), number(b)) },
  any: { params: ['list<bool>'], result: 'bool', doc: 'Whether one of a list is true.', evaluate: ([xs]) => list(xs).some((x) => x === true) },
  all: { params: ['list<bool>'], result: 'bool', doc: 'Whether all of a list are true.', evaluate: ([xs]) => list(xs).every((x) => x === true) },
  keys: { params: ['any'], result: 'list<str>', doc: 'The keys of a dict, sorted.', evaluate: ([d]) => (typeof d === 'object' && d !== null && !isList(d) ? Object.keys(d).sort(compareCodeUnits) : fail('a dict was expected')) },
  values: { params: ['dict<a>'], result: 'list<a>', doc: 'The values of a dict, in the order of its sorted keys.', evaluate: ([d]) => { const of = entries(d); return Object.keys(of).sort(compareCodeUnits).map((key) => of[key] ?? null); } },
  coalesce: { params: ['a?', 'a'], result: 'a', doc: 'The first, or the second where the first is null.', evaluate: ([x, y]) => (x === null || x === undefined ? (y ?? null) : x) },
};
