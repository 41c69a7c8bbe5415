/**
 * The grammar of one sentence: noun phrases, clauses and verb phrases over the tools offered, read top down with a memo.
 * It gives all readings, typed: a phrase is only a reading where its arguments fit their slots.
 */
import { FIELD_LINKS } from './frames.js';
import type { Graph } from './graph.js';
import type { Offer, Openings } from './offer.js';
import { openingKey } from './offer.js';
import type { Phrase } from './phrases.js';
import { addReading, type Discourse, type Reading } from './refer.js';
import { mayBeValue, scalarEnd, valueEnds } from './values.js';

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

const NONE: readonly Reading[] = [];

/**
 * Readings of noun phrases by place. They hold within one sentence after what was introduced before it: a passage. Kept between
 * texts, since a map for each passage would cost more than reading it.
 */
class Memo {
  #passages = new Float64Array(1024);
  readonly #readings: (readonly Reading[])[] = [];
  #last = 0;

  /** A new passage, of which nothing is known. */
  begin(): number {
    return ++this.#last;
  }

  get(passage: number, at: number): readonly Reading[] | undefined {
    return this.#passages[at] === passage ? this.#readings[at] : undefined;
  }

  set(passage: number, at: number, readings: readonly Reading[]): void {
    if (at >= this.#passages.length) {
      const larger = new Float64Array(2 * at);
      larger.set(this.#passages);
      this.#passages = larger;
    }
    this.#passages[at] = passage;
    this.#readings[at] = readings;
  }
}

/** What reading needs room for, kept between texts. Used by one text at a time. */
export class Desk {
  readonly memo = new Memo();
  /** Arguments of the phrases that are being read, in the order of their words. */
  readonly args: number[] = [];
  /** Arguments of one call in the order of its slots. */
  readonly inOrder: number[] = [];
}

export class Grammar {
  /** Where the sentence starts: a phrase there may have a capital letter. */
  #opening = 0;
  #passage = 0;
  /** Whether a user's value may be the start of a phrase. */
  readonly #growing: boolean;
  readonly #memo: Memo;
  readonly #args: number[];
  readonly #inOrder: number[];

  constructor(
    private readonly graph: Graph,
    private readonly text: string,
    private readonly offer: Offer,
    private readonly discourse: Discourse,
    private readonly budget: Budget,
    desk: Desk,
  ) {
    this.#memo = desk.memo;
    this.#args = desk.args;
    this.#inOrder = desk.inOrder;
    this.#growing = offer.suffixes.length > 0 || offer.nouns.loose.length > 0;
  }

  /** Reads a sentence that starts at `opening`: what `read` asks for, it asks with the introductions there are now. */
  sentence(opening: number, read: () => void): void {
    const before = this.#opening;
    const passage = this.#passage;
    this.#opening = opening;
    this.#passage = this.#memo.begin();
    read();
    this.#opening = before;
    this.#passage = passage;
  }

  /** Noun phrases: phrases of tools, fields of records, and references. */
  nouns(at: number): readonly Reading[] {
    const unit = this.text.charCodeAt(at);
    // A value, with nothing that could make it the start of a phrase.
    if (!this.#growing && (unit === 0x22 || (unit >= 0x30 && unit <= 0x39))) return NONE;
    const known = this.#memo.get(this.#passage, at);
    if (known !== undefined) return known;
    const found: Reading[] = [];
    this.#phrases(this.offer.nouns, at, found);
    this.discourse.references(this.text, at, at === this.#opening, found);
    if (this.offer.fields.length > 0) this.#fields(at, found);
    if (this.offer.suffixes.length > 0) this.#grow(at, found);
    const made = found.length === 0 ? NONE : found;
    this.#memo.set(this.#passage, at, made);
    return made;
  }

  clauses(at: number): readonly Reading[] {
    const found: Reading[] = [];
    this.#phrases(this.offer.clauses, at, found);
    return found;
  }

  verbs(at: number): readonly Reading[] {
    const found: Reading[] = [];
    this.#phrases(this.offer.verbs, at, found);
    return found;
  }

  #phrases(openings: Openings, at: number, found: Reading[]): void {
    const { text } = this;
    const key = openingKey(text, at);
    this.#bucket(openings, key, at, found);
    if (at === this.#opening) {
      const small = openingKey(text, at, true);
      if (small !== key) this.#bucket(openings, small, at, found);
    }
    for (const phrase of openings.loose) this.#try(phrase, at, found);
  }

  #bucket(openings: Openings, key: number, at: number, found: Reading[]): void {
    for (let place = openings.first(key); place !== -1; place = openings.next(place)) {
      const phrase = openings.at(place);
      if (phrase !== undefined) this.#try(phrase, at, found);
    }
  }

