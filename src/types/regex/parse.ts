/**
 * Reads a pattern of the project's own dialect (README.md lists it). What other dialects have beyond it is refused
 * with a reason, never read as something else.
 */
import type { Span } from '../../source/source.js';
import type { ParsedRegex, RegexNode, RegexProblem } from './ast.js';
import { charSet, complement, DIGIT, DOT, isSurrogate, MAX_POINT, rangesOf, SPACE, WORD, type CharSet } from './charset.js';

/** Groups inside groups. */
export const MAX_NESTING = 64;
/** The largest number in `{n,m}`. */
export const MAX_REPEAT = 1000;
/** UTF-16 units of a pattern. */
export const MAX_PATTERN = 10_000;

class Refusal extends Error {
  constructor(readonly problem: RegexProblem) {
    super(problem.message);
  }
}

/** The tree of a pattern, or the first thing that is wrong with it. */
export function parseRegex(pattern: string): ParsedRegex | { readonly problem: RegexProblem } {
  if (pattern.length > MAX_PATTERN) {
    return { problem: { message: `the pattern is longer than ${MAX_PATTERN} characters`, help: undefined, span: { start: 0, end: pattern.length } } };
  }
  try {
    return new Parser(pattern).parse();
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem };
    throw error;
  }
}

const CLASS_ESCAPES: ReadonlyMap<string, CharSet> = new Map([
  ['d', DIGIT],
  ['D', complement(DIGIT)],
  ['w', WORD],
  ['W', complement(WORD)],
  ['s', SPACE],
  ['S', complement(SPACE)],
]);
const CONTROL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['n', 0x0a],
  ['t', 0x09],
  ['r', 0x0d],
  ['f', 0x0c],
  ['v', 0x0b],
]);
const UNBOUNDED_HELP = 'Only the language of the pattern counts here, so "a+?" and "a++" mean what "a+" means.';

class Parser {
  #at = 0;
  #depth = 0;
  #unbounded: Span | null = null;

  constructor(readonly text: string) {}

