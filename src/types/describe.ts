/** Types and sets in words, for messages: a noun phrase without a full stop. */
import type { BaseName, EnumSet, RangeSet, TypeRef, ValueSetIR } from '../ir/ir.js';
import { CalendarFormat } from '../runtime/calendar.js';
import type { Sizes } from '../runtime/subtype.js';
import { isBase, type TypeTable } from '../runtime/type-table.js';
import { showScalar } from './show.js';
import { formatScaled } from './values/decimals.js';

/** Listed values that are named before "and 7 more". */
const SHOWN = 4;
const MAX_PATTERN = 60;

/** `a number from 1 to 12 in steps of 0.5`, `text matching /[A-Z]{4}/`, `one of "a", "b" and 3 more`. */
export function describeSet(set: ValueSetIR): string {
  switch (set.kind) {
    case 'enum':
      return describeEnum(set);
    case 'range':
      return describeRange(set);
    case 'regex':
      return `text matching /${set.pattern.length <= MAX_PATTERN ? set.pattern : `${[...set.pattern].slice(0, MAX_PATTERN - 1).join('')}…`}/`;
    case 'calendar': {
      const format = new CalendarFormat(set.format, set.unit);
      const what = set.what === 'datetime' ? 'date and time' : set.what;
      return `a ${what} written "${set.format}", from ${showScalar(format.print(set.low))} to ${showScalar(format.print(set.high))}`;
    }
    case 'union':
      return set.members.map((m) => describeSet(m.set)).join(', or ');
  }
}

function describeEnum({ values }: EnumSet): string {
  if (values.length === 0) return 'no value at all';
  const shown = values.slice(0, values.length === SHOWN + 1 ? SHOWN + 1 : SHOWN).map(showScalar);
  const left = values.length - shown.length;
  if (values.length === 1) return shown.join('');
  const last = left > 0 ? `${left} more` : shown.pop();
  return `one of ${shown.join(', ')} ${left > 0 ? 'and' : 'or'} ${last}`;
}

function describeRange(set: RangeSet): string {
  const noun = set.number === 'int' ? 'a whole number' : 'a number';
  const end = (n: number): string => formatScaled(n, set.scale);
  const span =
    set.low !== null && set.high !== null
      ? ` from ${end(set.low)} to ${end(set.high)}`
      : set.low !== null
        ? ` of at least ${end(set.low)}`
        : set.high !== null
          ? ` of at most ${end(set.high)}`
          : '';
  const usual = set.step === null || (set.number === 'int' && set.step === set.scale);
  return noun + span + (usual || set.step === null ? '' : ` in steps of ${String(set.step / set.scale)}`);
}

const BASES: { readonly [B in BaseName]: string } = { str: 'text', int: 'a whole number', float: 'a number', bool: 'true or false' };

/** A use of a type: named types by their noun, base types in words. */
export function describeType(ref: TypeRef, table: TypeTable): string {
  switch (ref.kind) {
    case 'named':
      return isBase(ref.name) ? BASES[ref.name] : withArticle(table.get(ref.name)?.noun ?? ref.name);
    case 'var':
      return `a value of ${ref.name}`;
    case 'list':
      return `a list of ${sizeOf(ref)}${pluralOf(ref.element, table)}`;
    case 'dict':
      return `a dictionary of ${sizeOf(ref)}entries from ${pluralOf(ref.key, table)} to ${pluralOf(ref.value, table)}`;
    case 'union':
      return ref.members.map((m) => describeType(m.type, table)).join(' or ');
    case 'optional':
      return `${describeType(ref.of, table)}, or null`;
    case 'record': {
      const names = ref.fields.map((f) => f.name);
      return names.length === 0 ? 'an object' : `an object with ${names.length === 1 ? 'the field' : 'the fields'} ${names.join(', ')}`;
    }
  }
}

function sizeOf({ min, max }: Sizes): string {
  return max === null ? '' : min === max ? `${min} ` : `${min} to ${max} `;
}

function pluralOf(ref: TypeRef, table: TypeTable): string {
  if (ref.kind !== 'named') return `items, each ${describeType(ref, table)}`;
  const plurals: { readonly [B in BaseName]: string } = { str: 'texts', int: 'whole numbers', float: 'numbers', bool: 'truth values' };
  return isBase(ref.name) ? plurals[ref.name] : (table.get(ref.name)?.plural ?? ref.name);
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
