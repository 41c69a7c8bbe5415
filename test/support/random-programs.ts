/**
 * Seeded random programs: walks through the parser's own grammar, so that every construct occurs, also those that will
 * be added to it, with comments and white space of all kinds between the tokens. They parse, and mean nothing.
 */
import { readGrammar, type Node } from '../../grammar/model.js';
import { KEYWORDS } from '../../grammar/tokens.js';
import { SourceFile } from '../../src/source/source.js';
import { parse } from '../../src/syntax/parse.js';
import { hasErrors } from '../../src/diagnostics/diagnostic.js';

type Random = () => number;

/** How deep a walk goes before it takes the shortest way out. */
const DEPTH = 14;

const GRAMMAR: ReadonlyMap<string, Node> = new Map(readGrammar().map(({ name, node }) => [name, node]));

/** The fewest rules inside rules that a node needs, by rule. */
const HEIGHTS: ReadonlyMap<string, number> = heights();

function heights(): Map<string, number> {
  const found = new Map<string, number>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, node] of GRAMMAR) {
      const height = 1 + heightOf(node, found);
      if (height >= (found.get(name) ?? Number.POSITIVE_INFINITY)) continue;
      found.set(name, height);
      changed = true;
    }
  }
  return found;
}

function heightOf(node: Node, known: ReadonlyMap<string, number>): number {
  switch (node.kind) {
    case 'literal':
    case 'token':
    case 'optional':
      return 0;
    case 'rule':
      return known.get(node.name) ?? Number.POSITIVE_INFINITY;
    case 'sequence':
      return Math.max(0, ...node.items.map((item) => heightOf(item, known)));
    case 'choice':
      return Math.min(...node.options.map((option) => heightOf(option, known)));
    case 'repeat':
      return heightOf(node.of, known);
  }
}

/** The tokens of a program, and where one begins an item of the file. */
interface Written {
  readonly tokens: string[];
  readonly starts: Set<number>;
}

function pick<T>(random: Random, of: readonly T[]): T {
  const one = of[Math.floor(random() * of.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

function walk(node: Node, depth: number, random: Random, out: Written): void {
  const tired = depth > DEPTH || out.tokens.length > 400;
  switch (node.kind) {
    case 'literal':
      out.tokens.push(node.text);
      return;
    case 'token':
      out.tokens.push(token(node.name, random));
      return;
    case 'rule': {
      const rule = GRAMMAR.get(node.name);
      if (rule === undefined) throw new Error(`no rule ${node.name}`);
      if (node.name === 'worldHeader' || node.name === 'importDecl' || node.name === 'declaration') out.starts.add(out.tokens.length);
      walk(rule, depth + 1, random, out);
      return;
    }
    case 'sequence':
      for (const item of node.items) walk(item, depth, random, out);
      return;
    case 'choice': {
      const lowest = Math.min(...node.options.map((option) => heightOf(option, HEIGHTS)));
      walk(pick(random, tired ? node.options.filter((option) => heightOf(option, HEIGHTS) === lowest) : node.options), depth, random, out);
      return;
    }
    case 'optional':
      if (random() < (tired ? 0 : 0.45)) walk(node.of, depth, random, out);
      return;
    case 'repeat': {
      const times = tired ? 1 : random() < 0.05 ? 12 : 1 + Math.floor(random() * 3);
      for (let i = 0; i < times; i++) {
        if (i > 0 && node.separator !== null) walk(node.separator, depth, random, out);
        walk(node.of, depth, random, out);
      }
    }
  }
}

const NAMES = ['a', 'price', 'stock_ticker', 'company_name', 'a_rather_long_name_of_a_parameter', 'T', 'Company', 'E', 'x1', '__proto__', 'constructor', 'e5', ...KEYWORDS.map((k) => String(k.PATTERN))];
const TEXTS = ['""', '"x"', '"the price of {item}"', '"{{ and }}"', String.raw`"a \"quoted\" \\ text \u00e9 \u{1F600}"`, '"// no comment"', '"/* no comment */"', '"${a}"', '"  wide   spaces\t"', '"ünïcödé 東京 😀"', '"a phrase that is so long that no two of its kind could stand on one line of a hundred and twenty columns"'];
const NUMBERS = ['0', '1', '42', '1.00', '0.50', '1e6', '2.5E-3', '12000', '9007199254740991'];
const PATTERNS = ['/a/', '/[A-Z]{1,4}/', String.raw`/\/[/"]\//`, '/(a|b)*c/', '/[^*/]/', '/\\*/'];

function token(name: string, random: Random): string {
  switch (name) {
    case 'Word':
      return pick(random, NAMES);
    case 'String':
      return pick(random, TEXTS);
    case 'Number':
      return pick(random, NUMBERS);
    case 'Regex':
      return pick(random, PATTERNS);
    default:
      throw new Error(`no token ${name}`);
  }
}

const COMMENTS = [
  '// a comment', '//', '//no space  ', '// "quotes" /* and */ {braces}', '/* inline */', '/**/', '/* two\n   lines */', '/*\n * with\n * stars\n */', '/* ragged  \n      lines\nof text */', '/// A description.', '///', '/// One of\n/// two lines.', '// prettier-ignore', '/* prettier-ignore */',
  '// a comment that is so long that it alone is as wide as a line can be, which is a hundred and twenty columns, or nearly',
];
const SPACES = [' ', ' ', ' ', '\n', '\n', '\n\n', '\n\n\n', '\t', '  ', '\r\n', '\n    ', ''];

/** White space, and at the rate a comment or more. */
function gap(random: Random, rate: number): string {
  let text = pick(random, SPACES);
  while (random() < rate) {
    const comment = pick(random, COMMENTS);
    text += comment + (comment.startsWith('//') ? pick(random, ['\n', '\r\n', '\n\n', '\n\n\n  ']) : pick(random, SPACES));
  }
  return text === '' ? ' ' : text;
}

function assemble({ tokens, starts }: Written, random: Random, rate: number): string {
  let text = random() < 0.3 ? gap(random, rate) : '';
  for (const [i, word] of tokens.entries()) {
    if (i > 0) text += gap(random, rate);
    // Imports are known by standing at the beginning of a line.
    if (starts.has(i) && i > 0) text += '\n';
    text += word;
  }
  return text + (random() < 0.5 ? gap(random, rate) : '\n');
}

/** @param rate how often a comment stands between two tokens; 0 to under 1 */
export function randomProgram(random: Random, rate: number): string {
  for (;;) {
    const out: Written = { tokens: [], starts: new Set() };
    const items = 1 + Math.floor(random() * 4);
    if (random() < 0.3) walk({ kind: 'rule', name: 'worldHeader' }, 0, random, out);
    for (let i = 0; i < items; i++) walk({ kind: 'rule', name: random() < 0.15 ? 'importDecl' : 'declaration' }, 0, random, out);
    // After the word `accepts` a slash opens a pattern, also where the word is the name of a number.
    if (out.tokens.some((word, i) => word === 'accepts' && out.tokens[i + 1] === '/')) continue;
    const text = assemble(out, random, rate);
    // The grammar is wider than the language: some walks meet a gate, or a word that is read otherwise.
    if (!hasErrors(parse(new SourceFile('random.rworld', text)).diagnostics)) return text;
  }
}
