/**
 * The grammar of one sentence: noun phrases, clauses and verb phrases over the tools offered, read top down with a memo.
 * It gives all readings, typed: a phrase is only a reading where its arguments fit their slots.
 */
import { FIELD_LINKS } from './frames.js';
import type { Graph } from './graph.js';
import { capitalise } from './nouns.js';
import { anchorAt, type Lexicon, type Phrase } from './phrases.js';
import type { Discourse } from './refer.js';
import { valueEnds } from './values.js';

/** A reading of a stretch of text: where it ends, and what it means. */
export interface Reading {
  readonly end: number;
  readonly node: number;
}

/** What is spent on one text before it counts as ambiguous beyond telling. */
export class Budget {
  private left = 20000;

  /** False once there is nothing left. */
  spend(): boolean {
    return --this.left > 0;
  }

  get exhausted(): boolean {
    return this.left <= 0;
  }
}

/** The tools that a text may speak of. */
export interface Offer {
  readonly lexicon: Lexicon;
  /** One for each tool of the world. */
  readonly has: Uint8Array;
  readonly suffixes: readonly Phrase[];
  /** Names of fields of their results. */
  readonly fields: readonly string[];
}

const NONE: readonly Reading[] = [];

export class Grammar {
  readonly #nouns = new Map<number, readonly Reading[]>();
  readonly #lexicon: Lexicon;

  /** @param opening where the sentence starts: a phrase there may have a capital letter */
  constructor(
    private readonly graph: Graph,
    private readonly text: string,
    private readonly offer: Offer,
    private readonly discourse: Discourse,
    private readonly opening: number,
    private readonly budget: Budget,
  ) {
    this.#lexicon = offer.lexicon;
  }

  /** Noun phrases: phrases of tools, fields of records, and references. */
  nouns(at: number): readonly Reading[] {
    const known = this.#nouns.get(at);
    if (known !== undefined) return known;
    const unit = this.text.charCodeAt(at);
    // A value, with nothing that could make it the start of a phrase.
    if ((unit === 0x22 || (unit >= 0x30 && unit <= 0x39)) && this.offer.suffixes.length === 0 && !this.#lexicon.nouns.has('')) return NONE;
    const found: Reading[] = [];
    this.#phrases(this.#lexicon.nouns, at, found);
    this.#references(at, found);
    this.#fields(at, found);
    if (this.offer.suffixes.length > 0) this.#grow(at, found);
    const made = found.length === 0 ? NONE : found;
    this.#nouns.set(at, made);
    return made;
  }

  clauses(at: number): readonly Reading[] {
    const found: Reading[] = [];
    this.#phrases(this.#lexicon.clauses, at, found);
    return found;
  }

  verbs(at: number): readonly Reading[] {
    const found: Reading[] = [];
    this.#phrases(this.#lexicon.verbs, at, found);
    return found;
  }

  #phrases(index: ReadonlyMap<string, readonly Phrase[]>, at: number, found: Reading[]): void {
    const { text } = this;
    const { word } = anchorAt(text, at);
    const anchored = word === '' ? undefined : index.get(word);
    if (anchored !== undefined) for (const phrase of anchored) this.#try(phrase, at, found);
    if (at === this.opening && word !== '') {
      const small = word.charAt(0).toLowerCase() + word.slice(1);
      if (small !== word) for (const phrase of index.get(small) ?? []) this.#try(phrase, at, found);
    }
    const loose = index.get('');
    if (loose !== undefined) for (const phrase of loose) this.#try(phrase, at, found);
  }

  #try(phrase: Phrase, at: number, found: Reading[]): void {
    if (this.offer.has[phrase.tool.index] !== 1) return;
    const first = phrase.texts[0] ?? '';
    if (this.text.startsWith(first, at) || (at === this.opening && this.text.startsWith(phrase.large, at))) this.#fill(phrase, 0, at + first.length, [], found);
  }

  /** Reads the hole `h` of a phrase and all after it. */
  #fill(phrase: Phrase, h: number, at: number, args: readonly number[], found: Reading[]): void {
    if (!this.budget.spend()) return;
    const slot = phrase.holes[h];
    if (slot === undefined) {
      const inOrder: number[] = [];
      for (let i = 0; i < args.length; i++) inOrder[phrase.holes[i] ?? 0] = args[i] ?? 0;
      const node = this.graph.call(phrase.tool, inOrder);
      if (node !== -1) add(found, at, node);
      return;
    }
    const next = phrase.texts[h + 1] ?? '';
    for (const end of valueEnds(this.text, at)) {
      if (!this.text.startsWith(next, end)) continue;
      for (const node of this.graph.literal(this.text.slice(at, end))) {
        if (this.graph.fits(node, phrase.tool, slot)) this.#fill(phrase, h + 1, end + next.length, [...args, node], found);
      }
    }
    for (const reading of this.nouns(at)) {
      if (this.text.startsWith(next, reading.end) && this.graph.fits(reading.node, phrase.tool, slot)) this.#fill(phrase, h + 1, reading.end + next.length, [...args, reading.node], found);
    }
  }

  #references(at: number, found: Reading[]): void {
    for (const description of this.discourse.descriptions()) {
      const { text } = description;
      if (!this.text.startsWith(text, at) && !(at === this.opening && this.text.startsWith(capitalise(text), at))) continue;
      for (const node of description.nodes) add(found, at + text.length, node);
    }
  }

  /** "the temperature from that forecast" */
  #fields(at: number, found: Reading[]): void {
    if (this.offer.fields.length === 0) return;
    const { text, graph } = this;
    if (!text.startsWith('the ', at) && !(at === this.opening && text.startsWith('The ', at))) return;
    for (const name of this.offer.fields) {
      if (!text.startsWith(name, at + 4)) continue;
      const end = at + 4 + name.length;
      for (const link of FIELD_LINKS) {
        if (!text.startsWith(link, end)) continue;
        for (const record of this.nouns(end + link.length)) {
          const type = graph.typeOf(record.node);
          if (type?.kind !== 'record') continue;
          for (const field of type.fields) {
            const node = graph.field(record.node, field.name);
            if (node !== -1 && graph.names(node)[0]?.text === name) add(found, record.end, node);
          }
        }
      }
    }
  }

  /** Phrases that begin with a hole: "that city's weather" goes on from "that city". */
  #grow(at: number, found: Reading[]): void {
    const starts: Reading[] = [];
    for (const end of valueEnds(this.text, at)) for (const node of this.graph.literal(this.text.slice(at, end))) starts.push({ end, node });
    const tried = starts.length;
    for (let i = 0; i < tried + found.length; i++) {
      const start = i < tried ? starts[i] : found[i - tried];
      if (start === undefined || !this.budget.spend()) return;
      for (const phrase of this.offer.suffixes) {
        const next = phrase.texts[1] ?? '';
        if (this.text.startsWith(next, start.end) && this.graph.fits(start.node, phrase.tool, phrase.holes[0] ?? 0)) {
          this.#fill(phrase, 1, start.end + next.length, [start.node], found);
        }
      }
    }
  }
}

function add(found: Reading[], end: number, node: number): void {
  for (const each of found) if (each.end === end && each.node === node) return;
  found.push({ end, node });
}
