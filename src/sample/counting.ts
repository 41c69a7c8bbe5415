/**
 * The counters of a programme folded into one small number, its *state*.
 *
 * Each counter runs from 0 to its largest allowed value (or stops at the smallest wanted one, where there is no upper
 * limit); a state is a mixed-radix number of all of them. Counters that would make the programme too large stay out
 * and are tested while deriving.
 */
import type { Counter } from './limits.js';
import type { Model } from './model.js';

/** The most states that are worth their time; the programme's work grows with the square. */
const MOST_STATES = 40;

export class Counting {
  readonly states: number;
  /** `add[a * states + b]`: the state after both, or -1 where an upper limit is passed. */
  readonly add: Int16Array;
  /** The state that one call of each tool adds. -1: never allowed. */
  readonly toolState: Int16Array;
  /** The state that one user input adds: 0 where inputs are not counted, -1 where none is allowed. */
  readonly freshState: number;
  /** The states that a whole skeleton may end in. */
  readonly accepted: readonly number[];
  /** Rules that did not fit. */
  readonly left: readonly Counter[];

  constructor(model: Model, longest: number) {
    const inside: { readonly counter: Counter; readonly top: number; readonly unit: number }[] = [];
    const left: Counter[] = [];
    let states = 1;
    for (const counter of model.limits.counters) {
      const most = counter.what === 'inputs' ? longest * (model.widest - 1) + model.widest : longest;
      if (counter.min === 0 && counter.max >= most) continue;
      const top = counter.max >= most ? counter.min : counter.max;
      if (states * (top + 1) > MOST_STATES) {
        left.push(counter);
        continue;
      }
      inside.push({ counter: { ...counter, max: counter.max >= most ? Infinity : counter.max }, top, unit: states });
      states *= top + 1;
    }
    const digit = (state: number, unit: number, top: number): number => Math.floor(state / unit) % (top + 1);
    this.states = states;
    this.left = left;
    this.add = new Int16Array(states * states);
    for (let a = 0; a < states; a++) {
      for (let b = 0; b < states; b++) {
        let sum = 0;
        for (const { counter, top, unit } of inside) {
          const value = digit(a, unit, top) + digit(b, unit, top);
          if (value > top && counter.max !== Infinity) sum = -1;
          else if (sum >= 0) sum += Math.min(value, top) * unit;
        }
        this.add[a * states + b] = sum;
      }
    }
    const one = (counts: (counter: Counter) => boolean): number => {
      let state = 0;
      for (const { counter, top, unit } of inside) {
        if (!counts(counter)) continue;
        if (top === 0 && counter.max !== Infinity) return -1;
        state += Math.min(1, top) * unit;
      }
      return state;
    };
    this.freshState = one((c) => c.what === 'inputs');
    this.toolState = Int16Array.from(model.tools, (t) => one((c) => c.tools.has(t.name)));
    const accepted: number[] = [];
    for (let s = 0; s < states; s++) if (inside.every(({ counter, top, unit }) => digit(s, unit, top) >= counter.min)) accepted.push(s);
    this.accepted = accepted;
  }
}
