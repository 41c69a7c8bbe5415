/** What building a value set needs from outside, and what its parts share. */
import { diagnostic, type Diagnostic, type DiagnosticDefinition, type Fix } from '../../diagnostics/diagnostic.js';
import * as codes from '../../diagnostics/codes/types.js';
import type { FakerResult } from '../../host/host.js';
import type { BaseName } from '../../ir/ir.js';
import type { Location, SourceFile, Span } from '../../source/source.js';

/** The text of a data file, or a way to say why there is none. */
export type DataResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly diagnose: (at: Location) => Diagnostic };

export interface ValueContext {
  /** The base type that the declared parents lead to; null where there is none, and the values decide. */
  readonly base: BaseName | null;
  /** Whether this is what a type only recognises: open ends and endless patterns are fine, and no step means every number. */
  readonly accepts: boolean;
  readonly file: SourceFile;
  /** A data file by its name as written in the source. */
  readData(name: string): DataResult;
  faker(generator: string, count: number): FakerResult;
}

/** Listed values a set may have, and UTF-16 units of each. */
export const MAX_VALUES = 1_000_000;
export const MAX_VALUE_LENGTH = 10_000;

/** The three kinds of values, as messages call them. */
export type Kind = 'texts' | 'numbers' | 'truth values';

/** One run of the builder: where reports go, and whether numbers are whole. */
export class Scope {
  #toldKind = false;

  constructor(
    readonly context: ValueContext,
    /** Which numbers are meant: the base type says it, or else whether any number has decimals. */
    readonly number: 'int' | 'float',
    readonly send: (d: Diagnostic) => void,
  ) {}

  /** Reports, and returns null: the answer of a builder that failed. */
  fail<A>(definition: DiagnosticDefinition<A>, span: Span, args: A): null {
    this.send(diagnostic(definition, this.at(span), args));
    return null;
  }

  warn<A>(definition: DiagnosticDefinition<A>, span: Span, args: A, fixes: readonly Fix[] = []): void {
    this.send(diagnostic(definition, this.at(span), args, { fixes }));
  }

  at(span: Span): Location {
    return { file: this.context.file, span };
  }

  /** Whether values of a kind may stand below the base type; reports where they may not. */
  allows(kind: Kind, span: Span, found: string, hint?: string): boolean {
    const { base } = this.context;
    if (base === null || kindOfBase(base) === kind) return true;
    // A list of a hundred texts below `int` is one mistake.
    if (!this.#toldKind) this.fail(codes.wrongKind, span, { found, base, hint });
    this.#toldKind = true;
    return false;
  }
}

export function kindOfBase(base: BaseName): Kind {
  return base === 'str' ? 'texts' : base === 'bool' ? 'truth values' : 'numbers';
}
