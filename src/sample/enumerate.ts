/**
 * All skeletons of a length, where they are few.
 *
 * The same walk as everywhere, with an odometer for the chooser: every derivation that the programme thinks possible is
 * walked once, those that a rule ends are passed over, and no two end in one skeleton. Kept are only the choices, from
 * which a skeleton is walked again.
 */
import type { Deriver } from './derive.js';
import { Ints, Words } from './growing.js';
import { Odometer } from './odometer.js';
import type { Skeleton } from './skeleton.js';

export interface EnumerationLimits {
  /** Give up beyond so many skeletons. */
  readonly skeletons: number;
  /** Give up beyond so many walks. */
  readonly walks: number;
}

export class Enumeration {
  private readonly odometer = new Odometer();

  private constructor(
    private readonly deriver: Deriver,
    readonly size: number,
    private readonly digits: Uint16Array,
    private readonly starts: Int32Array,
    /** `size` tools of the model for each skeleton. */
    readonly tools: Int32Array,
    /** Arguments of each skeleton that point to a value already made. */
    readonly pointers: Uint16Array,
  ) {}

  /** @param owns says of the term that a walk has just ended in whether it is counted; null where the limits do not suffice */
  static of(deriver: Deriver, size: number, limits: EnumerationLimits, owns: () => boolean = () => true): Enumeration | null {
    const odometer = new Odometer();
    const digits = new Words();
    const starts = new Ints();
    const tools = new Ints();
    const pointers = new Words();
    starts.push(0);
    let walks = 0;
    do {
      if (++walks > limits.walks) return null;
      if (deriver.walkOdometer(size, odometer) !== 'done' || !owns()) continue;
      if (starts.length > limits.skeletons) return null;
      odometer.copyTo(digits);
      starts.push(digits.length);
      for (let c = 0; c < size; c++) tools.push(deriver.term.toolOf(c));
      pointers.push(deriver.term.pointers);
    } while (odometer.advance());
    return new Enumeration(deriver, size, digits.take(), starts.take(), tools.take(), pointers.take());
  }

  get count(): number {
    return this.starts.length - 1;
  }

  /** Whether a skeleton calls the tool, by its number in the model. */
  has(index: number, tool: number): boolean {
    for (let c = index * this.size; c < (index + 1) * this.size; c++) if (this.tools[c] === tool) return true;
    return false;
  }

  /** @param index 0 .. count-1, in the order of the names on the way from the goal */
  at(index: number): Skeleton {
    this.odometer.set(this.digits, this.starts[index] ?? 0, this.starts[index + 1] ?? 0);
    if (this.deriver.walkOdometer(this.size, this.odometer) !== 'done') throw new RangeError(`no skeleton ${index}`);
    return this.deriver.skeleton();
  }
}
