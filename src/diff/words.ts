/** How findings name things. */
import type { Json } from '../ir/ir.js';
import type { Relation } from './languages.js';
import { showScalar } from '../types/show.js';

const SHOWN = 3;
const MAX_JSON = 60;

export function code(name: string): string {
  return `\`${name}\``;
}

/** "`a`, `b` and 3 more" */
export function codes(names: readonly string[]): string {
  if (names.length <= SHOWN + 1) return series(names.map(code), 'and');
  return `${names.slice(0, SHOWN).map(code).join(', ')} and ${names.length - SHOWN} more`;
}

/** "a, b and c" */
export function series(parts: readonly string[], last: 'and' | 'or'): string {
  const [end] = parts.slice(-1);
  return parts.length < 2 ? (end ?? '') : `${parts.slice(0, -1).join(', ')} ${last} ${end}`;
}

/** JSON, cut where it is long. */
export function json(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const points = [...JSON.stringify(value)];
  return points.length <= MAX_JSON ? points.join('') : `${points.slice(0, MAX_JSON - 1).join('')}…`;
}

/** ", 0.5 for one": a value that was lost or gained, where one is known. */
export function forOne(relation: Relation, which: 'lost' | 'gained'): string {
  const value = relation[which];
  return value === undefined ? '' : `, ${showScalar(value)} for one`;
}
