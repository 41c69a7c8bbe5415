/**
 * Where two IRs differ, as a list of places. Named things are matched by their names, never by their order, so a
 * declaration that moved is no difference. Whatever an IR holds is compared, also members that no rule knows yet:
 * every rule takes the places that it explains, and what is left over is reported all the same.
 */
import type { Json, WorldIR } from '../ir/ir.js';
import { canonicalJson, jsonObject } from '../runtime/canonical.js';

export interface Delta {
  /** Member names and names of things: `['tools', 'add', 'params', 'a', 'type']`. `ORDER` ends the path of a new order. */
  readonly path: readonly string[];
  /** Undefined where there was nothing. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The last step of the path to the order of a list of named things, where the order means something. */
export const ORDER = '(order)';

/** Places that are compared as one, whatever is in them: the rules look inside. */
const WHOLE = [
  'types/*/values',
  'types/*/accepts',
  'types/*/parents',
  'tools/*/tags',
  'tools/*/typeParams',
  'tools/*/params/*/type',
  'tools/*/params/*/default',
  'tools/*/result',
  'tools/*/requires',
  'tools/*/returns',
  'tools/*/phrases',
  'entities/*/rows',
  'entities/*/fixed',
  'entities/*/fields/*/type',
  'entities/*/fields/*/derived',
  'apps/*/login',
  'constraints/*/rules',
  'taskSets/*/rules',
  'taskSets/*/mix',
  'taskSets/*/weights',
  'taskSets/*/tools',
  'taskSets/*/asks',
].map((pattern) => pattern.split('/'));

/** The places where the IRs differ, in the order of the document; empty exactly if their hashes are equal. */
export function deltasOf(before: WorldIR, after: WorldIR): Delta[] {
  const found: Delta[] = [];
  const { hash: _before, ...old } = before;
  const { hash: _after, ...now } = after;
  compare(plain(old), plain(now), [], found);
  return found;
}

/** Whether a path is of a shape; `*` stands for any one name. */
export function fits(path: readonly string[], pattern: readonly string[]): boolean {
  return path.length === pattern.length && pattern.every((step, i) => (step === '*' ? path[i] !== ORDER : step === path[i]));
}

function compare(before: Json | undefined, after: Json | undefined, path: readonly string[], found: Delta[]): void {
  if (before === undefined && after === undefined) return;
  if (before === undefined || after === undefined) return void found.push({ path, before, after });
  if (!WHOLE.some((pattern) => fits(path, pattern))) {
    if (isObject(before) && isObject(after)) {
      for (const key of union(Object.keys(before), Object.keys(after))) compare(own(before, key), own(after, key), [...path, key], found);
      return;
    }
    const olds = named(before);
    const news = named(after);
    if (olds !== null && news !== null) {
      for (const name of union([...olds.keys()], [...news.keys()])) compare(olds.get(name), news.get(name), [...path, name], found);
      const kept = [...olds.keys()].filter((name) => news.has(name));
      const order = [...news.keys()].filter((name) => olds.has(name));
      if (canonicalJson(kept) !== canonicalJson(order)) found.push({ path: [...path, ORDER], before: kept, after: order });
      return;
    }
  }
  if (canonicalJson(before) !== canonicalJson(after)) found.push({ path, before, after });
}

/** A list of things with names of their own, by name; null where it is none. */
function named(value: Json): ReadonlyMap<string, Json> | null {
  if (!Array.isArray(value)) return null;
  const things = new Map<string, Json>();
  for (const item of value) {
    const name = isObject(item) ? own(item, 'name') : undefined;
    if (typeof name !== 'string' || things.has(name)) return null;
    things.set(name, item);
  }
  return things;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}

/** As JSON says it: members that are undefined are not there. */
function plain(value: unknown): Json {
  const text: unknown = JSON.parse(JSON.stringify(value));
  return asJson(text);
}

function asJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(asJson);
  return jsonObject(typeof value === 'object' ? Object.entries(value).map(([key, inner]) => [key, asJson(inner)] as const) : []);
}
