/**
 * How much a call may compute. Expressions always end, but comprehensions inside comprehensions over large tables would end too
 * late. What is counted are items: of the list that a comprehension runs over, of the rows of an entity that are listed, of the lists
 * that a function is given or returns, of the list that `in` looks through. The count is the same in every language, and
 * does not depend on what an environment remembers: a remembered cell costs what it cost to compute.
 */
import { fail } from './functions/built-in.js';

export const MOST_ITEMS = 10_000_000;

export class Meter {
  used = 0;

  /** @throws ComputationError where the call has computed too much */
  spend(items: number): void {
    this.used += items;
    if (this.used > MOST_ITEMS) fail('this takes too long to compute: it goes through more than 10,000,000 items');
  }

  /** Whether the call has been stopped for computing too much. */
  get exhausted(): boolean {
    return this.used > MOST_ITEMS;
  }

  reset(): void {
    this.used = 0;
  }
}
