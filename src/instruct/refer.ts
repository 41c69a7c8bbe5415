/**
 * Reference: what has been introduced, how it is called afterwards, and what a description can mean.
 *
 * The speaker asks `describe`, the reader asks `references`; both look at the same lists. A sentence introduces one thing, its
 * head. What is only mentioned on the way (a nested call, a user's value) is never referred to, but it can stand in the way of
 * a description.
 */
import type { Graph } from './graph.js';
import { capitalise, letter, ordinal, type Name } from './nouns.js';

/** A reading of a stretch of text: where it ends, and what it means. */
export interface Reading {
  readonly end: number;
  readonly node: number;
}

export function addReading(found: Reading[], end: number, node: number): void {
  for (let i = 0; i < found.length; i++) {
    const each = found[i];
    if (each?.end === end && each.node === node) return;
  }
  found.push({ end, node });
}

const NEVER = -1;

/** Used by one text at a time. */
export class Discourse {
  /** The node that each sentence introduced. */
  readonly #heads: number[] = [];
  /** For each sentence the name given with "call it …", or null. */
  readonly #given: (string | null)[] = [];
  /** For each node the sentence that introduced it, or NEVER. */
  readonly #introduced: number[] = [];
  /** For each node the last sentence in which it was mentioned without being its head, or NEVER. */
  readonly #mentioned: number[] = [];
  /** The nodes that were mentioned at all. */
  readonly #mentions: number[] = [];
  /** The names of all heads, each once. Where two things have one name, the later one says whether it is several. */
  readonly #names: Name[] = [];
  /** What `introduce` changed, to be taken back: for each mention its node and the sentence before; a mark for each sentence. */
  readonly #changes: number[] = [];
  readonly #marks: number[] = [];
  /** For each name of each head what stood in its place; undefined where it was new. */
  readonly #former: (Name | undefined)[] = [];

  #graph: Graph | null = null;

  private get graph(): Graph {
    if (this.#graph === null) throw new Error('a discourse is about the things of a text');
    return this.#graph;
  }

  /** Turns to another text. All that was introduced in the one before has been taken back. */
  turnTo(graph: Graph): void {
    if (this.#heads.length > 0) throw new Error('a discourse is still under way');
    this.#graph = graph;
  }

  /** Takes all introductions back. */
  clear(): void {
    while (this.#heads.length > 0) this.forget();
  }

  get heads(): number {
    return this.#heads.length;
  }

  /** Ends a sentence that introduced a node. */
  introduce(node: number, given: string | null): void {
    const sentence = this.#heads.length;
    this.#marks.push(this.#changes.length);
    this.#mention(node, sentence, true);
    this.#heads.push(node);
    this.#given.push(given);
    this.#introduced[node] = sentence;
    for (const name of this.graph.names(node)) {
      const at = this.#place(name.text);
      this.#former.push(this.#names[at]);
      this.#names[at] = name;
    }
  }

  /** Takes the last introduction back. */
  forget(): void {
    const head = this.#heads.pop();
    if (head === undefined) return;
    this.#given.pop();
    this.#introduced[head] = NEVER;
    const names = this.graph.names(head);
    for (let i = names.length - 1; i >= 0; i--) {
      const former = this.#former.pop();
      if (former === undefined) this.#names.pop();
      else this.#names[this.#place(former.text)] = former;
    }
    const mark = this.#marks.pop() ?? 0;
    while (this.#changes.length > mark) {
      const before = this.#changes.pop() ?? NEVER;
      const node = this.#changes.pop() ?? 0;
      this.#mentioned[node] = before;
      if (before === NEVER) this.#mentions.pop();
    }
  }

  /** The place of a name among the heads' names; the next free one where it is new. */
  #place(name: string): number {
    let at = 0;
    while (at < this.#names.length && this.#names[at]?.text !== name) at++;
    return at;
  }

  isHead(node: number): boolean {
    return this.#sentenceOf(node) !== NEVER;
  }

  /** The sentence that introduced the node. */
  #sentenceOf(node: number): number {
    return node < this.#introduced.length ? (this.#introduced[node] ?? NEVER) : NEVER;
  }

  #mention(id: number, sentence: number, isNew: boolean): void {
    if (!isNew) {
      if (this.isHead(id)) return;
      const before = this.#mentioned[id] ?? NEVER;
      if (before !== sentence) {
        this.#changes.push(id, before);
        if (before === NEVER) this.#mentions.push(id);
        this.#mentioned[id] = sentence;
      }
    }
    const node = this.graph.node(id);
    if (node.kind === 'call') for (const arg of node.args) this.#mention(arg, sentence, false);
    else if (node.kind === 'field') this.#mention(node.of, sentence, false);
  }

  /** Whether every head is used by the goal: an instruction has no idle sentences. */
  allServe(goal: number): boolean {
    if (this.#heads.length === 0) return true;
    const reached: boolean[] = [];
    this.#reach(goal, reached);
    return this.#heads.every((head) => reached[head] === true);
  }

  #reach(id: number, reached: boolean[]): void {
    if (reached[id] === true) return;
    reached[id] = true;
    const node = this.graph.node(id);
    if (node.kind === 'call') for (const arg of node.args) this.#reach(arg, reached);
    else if (node.kind === 'field') this.#reach(node.of, reached);
  }

  #has(node: number, name: string): boolean {
    for (const each of this.graph.names(node)) if (each.text === name) return true;
    return false;
  }

