/** Lists of numbers that are filled one by one: two or four bytes a number, where an array takes eight. */
abstract class Growing<A extends Uint16Array | Int32Array> {
  length = 0;

  protected constructor(protected data: A) {}

  protected abstract grown(): A;

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = this.grown();
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }
}

export class Words extends Growing<Uint16Array> {
  constructor() {
    super(new Uint16Array(1024));
  }

  protected override grown(): Uint16Array {
    return new Uint16Array(Math.ceil(this.data.length * 1.5));
  }

  /** What is in it now. */
  take(): Uint16Array {
    return this.data.slice(0, this.length);
  }
}

export class Ints extends Growing<Int32Array> {
  constructor() {
    super(new Int32Array(1024));
  }

  protected override grown(): Int32Array {
    return new Int32Array(Math.ceil(this.data.length * 1.5));
  }

  /** What is in it now. */
  take(): Int32Array {
    return this.data.slice(0, this.length);
  }
}
