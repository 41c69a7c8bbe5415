/**
 * The built-in functions of the expression language: one table that the checker reads for types, the run time for meaning
 * and the manual for words.
 */
import type { BuiltIn } from './built-in.js';
import { CALENDAR } from './calendar.js';
import { LISTS } from './lists.js';
import { NUMBERS } from './numbers.js';
import { TEXTS } from './texts.js';

/** Every built-in function by name. */
export const BUILT_INS: ReadonlyMap<string, BuiltIn> = new Map([LISTS, NUMBERS, TEXTS, CALENDAR].flatMap((part) => Object.entries(part)));
