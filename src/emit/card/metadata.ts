/** What a data set's publisher says of it, and no compiler can know. */
export interface CardMetadata {
  /** An SPDX identifier, as the Hugging Face hub lists them (`apache-2.0`); `unknown` where nobody said. */
  readonly license?: string;
  /** Where the data set is published. */
  readonly url?: string;
  readonly creator?: string;
  /** `2026-11-25`: given and not read from a clock, so that a build stays a function of its source. */
  readonly published?: string;
}
