/** Canonical JSON (RFC 8785): equal values, equal text. */
import type { Json } from '../ir/ir.js';

/** Order by UTF-16 code unit, as RFC 8785 sorts names. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** @throws RangeError for what JSON cannot say: NaN, infinities, lone surrogates */
export function canonicalJson(value: Json): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new RangeError('a string with a lone surrogate has no canonical JSON');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError(`${value} has no JSON`);
      return String(value === 0 ? 0 : value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
  }
  if (value === null) return 'null';
  if (isList(value)) {
    let text = '[';
    for (let i = 0; i < value.length; i++) text += (i === 0 ? '' : ',') + canonicalJson(value[i] ?? null);
    return `${text}]`;
  }
  let text = '{';
  for (const name of Object.keys(value).sort(compareCodeUnits)) {
    text += `${text.length === 1 ? '' : ','}${canonicalJson(name)}:${canonicalJson(value[name] ?? null)}`;
  }
  return `${text}}`;
}

/** Array.isArray, for readonly arrays too. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A copy that shares no list or object with the value. */
export function copyJson(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  return isList(value) ? value.map(copyJson) : jsonObject(Object.entries(value).map(([name, item]) => [name, copyJson(item)]));
}

/** A JSON object from entries; safe for names such as `__proto__`. */
export function jsonObject(entries: Iterable<readonly [string, Json]>): { readonly [key: string]: Json } {
  const object: { [key: string]: Json } = {};
  for (const [name, value] of entries) setMember(object, name, value);
  return object;
}

/** Gives an object that is being made a member of its own, whatever it inherits. */
export function setMember(object: { [key: string]: Json }, name: string, value: Json): void {
  if (name in Object.prototype) Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  else object[name] = value;
}
