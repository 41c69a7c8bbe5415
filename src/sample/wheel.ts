/** One weighted choice among options that are offered one after another, their sum known beforehand. */
import type { Draws } from './keys.js';

export class Wheel {
  private left = 0;

  spin(total: number, draws: Draws): void {
    this.left = draws.unit() * total;
  }

  /**
   * Whether the wheel stops at the option offered. Where the weights round to less than the total, it may never stop:
   * the last option of positive weight is then the one.
   */
  stopsAt(weight: number): boolean {
    this.left -= weight;
    return this.left < 0;
  }
}
