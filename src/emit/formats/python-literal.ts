/** JSON values as Python writes them, for formats that are read with `eval` or `ast.literal_eval`. */
import type { Json } from '../../ir/ir.js';
import { isList } from '../../runtime/canonical.js';

export function pythonLiteral(value: Json): string {
  if (value === null) return 'None';
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return String(value === 0 ? 0 : value);
    case 'string':
      return pythonString(value);
    default:
  }
  if (isList(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  return `{${Object.entries(value).map(([name, item]) => `${pythonString(name)}: ${pythonLiteral(item)}`).join(', ')}}`;
}

/** JSON's escapes are Python's, too, but for pairs of surrogates, which JSON.stringify does not write for well-formed text. */
export function pythonString(text: string): string {
  // What Python's own repr escapes although JSON does not: the delete character, and line ends that only JavaScript allows.
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const KEYWORDS = new Set('False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(' '));

/** A name that Python takes: a keyword gets an underscore behind it (PEP 8). */
export function pythonName(name: string): string {
  return KEYWORDS.has(name) ? `${name}_` : name;
}

/** A call of a function by keyword; parameters that are keywords of Python are given in a dictionary. */
export function pythonCall(name: string, args: { readonly [parameter: string]: Json }): string {
  const entries = Object.entries(args);
  const plain = entries.filter(([key]) => !KEYWORDS.has(key)).map(([key, value]) => `${key}=${pythonLiteral(value)}`);
  const odd = entries.filter(([key]) => KEYWORDS.has(key));
  const starred = odd.length === 0 ? [] : [`**${pythonLiteral(Object.fromEntries(odd))}`];
  return `${pythonName(name)}(${[...plain, ...starred].join(', ')})`;
}