  /** The last sentence in which something that is no head was mentioned under the name; NEVER if none was. */
  #lastMention(name: string): number {
    let last = NEVER;
    for (const node of this.#mentions) {
      const sentence = this.#mentioned[node] ?? NEVER;
      if (sentence > last && this.#has(node, name)) last = sentence;
    }
    return last;
  }

  /** The first sentence from `from` on that introduced something of the name; NEVER if none did. */
  #next(name: string, from: number): number {
    for (let i = from; i < this.#heads.length; i++) if (this.#has(this.#heads[i] ?? 0, name)) return i;
    return NEVER;
  }

  #isAlone(name: string): boolean {
    const first = this.#next(name, 0);
    return first !== NEVER && this.#next(name, first + 1) === NEVER;
  }

  /**
   * The shortest description that only this head answers to: "that city", then by role ("that capital"), then "the city you
   * found", then "the second city". Undefined where there is none.
   * @param preferred the role in the phrase that introduced it
   * @param before what is said right before: no one says "that that city"
   */
  describe(node: number, preferred: string | null, before: string): { readonly text: string; readonly plural: boolean } | undefined {
    const sentence = this.#sentenceOf(node);
    if (sentence === NEVER) return undefined;
    const given = this.#given[sentence] ?? null;
    if (given !== null) return { text: given, plural: false };
    const all = this.graph.names(node);
    // Roles are for the phrase that has them; a thing with nothing but roles goes by any.
    const serves = (name: Name): boolean => name.role === undefined || name.text === preferred;
    const any = !all.some(serves);
    if (!endsWithThat(before)) {
      for (const name of all) {
        if ((any || serves(name)) && this.#isAlone(name.text) && this.#lastMention(name.text) <= sentence) return { text: (name.plural ? 'those ' : 'that ') + name.text, plural: name.plural };
      }
    }
    for (const name of all) if ((any || serves(name)) && this.#isAlone(name.text)) return { text: `the ${name.text} you found`, plural: name.plural };
    for (const name of all) {
      if (!any && !serves(name)) continue;
      let count = 0;
      for (let at = this.#next(name.text, 0); at !== NEVER && at < sentence; at = this.#next(name.text, at + 1)) count++;
      const place = ordinal(count);
      if (place === undefined) continue;
      const text = `the ${place} ${counted(name)}`;
      return { text: this.#lastMention(name.text) === NEVER ? text : `${text} you found`, plural: false };
    }
    return undefined;
  }

  /** A name to give a node that is about to be introduced: `city A`. */
  nameFor(node: number): string | null {
    const name = this.graph.names(node)[0];
    const sign = letter(this.#heads.length);
    return name === undefined || sign === undefined ? null : `${counted(name)} ${sign}`;
  }

  /**
   * Adds what the text at a place can refer to. Given names are read first.
   * @param opening whether a sentence starts here, so that a description may have a capital letter
   */
  references(text: string, at: number, opening: boolean, found: Reading[]): void {
    if (this.#heads.length === 0) return;
    for (let i = 0; i < this.#given.length; i++) {
      const given = this.#given[i] ?? null;
      if (given !== null && stands(text, at, given, opening)) addReading(found, at + given.length, this.#heads[i] ?? 0);
    }
    const first = text.charCodeAt(at);
    // t or T: all other descriptions start with "that", "those" or "the".
    if (first !== 0x74 && !(opening && first === 0x54)) return;
    if (text.startsWith('he ', at + 1)) this.#definite(text, at + 4, found);
    else if (text.startsWith('hat ', at + 1)) this.#pointed(text, at + 5, false, found);
    else if (text.startsWith('hose ', at + 1)) this.#pointed(text, at + 6, true, found);
  }

  /** "that city": any head of the name, and whatever was mentioned under it after one of them. */
  #pointed(text: string, at: number, plural: boolean, found: Reading[]): void {
    for (const name of this.#names) {
      if (name.plural !== plural || !text.startsWith(name.text, at)) continue;
      const end = at + name.text.length;
      const first = this.#headsOf(name.text, end, found);
      for (const node of this.#mentions) {
        if ((this.#mentioned[node] ?? NEVER) > first && this.#has(node, name.text)) addReading(found, end, node);
      }
    }
  }

  /** Adds all heads of the name, each as what ends at `end`; returns the first's sentence. */
  #headsOf(name: string, end: number, found: Reading[]): number {
    const first = this.#next(name, 0);
    for (let i = first; i !== NEVER; i = this.#next(name, i + 1)) addReading(found, end, this.#heads[i] ?? 0);
    return first;
  }

  /** "the city you found", "the second city", "the second city you found" */
  #definite(text: string, at: number, found: Reading[]): void {
    const names = this.#names;
    for (const name of names) {
      const end = at + name.text.length;
      if (text.startsWith(name.text, at) && text.startsWith(FOUND, end)) this.#headsOf(name.text, end + FOUND.length, found);
    }
    for (let i = 0; i < this.#heads.length; i++) {
      const place = ordinal(i);
      if (place === undefined) return;
      if (!text.startsWith(place, at) || text.charCodeAt(at + place.length) !== 0x20) continue;
      for (const name of names) this.#counted(text, at + place.length + 1, name, i, found);
    }
  }

  #counted(text: string, at: number, name: Name, place: number, found: Reading[]): void {
    const words = counted(name);
    if (!text.startsWith(words, at)) return;
    let sentence = this.#next(name.text, 0);
    for (let i = 0; i < place && sentence !== NEVER; i++) sentence = this.#next(name.text, sentence + 1);
    if (sentence === NEVER) return;
    const head = this.#heads[sentence] ?? 0;
    const end = at + words.length;
    // "The first city you found" counts what was found; "the first city" might count the others too.
    if (text.startsWith(FOUND, end)) addReading(found, end + FOUND.length, head);
    addReading(found, end, head);
    for (const node of this.#mentions) if (this.#has(node, name.text)) addReading(found, end, node);
  }
}

const FOUND = ' you found';

function stands(text: string, at: number, words: string, opening: boolean): boolean {
  return text.startsWith(words, at) || (opening && text.startsWith(capitalise(words), at));
}

/** Whether the words end with a pointing word. */
function endsWithThat(words: string): boolean {
  for (const word of ['that ', 'those ']) {
    if (words.endsWith(word) && !/\w/.test(words.charAt(words.length - word.length - 1))) return true;
  }
  return false;
}

/** Several things under one name are a set when they are counted: "the first set of movie titles". */
function counted(name: Name): string {
  return name.plural ? `set of ${name.text}` : name.text;
}
