/** Rows by group, in order: two arrays of whole numbers, however many groups there are. */
export class RowIndex {
  /** Where the rows of each group begin; one more for the end. */
  readonly #starts: Int32Array;
  readonly #rows: Int32Array;

  /** @param groups the group of each row, from 0 @param size how many groups there are */
  constructor(groups: Int32Array, size: number) {
    const starts = new Int32Array(size + 1);
    for (const group of groups) starts[group + 1]!++;
    for (let group = 0; group < size; group++) starts[group + 1]! += starts[group]!;
    const next = starts.slice();
    const rows = new Int32Array(groups.length);
    for (let row = 0; row < groups.length; row++) rows[next[groups[row]!]!++] = row;
    this.#starts = starts;
    this.#rows = rows;
  }

  /** The rows of a group, in a list of their own; none where there is no such group. */
  rowsOf(group: number): number[] {
    const rows: number[] = [];
    const end = this.#starts[group + 1] ?? 0;
    for (let i = this.#starts[group] ?? 0; i < end; i++) rows.push(this.#rows[i]!);
    return rows;
  }
}
