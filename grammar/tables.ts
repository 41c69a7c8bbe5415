/** The parts of REFERENCE.md that are made from code: each between two markers, so that it cannot grow old. */
import { listCodes } from '../src/diagnostics/explain.js';
import type { BuiltIn, Shape } from '../src/runtime/functions/built-in.js';
import { BUILT_INS } from '../src/runtime/functions/table.js';
import { KEYWORDS, RESERVED } from './tokens.js';

const TABLES: ReadonlyMap<string, () => string> = new Map([
  ['functions', functions],
  ['words', words],
  ['codes', codes],
]);

/** The manual with every generated part as the code has it now. */
export function refreshReference(text: string): string {
  let fresh = text;
  for (const [name, table] of TABLES) {
    const marker = new RegExp(`(<!-- generated: ${name} -->\\n)[^]*?(<!-- end -->)`);
    if (!marker.test(fresh)) throw new Error(`the manual has no place for the table "${name}"`);
    fresh = fresh.replace(marker, (_whole, start: string, end: string) => `${start}\n${table()}\n\n${end}`);
  }
  return fresh;
}

const SHAPES: Readonly<Record<Shape, string>> = {
  int: 'int',
  float: 'float',
  number: 'number',
  str: 'str',
  bool: 'bool',
  a: 'T',
  'a?': 'T?',
  'list<a>': 'list<T>',
  'list<list<a>>': 'list<list<T>>',
  'list<int>': 'list<int>',
  'dict<a>': 'dict<str, T>',
  'list<calendar>': 'list<calendar>',
  format: 'format',
  'list<number>': 'list<number>',
  'list<str>': 'list<str>',
  'list<bool>': 'list<bool>',
  date: 'date',
  time: 'time',
  calendar: 'calendar',
  sized: 'sized',
  any: 'any',
  'same-calendar': 'same',
};

function functions(): string {
  const rows = [...BUILT_INS].map(([name, builtIn]) => `| \`${signature(name, builtIn)}\` | \`${SHAPES[builtIn.result]}\` | ${builtIn.doc} |`);
  return ['| call | gives | meaning |', '|---|---|---|', ...rows].join('\n');
}

function signature(name: string, { params, optional = 0 }: BuiltIn): string {
  // The two that take a list or two values.
  if (name === 'min' || name === 'max') return `${name}(T, T)\` or \`${name}(list<T>)`;
  const needed = params.slice(0, params.length - optional).map((p) => SHAPES[p]);
  const left = params.slice(params.length - optional).map((p) => `[, ${SHAPES[p]}]`);
  return `${name}(${needed.join(', ')}${left.join('')})`;
}

function words(): string {
  const list = (tokens: typeof KEYWORDS): string => tokens.map((k) => `\`${String(k.PATTERN)}\``).join(' ');
  return `Reserved, never names: ${list(RESERVED)}.\n\nContextual, names wherever a name may stand: ${list(KEYWORDS)}.`;
}

function codes(): string {
  return ['| code | | what it says |', '|---|---|---|', ...listCodes().map((c) => `| ${c.code} | ${c.severity} | ${c.title} |`)].join('\n');
}
