/**
 * Entities and fields as expressions name them. Their places in a world's facts are looked up by name once, when an expression is
 * first evaluated in one of its environments; the tables and columns of every environment are then found by place.
 */
import type { Column } from './column.js';
import type { Facts, FactsProgram, Table } from './facts.js';

export class EntityAddress {
  #program: FactsProgram | undefined;
  #place = -1;

  constructor(private readonly entity: string) {}

  /** @throws ComputationError where there is no such entity */
  of(facts: Facts): Table {
    if (facts.program !== this.#program) {
      facts.table(this.entity); // Throws where there is none.
      this.#place = facts.program.placeOf(this.entity);
      this.#program = facts.program;
    }
    return facts.tableAt(this.#place);
  }
}

export class FieldAddress {
  readonly #table: EntityAddress;
  #program: FactsProgram | undefined;
  #place = -1;

  constructor(
    entity: string,
    private readonly field: string,
  ) {
    this.#table = new EntityAddress(entity);
  }

  /** @throws ComputationError where there is no such entity or field */
  of(facts: Facts): Column {
    const table = this.#table.of(facts);
    if (facts.program !== this.#program) {
      table.column(this.field); // Throws where there is none.
      this.#place = table.plan.placeOf(this.field);
      this.#program = facts.program;
    }
    return table.columnAt(this.#place);
  }
}
