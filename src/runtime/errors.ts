/** What a refused call answers: made for an agent to learn from, the same in every language that tools are emitted in. */
import type { Json } from '../ir/ir.js';

export type ToolErrorCode = 'unknown_tool' | 'missing_argument' | 'extra_argument' | 'bad_argument' | 'not_logged_in' | 'unmet_requirement' | 'failed_computation' | 'task_over';

export interface ToolError {
  readonly code: ToolErrorCode;
  /** A sentence for the agent, without a final full stop. */
  readonly message: string;
  readonly tool: string;
  readonly parameter?: string;
  readonly expected?: { readonly type: string; readonly description: string; readonly example?: Json };
  readonly got?: Json;
  /** Names that may have been meant, nearest first. */
  readonly suggestions?: readonly string[];
}

export type CallResult = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly error: ToolError };

/** A value as an error message shows it: JSON, cut at 60 characters. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  const points = [...text];
  return points.length <= 60 ? text : `${points.slice(0, 57).join('')}...`;
}

/** Asks whether one of the suggestions was meant, in brackets; nothing where there are none. */
export function meant(suggestions: readonly string[]): string {
  return suggestions.length === 0 ? '' : ` (did you mean ${suggestions.map((s) => `"${s}"`).join(' or ')}?)`;
}

/**
 * The names nearest to a word, at most three: those within a distance of a third of its length, nearest first, then
 * by name. Small, because emitted tools carry it.
 */
export function nearest(word: string, names: readonly string[]): string[] {
  const limit = Math.floor(word.length / 3) + 1;
  const near: { name: string; distance: number }[] = [];
  for (const name of names) {
    if (Math.abs(name.length - word.length) > limit) continue;
    const distance = editDistance(word, name);
    if (distance <= limit) near.push({ name, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return near.slice(0, 3).map((n) => n.name);
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    previous = row;
  }
  return previous[b.length]!;
}
