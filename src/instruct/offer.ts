/**
 * The phrases that one text may use, by how they open. Every task offers other tools, so the table is filled anew for each
 * text: a few dozen phrases, instead of all those of a large world that open alike.
 */
import type { Lexeme, Phrase } from './phrases.js';

/** Buckets of the table. */
const BUCKETS = 128;

/** No key: what a text opens with says nothing about the phrase. */
export const LOOSE = -1;

/**
 * The bucket of a text by its first two characters, a leading "the" left out.
 * @param small whether a first letter from A to Z counts as a small one
 */
export function openingKey(text: string, at: number, small = false): number {
  const start = startsWithThe(text, at) ? at + 4 : at;
  let first = text.charCodeAt(start);
  if (small && first >= 0x41 && first <= 0x5a) first += 32;
  return (Math.imul(first, 31) + text.charCodeAt(start + 1)) & (BUCKETS - 1);
}

/** The key that a phrase is filed under by its first words. A letter beyond ASCII has a capital that the key does not know. */
export function keyOfOpening(opening: string): number {
  return opening.length < (startsWithThe(opening, 0) ? 6 : 2) || opening.charCodeAt(0) > 0x7f ? LOOSE : openingKey(opening, 0);
}

function startsWithThe(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (unit === 0x74 || unit === 0x54) && text.charCodeAt(at + 1) === 0x68 && text.charCodeAt(at + 2) === 0x65 && text.charCodeAt(at + 3) === 0x20;
}

/** Phrases of one kind, in buckets that are linked lists. */
export class Openings {
  readonly #first = new Int32Array(BUCKETS).fill(-1);
  readonly #next: number[] = [];
  readonly #phrases: Phrase[] = [];
  /** Those that any text may open with. */
  readonly loose: Phrase[] = [];

  clear(): void {
    this.#first.fill(-1);
    this.#next.length = 0;
    this.#phrases.length = 0;
    this.loose.length = 0;
  }

  add(phrase: Phrase): void {
    if (phrase.key === LOOSE) {
      this.loose.push(phrase);
      return;
    }
    this.#next.push(this.#first[phrase.key] ?? -1);
    this.#first[phrase.key] = this.#phrases.length;
    this.#phrases.push(phrase);
  }

  /** The first place of a bucket; -1 where it is empty. */
  first(key: number): number {
    return this.#first[key] ?? -1;
  }

  next(place: number): number {
    return this.#next[place] ?? -1;
  }

  at(place: number): Phrase | undefined {
    return this.#phrases[place];
  }
}

export class Offer {
  readonly nouns = new Openings();
  readonly clauses = new Openings();
  readonly verbs = new Openings();
  /** Noun phrases that begin with a hole. */
  readonly suffixes: Phrase[] = [];
  /** Names of fields of the tools' results. */
  readonly fields: string[] = [];

  clear(): void {
    this.nouns.clear();
    this.clauses.clear();
    this.verbs.clear();
    this.suffixes.length = 0;
    this.fields.length = 0;
  }

  add(tool: Lexeme): void {
    const { nouns, clauses, verbs, suffixes, fields } = tool.readable;
    for (let i = 0; i < nouns.length; i++) this.nouns.add(nouns[i]!);
    for (let i = 0; i < clauses.length; i++) this.clauses.add(clauses[i]!);
    for (let i = 0; i < verbs.length; i++) this.verbs.add(verbs[i]!);
    for (let i = 0; i < suffixes.length; i++) this.suffixes.push(suffixes[i]!);
    for (let i = 0; i < fields.length; i++) if (!this.fields.includes(fields[i]!)) this.fields.push(fields[i]!);
  }
}
