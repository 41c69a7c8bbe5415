/** The functions of expressions as a reader is shown them. */
import type { Shape } from '../runtime/functions/built-in.js';
import { BUILT_INS } from '../runtime/functions/table.js';
import type { Word } from './vocabulary.js';

const SHAPES: Readonly<Record<Shape, string>> = {
  int: 'int', float: 'float', number: 'number', str: 'str', bool: 'bool', a: 'T', 'list<a>': 'list<T>', 'list<number>': 'list<number>', 'list<str>': 'list<str>',
  'a?': 'T?', 'list<list<a>>': 'list<list<T>>', 'list<int>': 'list<int>', 'dict<a>': 'dict<str, T>', 'list<calendar>': 'list of dates or times', format: 'format',
  'list<bool>': 'list<bool>', date: 'date', time: 'time', calendar: 'date or time', sized: 'list, dict or text', any: 'value', 'same-calendar': 'same type',
};

export interface FunctionWord extends Word {
  readonly params: readonly string[];
  readonly result: string;
}

/** What a function takes and gives, in words. */
export function functionWord(name: string): FunctionWord | undefined {
  const builtIn = BUILT_INS.get(name);
  if (builtIn === undefined) return undefined;
  const least = builtIn.params.length - (builtIn.optional ?? 0);
  const params = builtIn.params.map((p, i) => (i < least ? SHAPES[p] : `${SHAPES[p]}?`));
  return { form: `${name}(${params.join(', ')}) -> ${SHAPES[builtIn.result]}`, doc: builtIn.doc, params, result: SHAPES[builtIn.result] };
}