  parse(): ParsedRegex {
    if (this.text.startsWith('^')) this.#at = 1;
    const node = this.#alternation();
    if (this.#at < this.text.length) this.#fail('a ")" closes no group', 'Write "\\)" for a parenthesis that is meant as a character.', this.#at, this.#at + 1);
    return { node, unbounded: this.#unbounded };
  }

  #alternation(): RegexNode {
    const options = [this.#concat()];
    while (this.text[this.#at] === '|') {
      this.#at++;
      options.push(this.#concat());
    }
    return options.length === 1 && options[0] !== undefined ? options[0] : { kind: 'alternation', options };
  }

  #concat(): RegexNode {
    const items: RegexNode[] = [];
    while (this.#at < this.text.length && this.text[this.#at] !== '|' && this.text[this.#at] !== ')') {
      if (this.text[this.#at] === '$' && this.#at === this.text.length - 1) {
        this.#at++;
        break;
      }
      const item = this.#repeated();
      if (item.kind !== 'empty') items.push(item);
    }
    if (items.length === 0) return { kind: 'empty' };
    return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'concat', items };
  }

  #repeated(): RegexNode {
    const start = this.#at;
    const atom = this.#atom();
    const counts = this.#quantifier();
    if (counts === null) return atom;
    const next = this.text[this.#at];
    if (next === '?' || next === '+') {
      const what = next === '?' ? 'a lazy quantifier' : 'a possessive quantifier';
      this.#fail(`${what} is not supported`, UNBOUNDED_HELP, start, this.#at + 1);
    }
    if (next === '*' || next === '{') this.#fail('two quantifiers follow each other', 'Put the first repetition into a group: "(?:…)*".', start, this.#at + 1);
    if (counts.max === 0 || atom.kind === 'empty') return { kind: 'empty' };
    if (counts.min === 1 && counts.max === 1) return atom;
    if (counts.max === Infinity) this.#unbounded ??= { start, end: this.#at };
    return { kind: 'repeat', of: atom, min: counts.min, max: counts.max };
  }

  #quantifier(): { min: number; max: number } | null {
    const start = this.#at;
    switch (this.text[this.#at]) {
      case '?':
        this.#at++;
        return { min: 0, max: 1 };
      case '*':
        this.#at++;
        return { min: 0, max: Infinity };
      case '+':
        this.#at++;
        return { min: 1, max: Infinity };
      case '{': {
        const close = this.text.indexOf('}', this.#at);
        const match = close === -1 ? null : /^\{(\d{1,9})(,(\d{1,9})?)?\}$/.exec(this.text.slice(this.#at, Math.min(close + 1, this.#at + 24)));
        if (match === null) this.#fail('"{" begins no repetition such as {3}, {2,} or {2,5}', 'Write "\\{" for a brace that is meant as a character.', start, start + 1);
        this.#at = close + 1;
        const min = Number(match[1]);
        const max = match[2] === undefined ? min : match[3] === undefined ? Infinity : Number(match[3]);
        if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) {
          this.#fail(`a repetition may count to ${MAX_REPEAT} at most`, undefined, start, this.#at);
        }
        if (min > max) this.#fail(`the repetition {${min},${max}} ends below its start`, `Write {${max},${min}}.`, start, this.#at);
        return { min, max };
      }
      default:
        return null;
    }
  }

  #atom(): RegexNode {
    const start = this.#at;
    const c = this.text[start] ?? '';
    switch (c) {
      case '(':
        return this.#group();
      case '[':
        return { kind: 'class', set: this.#class() };
      case '.':
        this.#at++;
        return { kind: 'class', set: DOT };
      case '\\': {
        const set = this.#escape(false);
        return { kind: 'class', set: typeof set === 'number' ? [set, set] : set };
      }
      case '^':
        return this.#fail('the anchor "^" may stand only at the very start', 'The whole text must match anyway, so leave it out; write "\\^" for the character.', start, start + 1);
      case '$':
        return this.#fail('the anchor "$" may stand only at the very end', 'The whole text must match anyway, so leave it out; write "\\$" for the character.', start, start + 1);
      case '*':
      case '+':
      case '?':
        return this.#fail(`there is nothing before "${c}" to repeat`, `Write "\\${c}" for the character.`, start, start + 1);
      case '{':
      case '}':
      case ']':
        return this.#fail(`"${c}" stands alone`, `Write "\\${c}" for the character.`, start, start + 1);
      default: {
        const point = this.#codePoint();
        return { kind: 'class', set: [point, point] };
      }
    }
  }

  #group(): RegexNode {
    const start = this.#at;
    this.#at++;
    if (this.text[this.#at] === '?') this.#groupHead(start);
    if (++this.#depth > MAX_NESTING) this.#fail(`groups are nested more than ${MAX_NESTING} deep`, undefined, start, start + 1);
    const node = this.#alternation();
    this.#depth--;
    if (this.text[this.#at] !== ')') this.#fail('the group is not closed', 'Add the ")" or write "\\(" for a parenthesis that is meant as a character.', start, this.text.length);
    this.#at++;
    return node;
  }

  #groupHead(start: number): void {
    const head = this.text.slice(start, start + 4);
    if (head.startsWith('(?:')) {
      this.#at = start + 3;
      return;
    }
    const [what, help] =
      head.startsWith('(?=') || head.startsWith('(?!') || head.startsWith('(?<=') || head.startsWith('(?<!')
        ? ['look-around is not supported', 'List the alternatives, or use a finite set.']
        : head.startsWith('(?<') || head.startsWith('(?P') || head.startsWith("(?'")
          ? ['a named group is not supported', 'Write a plain group "(…)".']
          : head.startsWith('(?>')
            ? ['an atomic group is not supported', 'Write a plain group "(…)".']
            : ['flags and other "(?" forms are not supported', 'Write both cases out, as in "[Aa]", or a plain group "(…)".'];
    this.#fail(what ?? '', help, start, Math.min(start + 3, this.text.length));
  }

  #class(): CharSet {
    const start = this.#at;
    this.#at++;
    const negated = this.text[this.#at] === '^';
    if (negated) this.#at++;
    const ranges: [number, number][] = [];
    for (;;) {
      const c = this.text[this.#at];
      if (c === undefined) this.#fail('the character class is not closed', 'Add the "]" or write "\\[" for a bracket that is meant as a character.', start, this.text.length);
      if (c === ']') break;
      const from = this.#at;
      if (c === '[' && /^\[[:.=]/.test(this.text.slice(this.#at, this.#at + 2))) {
        this.#fail('POSIX classes such as "[:alpha:]" are not supported', 'Write the ranges: "[A-Za-z]".', from, from + 2);
      }
      const first = this.#classMember();
      if (this.text[this.#at] !== '-' || this.text[this.#at + 1] === ']' || this.text[this.#at + 1] === undefined) {
        if (typeof first === 'number') ranges.push([first, first]);
        else ranges.push(...rangesOf(first));
        continue;
      }
      this.#at++;
      const last = this.#classMember();
      if (typeof first !== 'number' || typeof last !== 'number') {
        this.#fail('a range in a class needs a single character at each end', 'Write "\\-" for a hyphen that is meant as a character.', from, this.#at);
      }
      if (last < first) this.#fail(`the range "${this.text.slice(from, this.#at)}" ends below its start`, undefined, from, this.#at);
      ranges.push([first, last]);
    }
    this.#at++;
    const set = charSet(ranges);
    const result = negated ? complement(set) : set;
    if (result.length === 0) this.#fail('the character class matches nothing', undefined, start, this.#at);
    return result;
  }

  #classMember(): number | CharSet {
    return this.text[this.#at] === '\\' ? this.#escape(true) : this.#codePoint();
  }

  /** The code point here; half of a surrogate pair is refused. */
  #codePoint(): number {
    const start = this.#at;
    const point = this.text.codePointAt(start) ?? 0;
    this.#at += point > 0xffff ? 2 : 1;
    if (isSurrogate(point)) this.#fail('half of a surrogate pair is no character', undefined, start, this.#at);
    return point;
  }

  /** After a backslash: one code point, or a class such as `\d`. */
  #escape(inClass: boolean): number | CharSet {
    const start = this.#at;
    const c = this.text[start + 1];
    if (c === undefined) this.#fail('the pattern ends in a backslash', 'Write "\\\\" for the character.', start, start + 1);
    this.#at = start + 2;
    const set = CLASS_ESCAPES.get(c);
    if (set !== undefined) return set;
    const control = CONTROL_ESCAPES.get(c);
    if (control !== undefined) return control;
    const refuse = (message: string, help?: string): never => this.#fail(message, help, start, this.#at);
    if (c === 'u' || c === 'x') return this.#hexEscape(start, c);
    if (c === '0' && !/[0-9]/.test(this.text[this.#at] ?? '')) return 0;
    if (/[0-9]/.test(c)) return refuse('back-references are not supported', 'Write the repeated part out.');
    if (c === 'k') return refuse('back-references are not supported', 'Write the repeated part out.');
    if (c === 'p' || c === 'P') return refuse(`Unicode classes such as "\\${c}{L}" are not supported`, 'Write the ranges: "[A-Za-zÀ-ÖØ-öø-ÿ]".');
    if ((c === 'b' || c === 'B') && !inClass) return refuse(`the word boundary "\\${c}" is not supported`, 'The whole text must match, so say what stands there.');
    if (/[A-Za-z]/.test(c)) return refuse(`the escape "\\${c}" is unknown`, `Write "${c}" for the letter.`);
    this.#at = start + 1;
    return this.#codePoint();
  }

  #hexEscape(start: number, letter: 'u' | 'x'): number {
    const rest = this.text.slice(this.#at, this.#at + 12);
    const match = letter === 'x' ? /^([0-9A-Fa-f]{2})/.exec(rest) : /^(?:([0-9A-Fa-f]{4})|\{([0-9A-Fa-f]{1,6})\})/.exec(rest);
    if (match === null) {
      this.#fail(`"\\${letter}" needs ${letter === 'x' ? 'two hexadecimal digits' : 'four hexadecimal digits, or one to six in braces'}`, undefined, start, this.#at);
    }
    this.#at += match[0].length;
    let point = parseInt(match[1] ?? match[2] ?? '', 16);
    if (point >= 0xd800 && point <= 0xdbff && match[1] !== undefined) {
      const low = /^\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})/.exec(this.text.slice(this.#at, this.#at + 6));
      if (low !== null) {
        this.#at += 6;
        point = 0x10000 + (point - 0xd800) * 0x400 + (parseInt(low[1] ?? '', 16) - 0xdc00);
      }
    }
    if (point > MAX_POINT) this.#fail('there is no such code point', 'The last one is \\u{10FFFF}.', start, this.#at);
    if (isSurrogate(point)) this.#fail('half of a surrogate pair is no character', 'Write the whole code point: "\\u{1F600}".', start, this.#at);
    return point;
  }

  #fail(message: string, help: string | undefined, start: number, end: number): never {
    throw new Refusal({ message, help, span: { start, end } });
  }
}
