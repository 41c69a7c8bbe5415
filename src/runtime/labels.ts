/**
 * What keys are derived from: labels, in bytes. The encoding is unambiguous: a label is a tag byte (`s` for text, `n` for a
 * number, which is written in decimal), its length in bytes as four bytes little-endian, and its UTF-8 bytes.
 */
import type { Json } from '../ir/ir.js';
import { canonicalJson, isList, sortedNames } from './canonical.js';

const TEXT = 0x73;
const NUMBER = 0x6e;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const encoder = new TextEncoder();

/** Writes labels one after the other; what was written before is overwritten. */
export class LabelWriter {
  bytes = new Uint8Array(512);
  length = 0;
  /** Where the text label that is being written begins. */
  #open = 0;

  /** Begins anew, with labels that were encoded before. */
  restart(encoded?: Uint8Array): this {
    this.length = 0;
    if (encoded !== undefined) {
      this.#reserve(encoded.length);
      this.bytes.set(encoded);
      this.length = encoded.length;
    }
    return this;
  }

  add(label: string | number): this {
    this.#begin(typeof label === 'number' ? NUMBER : TEXT);
    this.text(typeof label === 'number' ? String(label) : label);
    return this.end();
  }

  /** Begins a text label that is written in pieces. */
  begin(): this {
    return this.#begin(TEXT);
  }

  #begin(tag: number): this {
    this.#reserve(5);
    this.#open = this.length;
    this.bytes[this.length] = tag;
    this.length += 5;
    return this;
  }

  /** A piece of a label. By hand while it is ASCII, which names and canonical JSON nearly always are. */
  text(piece: string): this {
    this.#reserve(piece.length * 3);
    const { bytes, length } = this;
    for (let i = 0; i < piece.length; i++) {
      const unit = piece.charCodeAt(i);
      if (unit > 0x7f) {
        this.length += encoder.encodeInto(piece, bytes.subarray(length)).written;
        return this;
      }
      bytes[length + i] = unit;
    }
    this.length += piece.length;
    return this;
  }

  /** A piece of a label: a value's canonical JSON. @throws RangeError for what JSON cannot say */
  json(value: Json): this {
    if (typeof value === 'string') return this.#quoted(value);
    if (typeof value !== 'object' || value === null) return this.text(canonicalJson(value));
    let separator = isList(value) ? '[' : '{';
    if (isList(value)) {
      if (value.length === 0) this.text(separator);
      for (const item of value) {
        this.text(separator).json(item);
        separator = ',';
      }
      return this.text(']');
    }
    const names = sortedNames(value);
    if (names.length === 0) this.text(separator);
    for (const name of names) {
      this.text(separator).#quoted(name).text(':').json(value[name] ?? null);
      separator = ',';
    }
    return this.text('}');
  }

  #quoted(text: string): this {
    this.#reserve(text.length + 2);
    const { bytes } = this;
    let at = this.length;
    bytes[at++] = QUOTE;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      // Printable ASCII that stands for itself; anything else, and the text is written in the general way.
      if (unit < 0x20 || unit > 0x7e || unit === QUOTE || unit === BACKSLASH) return this.text(canonicalJson(text));
      bytes[at++] = unit;
    }
    bytes[at++] = QUOTE;
    this.length = at;
    return this;
  }

  /** Ends the label. */
  end(): this {
    const length = this.length - this.#open - 5;
    for (let i = 0; i < 4; i++) this.bytes[this.#open + 1 + i] = length >>> (8 * i);
    return this;
  }

  /** The labels so far, in bytes of their own. */
  encoded(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  /** Fills the last block of 64 bytes up with zeros; the number of blocks. */
  pad(): number {
    const blocks = (this.length + 63) >> 6;
    this.#reserve(64);
    this.bytes.fill(0, this.length, blocks << 6);
    return blocks;
  }

  #reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(2 * (this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
