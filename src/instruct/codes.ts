/**
 * Titles of codes: "the author of tweet 1043736709217481" rather than "of 1043736709217481". A row that is known by a number or
 * a code gets the noun of its entity before it, unless the phrase has just said what it is.
 */
import type { Json, TypeRef, ValueSetIR, WorldIR } from '../ir/ir.js';
import { homesOf } from '../runtime/facts.js';
import type { Phrase } from './phrases.js';

/** What rows that are known by one type of key are called. */
export interface Title {
  readonly noun: string;
  /** Whether every key without small letters is a code: some of them have digits. */
  readonly coded: boolean;
}

/** The titles of rows by the type of the key that they are known by. */
export function titlesOf(ir: WorldIR): ReadonlyMap<string, Title> {
  const entities = new Map(ir.entities.map((e) => [e.name, e]));
  const types = new Map(ir.types.map((t) => [t.name, t]));
  const titles = new Map<string, Title>();
  for (const [type, { entity, field }] of homesOf(ir.entities)) {
    const home = entities.get(entity);
    if (home !== undefined && home.key === field) titles.set(type, { noun: home.noun, coded: mayHaveDigits(types.get(type)?.values ?? null) });
  }
  return titles;
}

function mayHaveDigits(set: ValueSetIR | null): boolean {
  if (set?.kind === 'union') return set.members.some((m) => mayHaveDigits(m.set));
  if (set?.kind !== 'regex') return false;
  const { edges } = set.dfa;
  // Four numbers an edge: from, the first and the last code point, to.
  for (let i = 0; i + 3 < edges.length; i += 4) if ((edges[i + 1] ?? 0) <= 0x39 && (edges[i + 2] ?? 0) >= 0x30) return true;
  return false;
}

/** The title of a value, or null where it needs none: a name says by itself what it is. */
export function titleOf(value: Json, type: TypeRef, titles: ReadonlyMap<string, Title>): string | null {
  if (type.kind !== 'named') return null;
  const title = titles.get(type.name);
  return title !== undefined && isCode(value, title.coded) ? title.noun : null;
}

/** A whole number, or a text with a digit (or whose likes have digits) and without small letters and spaces. */
function isCode(value: Json, coded: boolean): boolean {
  if (typeof value === 'number') return Number.isInteger(value);
  return typeof value === 'string' && (coded || /\d/.test(value)) && !/[\p{Ll}\s]/u.test(value);
}

/** Words between what a thing is and which one it is: "whose flight is {flight}". */
const LINKS = new Set(['is', 'are', 'was', 'be', 'include', 'includes']);

/** Whether a title goes well in a hole: the words around it do not say the same, and the phrase does not begin with it. */
export function takesTitle(phrase: Phrase, hole: number, title: string): boolean {
  const before = phrase.texts[hole] ?? '';
  if (before === '' || phrase.modifiers[hole] === true) return false;
  const noun = title.slice(title.lastIndexOf(' ') + 1).toLowerCase();
  const words = before.toLowerCase().trimEnd().split(' ');
  const last = words.pop() ?? '';
  const told = LINKS.has(last) ? (words.pop() ?? '') : last;
  return told !== noun && told !== `${noun}s` && !(phrase.texts[hole + 1] ?? '').toLowerCase().startsWith(` ${noun}`);
}
