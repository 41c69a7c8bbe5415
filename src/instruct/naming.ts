/** What values of a type, and fields of a record, are called. */
import type { RecordFieldIR, TypeRef } from '../ir/ir.js';
import { isBase, type TypeTable } from '../runtime/type-table.js';
import { headOf, wordsOf, type Name } from './nouns.js';

const BASE_NOUNS = { str: ['text', 'texts'], int: ['number', 'numbers'], float: ['number', 'numbers'], bool: ['answer', 'answers'] } as const;

/** A type's own name; `vague` where it says little ("number"), so that a name after the phrase is better. */
export interface TypeName {
  readonly name: Name;
  readonly vague: boolean;
}

/** Null for types that have no name: records, dicts, mixed unions. */
export function typeName(type: TypeRef, table: TypeTable): TypeName | null {
  switch (type.kind) {
    case 'named': {
      if (isBase(type.name)) return { name: { text: BASE_NOUNS[type.name][0], plural: false }, vague: true };
      const noun = table.get(type.name)?.noun ?? wordsOf(type.name);
      return { name: { text: noun, plural: headOf(noun).plural }, vague: isLong(noun) };
    }
    case 'list': {
      if (type.element.kind !== 'named') return null;
      const name = type.element.name;
      const plural = isBase(name) ? BASE_NOUNS[name][1] : (table.get(name)?.plural ?? `${wordsOf(name)}s`);
      return { name: { text: plural, plural: true }, vague: isBase(name) || isLong(plural) };
    }
    case 'optional':
      return typeName(type.of, table);
    default:
      return null;
  }
}

/** "amount in US dollars" is a description more than a name. */
function isLong(noun: string): boolean {
  return noun.split(' ').length > 3;
}

/** Field names that only say which: `low: temperature` is "the low temperature". */
const ADJECTIVES = new Set(
  'low high first last average minimum maximum total current next previous old new departure arrival start end opening closing origin destination main home local final initial lowest highest best worst'.split(' '),
);

/**
 * A field's name: its type's noun where the field is named after its type ("flight ID" for `id: flight_id`), else the
 * field's own words, with the noun where they are only an adjective.
 */
export function fieldName(field: RecordFieldIR, fields: readonly RecordFieldIR[], table: TypeTable): Name {
  const own = typeName(field.type, table);
  const words = wordsOf(field.name);
  const plural = field.type.kind === 'list' || headOf(words).plural;
  if (own === null) return { text: words, plural };
  const noun = own.name.text;
  const typed = field.type.kind === 'named' ? field.type.name : field.type.kind === 'list' && field.type.element.kind === 'named' ? field.type.element.name : '';
  const named = typed === field.name || ` ${wordsOf(typed)} `.includes(` ${words} `) || ` ${noun.toLowerCase()} `.includes(` ${words.toLowerCase()} `);
  const name = named && !own.vague ? noun : ADJECTIVES.has(words) && !own.vague ? `${words} ${noun}` : words;
  // Two fields must not share a name; the field's own words never do.
  const clash = fields.some((other) => other !== field && (wordsOf(other.name) === name || (name === noun && typeName(other.type, table)?.name.text === noun)));
  return { text: clash ? words : name, plural };
}
