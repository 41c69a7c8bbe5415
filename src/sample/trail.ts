/** The choices of a walk, so that it can be gone again and then further. */
export class Trail {
  private readonly choices: number[] = [];
  private at = 0;

  rewind(): void {
    this.at = 0;
  }

  /** The next choice of the way gone before; undefined where it ends. */
  next(): number | undefined {
    return this.choices[this.at++];
  }

  /** Notes a choice made behind the end; returns it. */
  add(choice: number): number {
    this.choices.push(choice);
    return choice;
  }

  copyFrom(other: Trail): void {
    this.choices.length = 0;
    for (const choice of other.choices) this.choices.push(choice);
  }
}
