/** All sequences of choices, one after another: each choice turns through its options, the last made the fastest. */
export class Odometer {
  private readonly digits: number[] = [];
  private readonly radices: number[] = [];
  private at = 0;

  /** The option at the next choice, which has `options` of them. */
  turn(options: number): number {
    const at = this.at++;
    if (at < this.digits.length) return this.digits[at] ?? 0;
    this.digits.push(0);
    this.radices.push(options);
    return 0;
  }

  /** Moves on to what follows the choices made since the last move; false where that was the last. */
  advance(): boolean {
    this.digits.length = this.at;
    this.radices.length = this.at;
    this.at = 0;
    while (this.digits.length > 0) {
      const last = this.digits.length - 1;
      const next = (this.digits[last] ?? 0) + 1;
      if (next < (this.radices[last] ?? 0)) {
        this.digits[last] = next;
        return true;
      }
      this.digits.pop();
      this.radices.pop();
    }
    return false;
  }

  /** Appends the choices made since the last move. */
  copyTo(list: { push(digit: number): void }): void {
    for (let i = 0; i < this.at; i++) list.push(this.digits[i] ?? 0);
  }

  /** Puts the odometer on choices that were read from it before. */
  set(digits: ArrayLike<number>, from: number, to: number): void {
    this.digits.length = 0;
    this.radices.length = 0;
    for (let i = from; i < to; i++) {
      this.digits.push(digits[i] ?? 0);
      this.radices.push(0);
    }
    this.at = 0;
  }
}
