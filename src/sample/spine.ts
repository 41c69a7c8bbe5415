/**
 * The forced part of a directed walk: a chain of calls from the goal down to the one that is to occur.
 *
 * Call `d` of the chain is the goal for d = 0, and an argument of call d - 1 otherwise. The walk opens the chain's calls
 * as its open calls 0, 1, 2 …; an open call is on the chain while every call around it is at the chain's argument.
 */
import type { ChoiceTable } from './choices.js';
import type { Term } from './term.js';

export interface SpineCall {
  readonly port: number;
  /** The cell of its arguments. */
  readonly cell: number;
  /** Which of its arguments goes on with the chain; -1 for the last call. */
  readonly argument: number;
  /** For each argument up to that one: the branch, the cell of the slot and the cell of the rest. */
  readonly divisions: readonly Division[];
}

export interface Division {
  readonly branch: number;
  readonly slot: number;
  readonly rest: number;
}

export class Spine {
  constructor(private readonly calls: readonly SpineCall[]) {}

  get goal(): number {
    return this.calls[0]?.port ?? 0;
  }

  /** The cell of the arguments of chain call `d`. */
  cell(d: number): number {
    return this.calls[d]?.cell ?? 0;
  }

  /** The option of the table that the chain forces on the innermost open call; -1 where it forces none. */
  division(term: Term, table: ChoiceTable): number {
    const top = term.open - 1;
    const forced = this.isOn(term, top) ? this.calls[top]?.divisions[term.openFilled[top] ?? 0] : undefined;
    if (forced === undefined) return -1;
    for (let o = 0; o < table.cumulative.length; o++) {
      if (table.first(o) === forced.branch && table.second(o) === forced.slot && table.third(o) === forced.rest) return o;
    }
    return -1;
  }

  /** The port that the chain puts into the slot that is now filled; -1 where it puts none. */
  port(term: Term): number {
    const top = term.open - 1;
    if (!this.isOn(term, top) || this.calls[top]?.argument !== term.openFilled[top]) return -1;
    return this.calls[top + 1]?.port ?? -1;
  }

  private isOn(term: Term, top: number): boolean {
    if (top >= this.calls.length) return false;
    for (let d = 0; d < top; d++) if (term.openFilled[d] !== this.calls[d]?.argument) return false;
    return true;
  }
}