  #try(phrase: Phrase, at: number, found: Reading[]): void {
    const first = phrase.texts[0] ?? '';
    if (this.text.startsWith(first, at) || (at === this.#opening && this.text.startsWith(phrase.large, at))) this.#fill(phrase, 0, at + first.length, found);
  }

  /** Reads the hole `h` of a phrase and all after it. */
  #fill(phrase: Phrase, h: number, at: number, found: Reading[]): void {
    if (!this.budget.spend()) return;
    const slot = phrase.holes[h];
    if (slot === undefined) {
      const first = this.#args.length - h;
      for (let i = 0; i < h; i++) this.#inOrder[phrase.holes[i] ?? 0] = this.#args[first + i] ?? 0;
      const node = this.graph.call(phrase.tool, this.#inOrder);
      if (node !== -1) addReading(found, at, node);
      return;
    }
    const next = phrase.texts[h + 1] ?? '';
    const unit = this.text.charCodeAt(at);
    if (mayBeValue(unit) || this.graph.mayBeTitle(unit)) this.#value(phrase, h, slot, at, next, found);
    const readings = this.nouns(at);
    for (let i = 0; i < readings.length; i++) {
      const reading = readings[i];
      if (reading !== undefined && this.text.startsWith(next, reading.end)) this.#goOn(phrase, h, slot, reading.node, reading.end + next.length, found);
    }
  }

  /** Reads a user's value in a hole. */
  #value(phrase: Phrase, h: number, slot: number, at: number, next: string, found: Reading[]): void {
    const { text, graph } = this;
    const given = graph.inputAt(text, at);
    const end = given === undefined ? scalarEnd(text, at) : at + given.written.length;
    if (end !== -1) {
      if (text.startsWith(next, end)) for (const node of given?.nodes ?? graph.literal(text.slice(at, end))) this.#goOn(phrase, h, slot, node, end + next.length, found);
      // Only where a list may stand is it worth while to look for one that begins here.
      if (phrase.tool.slots[slot]?.takesList !== true || !(text.startsWith(', ', end) || text.startsWith(' and ', end))) return;
    }
    for (const other of valueEnds(text, at)) {
      if (other === end || !text.startsWith(next, other)) continue;
      for (const node of graph.literal(text.slice(at, other))) this.#goOn(phrase, h, slot, node, other + next.length, found);
    }
  }

  #goOn(phrase: Phrase, h: number, slot: number, node: number, at: number, found: Reading[]): void {
    if (!this.graph.fits(node, phrase.tool, slot)) return;
    this.#args.push(node);
    this.#fill(phrase, h + 1, at, found);
    this.#args.pop();
  }

  /** "the temperature from that forecast" */
  #fields(at: number, found: Reading[]): void {
    const { text, graph } = this;
    if (!text.startsWith('the ', at) && !(at === this.#opening && text.startsWith('The ', at))) return;
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
            if (node !== -1 && graph.names(node)[0]?.text === name) addReading(found, record.end, node);
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
          this.#args.push(start.node);
          this.#fill(phrase, 1, start.end + next.length, found);
          this.#args.pop();
        }
      }
    }
  }
}
