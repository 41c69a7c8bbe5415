/** Parsers of option values, with messages that say what was expected. */
import { InvalidArgumentError } from 'commander';

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?[0-9]+$/.test(text) || !Number.isSafeInteger(value) || value < min || value > max) {
      throw new InvalidArgumentError(max === Number.MAX_SAFE_INTEGER ? `A whole number from ${min} on is expected.` : `A whole number from ${min} to ${max} is expected.`);
    }
    return value;
  };
}

/** `2/5`: the second of five parts. */
export function shard(text: string): { index: number; of: number } {
  const match = /^([1-9][0-9]{0,6})\/([1-9][0-9]{0,6})$/.exec(text);
  const index = Number(match?.[1]);
  const of = Number(match?.[2]);
  if (match === null || index > of) throw new InvalidArgumentError('A shard is written I/N with I from 1 to N, such as 2/5.');
  return { index, of };
}

/** A parser that knows what it takes: shells complete it. */
export type WordParser<T extends string> = ((text: string) => T) & { readonly words: readonly T[] };

/** One of some words. */
export function oneOf<T extends string>(...words: readonly T[]): WordParser<T> {
  const parse = (text: string): T => {
    const found = words.find((w) => w === text);
    if (found === undefined) throw new InvalidArgumentError(`One of ${words.join(', ')} is expected.`);
    return found;
  };
  return Object.assign(parse, { words });
}

/** A number of at least 0. */
export function nonNegative(text: string): number {
  const value = Number(text);
  if (!/^[0-9]*\.?[0-9]+(e[+-]?[0-9]+)?$/i.test(text) || !Number.isFinite(value)) throw new InvalidArgumentError('A number of at least 0 is expected, such as 0.01.');
  return value;
}

/** `2026-11-25`, a day that exists. */
export function calendarDate(text: string): string {
  const date = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (date === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) throw new InvalidArgumentError('A date such as 2026-11-25 is expected.');
  return text;
}
