/**
 * What may follow the tokens of a declaration, by the grammar itself: all its rules are walked at once, each possible
 * reading with its stack of open rules. So completion knows every clause that the parser knows, and in a declaration that is still
 * being written no less than in a whole one.
 */
import type { IToken, TokenType } from 'chevrotain';
import { type Node, readGrammar } from '../../../grammar/model.js';
import { OpenString, Word } from '../../../grammar/tokens.js';

/** One thing that the grammar would take next. */
export interface Expected {
  /** A keyword or sign as it is written, or the name of a class of tokens: `Word`, `String`, `Number`, `Regex`. */
  readonly terminal: { readonly kind: 'literal' | 'token'; readonly text: string };
  /** The open rules, the innermost first. */
  readonly rules: readonly string[];
}

interface State {
  readonly id: number;
  readonly rule: string;
  accepts: boolean;
  readonly edges: Edge[];
}

type Edge =
  | { readonly kind: 'empty'; readonly to: State }
  | { readonly kind: 'terminal'; readonly terminal: Expected['terminal']; readonly to: State }
  | { readonly kind: 'rule'; readonly rule: string; readonly to: State };

/** Where to go on once a rule is done; each stack exists once, so that equal ones are the same object. */
interface Stack {
  readonly id: number;
  readonly back: State;
  readonly below: Stack | null;
}

interface Reading {
  readonly state: State;
  readonly stack: Stack | null;
}

/** All readings after some tokens, before what need not be there is passed over. Each such set exists once. */
interface Readings {
  readonly id: number;
  readonly all: readonly Reading[];
}

/** The walk remembers where each token led from each set of readings; beyond this it begins anew. */
const MOST_KEPT = 20_000;

class Walker {
  readonly #starts = new Map<string, State>();
  readonly #stacks = new Map<string, Stack>();
  readonly #sets = new Map<string, Readings>();
  readonly #steps = new Map<string, Readings>();
  readonly #open = new Map<number, readonly Reading[]>();
  readonly start: Readings;

  constructor() {
    let ids = 0;
    const state = (rule: string): State => ({ id: ids++, rule, accepts: false, edges: [] });
    const wire = (node: Node, rule: string, from: State, to: State): void => {
      switch (node.kind) {
        case 'literal':
          from.edges.push({ kind: 'terminal', terminal: { kind: 'literal', text: node.text }, to });
          return;
        case 'token':
          from.edges.push({ kind: 'terminal', terminal: { kind: 'token', text: node.name }, to });
          return;
        case 'rule':
          from.edges.push({ kind: 'rule', rule: node.name, to });
          return;
        case 'sequence': {
          let at = from;
          for (const [i, item] of node.items.entries()) {
            const next = i === node.items.length - 1 ? to : state(rule);
            wire(item, rule, at, next);
            at = next;
          }
          if (node.items.length === 0) from.edges.push({ kind: 'empty', to });
          return;
        }
        case 'choice':
          for (const option of node.options) wire(option, rule, from, to);
          return;
        case 'optional':
          from.edges.push({ kind: 'empty', to });
          return wire(node.of, rule, from, to);
        case 'repeat': {
          const [before, after] = [state(rule), state(rule)];
          from.edges.push({ kind: 'empty', to: before });
          wire(node.of, rule, before, after);
          if (node.separator === null) after.edges.push({ kind: 'empty', to: before });
          else wire(node.separator, rule, after, before);
          after.edges.push({ kind: 'empty', to });
          return;
        }
      }
    };
    for (const { name, node } of readGrammar()) {
      const [from, to] = [state(name), state(name)];
      to.accepts = true;
      this.#starts.set(name, from);
      wire(node, name, from, to);
    }
    const file = this.#starts.get('file');
    this.start = this.#set(file === undefined ? [] : [{ state: file, stack: null }]);
  }

  get isFull(): boolean {
    return this.#steps.size > MOST_KEPT;
  }

