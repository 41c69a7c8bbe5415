/** How names become words: nouns for sentences, plurals, and the two styles of names. */

/** `stock_id` as "stock id". */
export function toWords(name: string): string {
  return name.replaceAll('_', ' ').trim();
}

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['person', 'people'],
  ['child', 'children'],
  ['man', 'men'],
  ['woman', 'women'],
  ['foot', 'feet'],
  ['tooth', 'teeth'],
  ['mouse', 'mice'],
  ['leaf', 'leaves'],
  ['half', 'halves'],
  ['shelf', 'shelves'],
  ['life', 'lives'],
  ['knife', 'knives'],
  ['criterion', 'criteria'],
  ['analysis', 'analyses'],
  ['series', 'series'],
  ['species', 'species'],
]);

/** The plural of an English noun phrase, by its last word; `plural` in a type's declaration says otherwise. */
export function pluralOf(noun: string): string {
  const at = noun.search(/[A-Za-z]+$/);
  if (at === -1) return `${noun}s`;
  const head = noun.slice(0, at);
  const word = noun.slice(at);
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return head + irregular;
  if (/[A-Z]$/.test(word)) return `${noun}s`;
  // `nights` is a plural as it stands; `address`, `bonus` and `analysis` are not.
  if (/[^siu]s$/.test(word)) return noun;
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${noun}es`;
  if (/[^aeiou]y$/.test(word)) return `${head}${word.slice(0, -1)}ies`;
  return `${noun}s`;
}

/** `a` or `an`, by the sound that an English word begins with, as far as its letters tell. */
export function articleOf(noun: string): 'a' | 'an' {
  const word = /[A-Za-z0-9]+/.exec(noun)?.[0] ?? '';
  if (/^[0-9]/.test(word)) return /^(?:8|1[18](?![0-9]))/.test(word) ? 'an' : 'a';
  // Letters that are spelled out: an ID, an SMS, but a URL.
  if (/^[A-Z](?:[A-Z0-9]+s?)?$/.test(word)) return /^[AEFHILMNORSX]/.test(word) ? 'an' : 'a';
  const small = word.toLowerCase();
  if (/^(?:hour|heir|honest|hono)/.test(small)) return 'an';
  if (/^(?:uni(?:[^nm]|$)|us[aeu]|ut[ei]|eu|ew|one$|once|ubiq|ura)/.test(small)) return 'a';
  return /^[aeiou]/.test(small) ? 'an' : 'a';
}

/** With a capital letter at its beginning. */
export function capitalised(text: string): string {
  return (text[0] ?? '').toUpperCase() + text.slice(1);
}

export function isSnakeCase(name: string): boolean {
  return /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(name);
}

export function isPascalCase(name: string): boolean {
  return /^[A-Z][A-Za-z0-9]*$/.test(name);
}

/** `CompanyName`, `companyName` and `COMPANY__NAME` as `company_name`. */
export function toSnakeCase(name: string): string {
  const split = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z])([A-Z][a-z])/g, '$1_$2');
  const snake = split.toLowerCase().replace(/_+/g, '_').replace(/^_|_$/g, '');
  return /^[a-z]/.test(snake) ? snake : `n_${snake}`;
}

export function toPascalCase(name: string): string {
  return toSnakeCase(name).split('_').map((part) => (part[0] ?? '').toUpperCase() + part.slice(1)).join('');
}

/** `a`, `b` and `c`. */
export function listWords(words: readonly string[]): string {
  const last = words[words.length - 1] ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
