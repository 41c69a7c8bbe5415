/** One line of a table, in columns of twelve. */
export function row(...cells: readonly (string | number)[]): void {
  console.log(cells.map((c) => String(c).padStart(14)).join(''));
}
