/** The grammar as data, taken from the parser itself: what the EBNF and the diagrams are drawn from. */
import { Alternation, Alternative, NonTerminal, Option, Repetition, RepetitionMandatory, RepetitionMandatoryWithSeparator, RepetitionWithSeparator, Terminal, type IProduction } from '#chevrotain';
import { RworldParser } from './parser.js';
import * as t from './tokens.js';

export type Node =
  /** A keyword or sign as it is written. */
  | { readonly kind: 'literal'; readonly text: string }
  /** A class of tokens, such as `Number`. */
  | { readonly kind: 'token'; readonly name: string }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'optional'; readonly of: Node }
  /** One or more; between two of them stands the separator, where there is one. */
  | { readonly kind: 'repeat'; readonly of: Node; readonly separator: Node | null };

export interface GrammarRule {
  readonly name: string;
  readonly node: Node;
}

/** The parser reads a file declaration by declaration (src/syntax/chunks.ts), so it has no rule for the whole. */
const FILE: GrammarRule = {
  name: 'file',
  node: sequence([{ kind: 'optional', of: { kind: 'rule', name: 'worldHeader' } }, optionalRepeat({ kind: 'choice', options: [{ kind: 'rule', name: 'importDecl' }, { kind: 'rule', name: 'declaration' }] }, null)]),
};

/** Every rule, in the order in which a reader meets them: a rule before those that it mentions. */
export function readGrammar(): readonly GrammarRule[] {
  const productions = new RworldParser().getGAstProductions();
  const nodes = new Map<string, Node>([[FILE.name, FILE.node]]);
  for (const [name, rule] of Object.entries(productions)) nodes.set(name, toSequence(rule.definition));
  const ordered: GrammarRule[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const node = nodes.get(name);
    if (node === undefined || seen.has(name)) return;
    seen.add(name);
    ordered.push({ name, node });
    for (const mentioned of mentions(node)) visit(mentioned);
  };
  for (const name of nodes.keys()) visit(name);
  return ordered;
}

/** The rules that a node mentions, each once. */
export function mentions(node: Node): readonly string[] {
  switch (node.kind) {
    case 'literal':
    case 'token':
      return [];
    case 'rule':
      return [node.name];
    case 'sequence':
      return [...new Set(node.items.flatMap(mentions))];
    case 'choice':
      return [...new Set(node.options.flatMap(mentions))];
    case 'optional':
      return mentions(node.of);
    case 'repeat':
      return [...new Set([...mentions(node.of), ...(node.separator === null ? [] : mentions(node.separator))])];
  }
}

function toNode(production: IProduction): Node {
  if (production instanceof NonTerminal) return { kind: 'rule', name: production.nonTerminalName };
  if (production instanceof Terminal) return terminal(production);
  if (production instanceof Option) return { kind: 'optional', of: toSequence(production.definition) };
  if (production instanceof Repetition) return optionalRepeat(toSequence(production.definition), null);
  if (production instanceof RepetitionMandatory) return { kind: 'repeat', of: toSequence(production.definition), separator: null };
  if (production instanceof RepetitionWithSeparator) return optionalRepeat(toSequence(production.definition), word(production.separator));
  if (production instanceof RepetitionMandatoryWithSeparator) return { kind: 'repeat', of: toSequence(production.definition), separator: word(production.separator) };
  if (production instanceof Alternation) return choice(alternatives(production).filter((a) => !onlyRecovery(a.definition)).map((a) => toSequence(a.definition)));
  throw new Error('the grammar has a kind of production that the documents do not know');
}

function alternatives(production: Alternation): Alternative[] {
  return production.definition.flatMap((a) => (a instanceof Alternative ? [a] : []));
}

/** A text without its closing quote is read so that the rest of the file can be; it is no part of the language. */
function onlyRecovery(definition: readonly IProduction[]): boolean {
  const first = definition[0];
  return definition.length === 1 && first instanceof Terminal && first.terminalType === t.OpenString;
}

function toSequence(definition: readonly IProduction[]): Node {
  return sequence(definition.map(toNode));
}

function sequence(written: readonly Node[]): Node {
  const items: Node[] = [];
  for (const item of written) {
    const before = items[items.length - 1];
    // `tag tag*` is `tag+`: only the parser has to write it twice.
    const again = item.kind === 'optional' && item.of.kind === 'repeat' && item.of.separator === null ? item.of : undefined;
    if (before !== undefined && again !== undefined && same(again.of, before)) items[items.length - 1] = again;
    else items.push(item);
  }
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'sequence', items };
}

function same(a: Node, b: Node): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function choice(options: readonly Node[]): Node {
  return options.length === 1 && options[0] !== undefined ? options[0] : { kind: 'choice', options };
}

function optionalRepeat(of: Node, separator: Node | null): Node {
  return { kind: 'optional', of: { kind: 'repeat', of, separator } };
}

function terminal(production: Terminal): Node {
  return word(production.terminalType);
}

function word(type: Terminal['terminalType']): Node {
  return typeof type.PATTERN === 'string' && type.PATTERN !== '' && type !== t.Word ? { kind: 'literal', text: type.PATTERN } : { kind: 'token', name: type.name };
}
