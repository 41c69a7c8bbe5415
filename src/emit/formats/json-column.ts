/**
 * JSON text for a Parquet column, with numbers spelled so that `datasets` reads them right. Its parser (pandas' ujson)
 * takes a decimal for its whole part plus its digits times a rounded power of ten, so that 0.3 becomes
 * 0.30000000000000004. Zeros at the end often mend it: 0.30 is read as 0.3, by it and by everyone else.
 */
import type { Json } from '../../ir/ir.js';
import { isList } from '../../runtime/canonical.js';

export function jsonColumnText(value: Json): string {
  if (typeof value === 'number') return numberText(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(jsonColumnText).join(',')}]`;
  return `{${Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${jsonColumnText(item)}`).join(',')}}`;
}

/** The shortest spelling of a number that the careless reader gets right; the plain one where there is none. */
function numberText(x: number): string {
  const text = String(x === 0 ? 0 : x);
  const parts = /^-?([0-9]+)\.([0-9]+)$/.exec(text);
  if (parts === null) return text;
  const [, whole = '', digits = ''] = parts;
  for (let zeros = ''; digits.length + zeros.length <= 15; zeros += '0') {
    const fraction = digits + zeros;
    if (Number(whole) + Number(fraction) * Number(`1e-${fraction.length}`) === Math.abs(x)) return text + zeros;
  }
  return text;
}