  /** Where a token leads; where it fits nowhere, it is passed over, and the readings stay as they were. */
  step(from: Readings, token: IToken): Readings {
    const key = `${from.id} ${keyOf(token)}`;
    const known = this.#steps.get(key);
    if (known !== undefined) return known;
    const next: Reading[] = [];
    for (const { state, stack } of this.#closure(from)) {
      for (const edge of state.edges) if (edge.kind === 'terminal' && matches(edge.terminal, token)) next.push({ state: edge.to, stack });
    }
    const to = next.length === 0 ? from : this.#set(next);
    this.#steps.set(key, to);
    return to;
  }

  expected(from: Readings): Expected[] {
    const found: Expected[] = [];
    for (const { state, stack } of this.#closure(from)) {
      for (const edge of state.edges) if (edge.kind === 'terminal') found.push({ terminal: edge.terminal, rules: rulesOf(state, stack) });
    }
    return found;
  }

  #set(all: readonly Reading[]): Readings {
    const ids = [...new Map(all.map((r) => [`${r.state.id}/${r.stack?.id ?? ''}`, r] as const))].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    const key = ids.map(([id]) => id).join(' ');
    let known = this.#sets.get(key);
    if (known === undefined) this.#sets.set(key, (known = { id: this.#sets.size, all: ids.map(([, r]) => r) }));
    return known;
  }

  #push(back: State, below: Stack | null): Stack {
    const key = `${back.id}/${below?.id ?? ''}`;
    let known = this.#stacks.get(key);
    if (known === undefined) this.#stacks.set(key, (known = { id: this.#stacks.size, back, below }));
    return known;
  }

  /** With everything that can be reached without a token. */
  #closure(from: Readings): readonly Reading[] {
    const known = this.#open.get(from.id);
    if (known !== undefined) return known;
    const seen = new Set<string>();
    const found: Reading[] = [];
    const queue = [...from.all];
    for (let reading = queue.pop(); reading !== undefined; reading = queue.pop()) {
      const { state, stack } = reading;
      const key = `${state.id}/${stack?.id ?? ''}`;
      if (seen.has(key)) continue;
      seen.add(key);
      found.push(reading);
      if (state.accepts && stack !== null) queue.push({ state: stack.back, stack: stack.below });
      for (const edge of state.edges) {
        if (edge.kind === 'empty') queue.push({ state: edge.to, stack });
        else if (edge.kind === 'rule') {
          const start = this.#starts.get(edge.rule);
          if (start !== undefined) queue.push({ state: start, stack: this.#push(edge.to, stack) });
        }
      }
    }
    this.#open.set(from.id, found);
    return found;
  }
}

function rulesOf(state: State, stack: Stack | null): string[] {
  const rules = [state.rule];
  for (let at = stack; at !== null; at = at.below) rules.push(at.back.rule);
  return rules;
}

function isWord(type: TokenType): boolean {
  return type.CATEGORIES?.includes(Word) === true;
}

/** Tokens that the grammar cannot tell apart have one key. */
function keyOf(token: IToken): string {
  const { tokenType } = token;
  return typeof tokenType.PATTERN === 'string' ? token.image : tokenType === OpenString ? 'String' : `:${tokenType.name}`;
}

function matches(terminal: Expected['terminal'], token: IToken): boolean {
  const { tokenType } = token;
  if (terminal.kind === 'literal') return typeof tokenType.PATTERN === 'string' && token.image === terminal.text;
  if (terminal.text === 'Word') return isWord(tokenType);
  return tokenType.name === terminal.text || (terminal.text === 'String' && tokenType === OpenString);
}

let walker: Walker | undefined;

/** What may follow. @param tokens from the beginning of a declaration, or of the file, up to where one goes on */
export function expectedAfter(tokens: readonly IToken[]): readonly Expected[] {
  if (walker === undefined || walker.isFull) walker = new Walker();
  let readings = walker.start;
  for (const token of tokens) readings = walker.step(readings, token);
  return walker.expected(readings);
}
