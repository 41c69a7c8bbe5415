/**
 * Reference: what has been introduced, how it is called afterwards, and what a description can mean.
 *
 * The speaker asks `describe`, the reader asks `meanings`; both look at the same lists. A sentence introduces one thing, its
 * head. What is only mentioned on the way (a nested call, a user's value) is never referred to, but it can stand in the way of
 * a description.
 */
import type { Graph } from './graph.js';
import { letter, ordinal, type Name } from './nouns.js';

interface Head {
  readonly node: number;
  readonly sentence: number;
  /** The name given with "call it …", or null. */
  readonly given: string | null;
}

/** A description, without what may stand before a noun phrase, and the nodes it can mean. */
export interface Description {
  readonly text: string;
  readonly nodes: readonly number[];
}

export class Discourse {
  readonly #heads: Head[] = [];
  /** The last sentence in which a node was mentioned without being its head. */
  readonly #mentions = new Map<number, number>();
  #descriptions: readonly Description[] | null = null;

  constructor(readonly graph: Graph) {}

  get heads(): number {
    return this.#heads.length;
  }

  copy(): Discourse {
    const made = new Discourse(this.graph);
    made.#heads.push(...this.#heads);
    for (const [node, sentence] of this.#mentions) made.#mentions.set(node, sentence);
    return made;
  }

  /** Ends a sentence that introduced a node. */
  introduce(node: number, given: string | null): void {
    const sentence = this.#heads.length;
    this.#mention(node, sentence, true);
    this.#heads.push({ node, sentence, given });
    this.#descriptions = null;
  }

  isHead(node: number): boolean {
    return this.#heads.some((h) => h.node === node);
  }

  #mention(id: number, sentence: number, isNew: boolean): void {
    if (!isNew) {
      if (this.isHead(id)) return;
      this.#mentions.set(id, sentence);
    }
    const node = this.graph.node(id);
    if (node.kind === 'call') for (const arg of node.args) this.#mention(arg, sentence, false);
    else if (node.kind === 'field') this.#mention(node.of, sentence, false);
  }

  /** Whether every head is used by the goal: an instruction has no idle sentences. */
  allServe(goal: number): boolean {
    if (this.#heads.length === 0) return true;
    const reached = new Set<number>();
    const visit = (id: number): void => {
      if (reached.has(id)) return;
      reached.add(id);
      const node = this.graph.node(id);
      if (node.kind === 'call') node.args.forEach(visit);
      else if (node.kind === 'field') visit(node.of);
    };
    visit(goal);
    return this.#heads.every((h) => reached.has(h.node));
  }

  #has(node: number, name: string): boolean {
    for (const each of this.graph.names(node)) if (each.text === name) return true;
    return false;
  }

  /** The last sentence in which something that is no head was mentioned under the name; -1 if none was. */
  #lastMention(name: string): number {
    let last = -1;
    for (const [node, sentence] of this.#mentions) if (sentence > last && this.#has(node, name)) last = sentence;
    return last;
  }

  #named(name: string): Head[] {
    return this.#heads.filter((h) => this.#has(h.node, name));
  }

  /**
   * The shortest description that only this head answers to: "that city", then by role ("that capital"), then "the city you
   * found", then "the second city". Undefined where there is none.
   * @param preferred the role in the phrase that introduced it
   * @param before what is said right before: no one says "that that city"
   */
  describe(node: number, preferred: string | null, before: string): { readonly text: string; readonly plural: boolean } | undefined {
    const head = this.#heads.find((h) => h.node === node);
    if (head === undefined) return undefined;
    if (head.given !== null) return { text: head.given, plural: false };
    const all = this.graph.names(node);
    const known = all.filter((n) => n.role === undefined || n.text === preferred);
    const names = known.length > 0 ? known : all;
    const doubled = /\b(?:that|those) $/.test(before);
    for (const name of doubled ? [] : names) {
      if (this.#named(name.text).length === 1 && this.#lastMention(name.text) <= head.sentence) return { text: `${name.plural ? 'those' : 'that'} ${name.text}`, plural: name.plural };
    }
    for (const name of names) if (this.#named(name.text).length === 1) return { text: `the ${name.text} you found`, plural: name.plural };
    for (const name of names) {
      const place = ordinal(this.#named(name.text).indexOf(head));
      if (place === undefined) continue;
      const text = `the ${place} ${counted(name)}`;
      return { text: this.#lastMention(name.text) === -1 ? text : `${text} you found`, plural: false };
    }
    return undefined;
  }

  /** A name to give a node that is about to be introduced: `city A`. */
  nameFor(node: number): string | null {
    const name = this.graph.names(node)[0];
    const sign = letter(this.#heads.length);
    return name === undefined || sign === undefined ? null : `${counted(name)} ${sign}`;
  }

  /** Every description that means anything now. Names that were given come first. */
  descriptions(): readonly Description[] {
    return (this.#descriptions ??= this.#describeAll());
  }

  #describeAll(): Description[] {
    const all: Description[] = [];
    const names = new Map<string, Name>();
    for (const head of this.#heads) {
      if (head.given !== null) all.push({ text: head.given, nodes: [head.node] });
      for (const name of this.graph.names(head.node)) names.set(name.text, name);
    }
    for (const name of names.values()) {
      const heads = this.#named(name.text);
      const last = this.#lastMention(name.text);
      const rivals: number[] = [];
      // What was mentioned after a head of the same name may be what "that" points to.
      if (last !== -1) for (const [node, at] of this.#mentions) if (this.#has(node, name.text) && heads.some((h) => at > h.sentence)) rivals.push(node);
      const nodes = heads.map((h) => h.node);
      all.push({ text: `${name.plural ? 'those' : 'that'} ${name.text}`, nodes: [...nodes, ...rivals] });
      all.push({ text: `the ${name.text} you found`, nodes });
      for (const [i, head] of heads.entries()) {
        const place = ordinal(i);
        if (place === undefined) break;
        const text = `the ${place} ${counted(name)}`;
        // "The first city you found" counts what was found; "the first city" might count the others too.
        all.push({ text: `${text} you found`, nodes: [head.node] });
        all.push({ text, nodes: last === -1 ? [head.node] : [head.node, ...[...this.#mentions.keys()].filter((n) => this.#has(n, name.text))] });
      }
    }
    return all;
  }
}

/** Several things under one name are a set when they are counted: "the first set of movie titles". */
function counted(name: Name): string {
  return name.plural ? `set of ${name.text}` : name.text;
}
