/** The grammar in the notation of the W3C (https://www.w3.org/TR/xml/#sec-notation), from the parser's own rules. */
import { mentions, readGrammar, type GrammarRule, type Node } from './model.js';
import { KEYWORDS, RESERVED } from './tokens.js';

const WIDTH = 110;

const HEAD = `/* The grammar of rworld. Generated from the parser by \`npm run grammar\`: change grammar/*.ts, not this file.

   The notation is that of the W3C: ? optional, * any number, + one or more, | or, "…" as written.
   White space and comments may stand between any two tokens. */
`;

/** What the parser's rules are made of: the lexer's patterns (grammar/tokens.ts) in words of this notation. */
const TOKENS = `/* Tokens. */

Word       ::= Identifier | Keyword
Identifier ::= [A-Za-z_] [A-Za-z0-9_]*       /* that is not a reserved word */
Number     ::= [0-9]+ ("." [0-9]+)? ([eE] [+-]? [0-9]+)?
String     ::= '"' ([^"\\#xA#xD] | Escape)* '"'
Escape     ::= "\\" (["\\/bfnrt] | "u" Hex Hex Hex Hex | "u{" Hex+ "}")
Hex        ::= [0-9A-Fa-f]
Regex      ::= "/" ([^/\\[#xA#xD] | "\\" [^#xA#xD] | "[" ([^#x5D\\#xA#xD] | "\\" [^#xA#xD])* "]")+ "/"     /* not after an operand, where "/" divides */

Comment    ::= "//" [^#xA#xD]* | "/*" .* "*/"     /* up to the first */
DocComment ::= "///" [^#xA#xD]*              /* belongs to the declaration, parameter or field after it */
WhiteSpace ::= [#x20#x9#xA#xB#xC#xD#xFEFF]+
`;

export function renderEbnf(): string {
  const rules = readGrammar();
  const parts = [HEAD, ...rules.map(renderRule), TOKENS, `${wrapWords('Keyword   ', KEYWORDS.map((k) => String(k.PATTERN)))}\n${wrapWords('Reserved  ', RESERVED.map((k) => String(k.PATTERN)))}`];
  const known = new Set(rules.map((r) => r.name));
  const unknown = rules.flatMap((r) => mentions(r.node)).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`the grammar mentions rules that it does not have: ${unknown.join(', ')}`);
  return `${parts.map((p) => p.trimEnd()).join('\n\n')}\n`;
}

/** One rule as text; long ones have an option, or a few items, a line. */
export function renderRule({ name, node }: GrammarRule): string {
  const line = `${name} ::= ${show(node)}`;
  if (line.length <= WIDTH) return line;
  if (node.kind === 'choice') return `${name} ::=\n    ${node.options.map((o) => show(o, true)).join('\n  | ')}`;
  const items = node.kind === 'sequence' ? node.items.map((i) => show(i, true)) : [show(node)];
  const lines = [`${name} ::=`];
  let current = '   ';
  for (const item of items) {
    if (current.trim() !== '' && current.length + item.length + 1 > WIDTH) {
      lines.push(current);
      current = '   ';
    }
    current += ` ${item}`;
  }
  return [...lines, current].join('\n');
}

/** @param inside whether the text stands beside others, so that a choice needs brackets */
function show(node: Node, inside = false): string {
  switch (node.kind) {
    case 'literal':
      return `"${node.text}"`;
    case 'token':
    case 'rule':
      return node.name;
    case 'sequence':
      return node.items.map((i) => show(i, true)).join(' ');
    case 'choice': {
      const text = node.options.map((o) => show(o, true)).join(' | ');
      return inside ? `(${text})` : text;
    }
    case 'optional':
      return node.of.kind === 'repeat' && node.of.separator === null ? `${atom(node.of.of)}*` : `${atom(node.of)}?`;
    case 'repeat':
      return node.separator === null ? `${atom(node.of)}+` : `${show(node.of, true)} (${show(node.separator)} ${show(node.of, true)})*`;
  }
}

/** What a `?` or `*` may follow: one thing, or brackets. */
function atom(node: Node): string {
  const single = node.kind === 'literal' || node.kind === 'token' || node.kind === 'rule' || node.kind === 'choice';
  return single ? show(node, true) : `(${show(node)})`;
}

function wrapWords(name: string, words: readonly string[]): string {
  const lines: string[] = [];
  let line = `${name} ::=`;
  for (const [i, word] of words.entries()) {
    const text = `${i === 0 ? ' ' : ' | '}"${word}"`;
    if (line.length + text.length > WIDTH) {
      lines.push(line);
      line = ' '.repeat(13);
    }
    line += text;
  }
  return [...lines, line].join('\n');
}
