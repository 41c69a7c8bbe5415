/** Descriptions as the comments of a programming language take them: on lines of bounded length, sentences ended. */
import type { ParamIR, TypeRef } from '../ir/ir.js';
import type { TypeTable } from '../runtime/type-table.js';

/** The first paragraph, on one line; never empty, with a mark at its end. */
export function summary(text: string): string {
  const [first = ''] = paragraphs(text);
  const line = first === '' ? 'No description.' : first;
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** What comes after the summary, a line of text each, paragraphs with an empty line before them. */
export function details(text: string, width: number): string[] {
  return paragraphs(text).slice(1).flatMap((p) => ['', ...wrap(p, width)]);
}

function paragraphs(text: string): string[] {
  return text
    .split(/(?:\r\n|[\n\r\u2028\u2029]){2,}/)
    .map((p) => p.replace(/[\s\u2028\u2029]+/g, ' ').trim())
    .filter((p) => p !== '');
}

/** At spaces, where a line would be longer than `width`; words are never broken. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[\s\u2028\u2029]+/).filter((w) => w !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** What a parameter takes: its own description, or its type's. @param type with variables at their bounds */
export function describeParam(param: ParamIR, type: TypeRef, table: TypeTable): string {
  return param.description.trim() === '' ? describeType(type, table) : summary(param.description);
}

/** A type in a sentence. */
export function describeType(type: TypeRef, table: TypeTable): string {
  const named = type.kind === 'named' ? (table.get(type.name)?.description ?? '') : '';
  if (named.trim() !== '') return summary(named);
  const words = inWords(type, table);
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

function inWords(type: TypeRef, table: TypeTable): string {
  switch (type.kind) {
    case 'named': {
      const noun = table.get(type.name)?.noun ?? BASES.get(type.name) ?? type.name;
      return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
    }
    case 'var':
      return 'any value';
    case 'list':
      return `a list of ${plural(type.element, table)}`;
    case 'dict':
      return `${plural(type.value, table)} by ${type.key.kind === 'named' ? (table.get(type.key.name)?.noun ?? 'text') : 'text'}`;
    case 'union':
      return type.members.map((m) => inWords(m.type, table)).join(' or ');
    case 'optional':
      return `${inWords(type.of, table)}, or nothing`;
    case 'record':
      return `a record with ${enumerate(type.fields.map((f) => f.name))}`;
  }
}

/** `a, b and c` */
export function enumerate(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] ?? ''}`;
}

function plural(type: TypeRef, table: TypeTable): string {
  if (type.kind !== 'named') return 'values';
  const base = BASES.get(type.name);
  return table.get(type.name)?.plural ?? (base === undefined ? type.name : `${base}s`);
}

const BASES: ReadonlyMap<string, string> = new Map([
  ['str', 'text'],
  ['int', 'whole number'],
  ['float', 'number'],
  ['bool', 'truth value'],
]);
