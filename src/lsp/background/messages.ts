/** What the server asks of its worker, and what it hears. */
import type { SetCount } from '../../editor/deep.js';
import type { FileDiagnostic } from '../../editor/diagnostics.js';

export type Question =
  /** The rules on composition. */
  | { readonly kind: 'compose' }
  /** How many tasks each set has. */
  | { readonly kind: 'count' }
  /** In how many compositions a tool occurs. */
  | { readonly kind: 'tool'; readonly tool: string }
  | { readonly kind: 'preview'; readonly set: string; readonly index: number }
  | { readonly kind: 'graph' }
  | { readonly kind: 'compile' };

export interface Request {
  readonly id: number;
  readonly question: Question;
  readonly entry: string;
  /** Equal numbers mean equal texts: what was found out for one is good for the other. */
  readonly revision: number;
  /** The texts of open files by path. */
  readonly open: ReadonlyMap<string, string>;
}

export interface Findings {
  readonly path: string;
  readonly diagnostic: FileDiagnostic;
}

export type Answer =
  | { readonly kind: 'compose'; readonly findings: readonly Findings[] }
  | { readonly kind: 'count'; readonly counts: readonly SetCount[] }
  | { readonly kind: 'page'; readonly text: string }
  /** The world has errors, or there is nothing to say. */
  | { readonly kind: 'nothing' };

export interface Reply {
  readonly id: number;
  readonly answer: Answer;
}
