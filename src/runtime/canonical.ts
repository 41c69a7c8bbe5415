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
      return quoted(value);
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
  for (const name of sortedNames(value)) {
    text += `${text.length === 1 ? '' : ','}${quoted(name)}:${canonicalJson(value[name] ?? null)}`;
  }
  return `${text}}`;
}

/** The names of an object in canonical order, in which they mostly stand already. */
export function sortedNames(value: { readonly [name: string]: Json }): string[] {
  const names = Object.keys(value);
  for (let i = 1; i < names.length; i++) if (names[i - 1]! > names[i]!) return names.sort(compareCodeUnits);
  return names;
}

function quoted(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Printable ASCII stands for itself, but for the quote and the backslash.
    if (unit >= 0x20 && unit <= 0x7e && unit !== 0x22 && unit !== 0x5c) continue;
    if (!text.isWellFormed()) throw new RangeError('a string with a lone surrogate has no canonical JSON');
    return JSON.stringify(text);
  }
  return `"${text}"`;
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
