/** From the word under the cursor outwards, node by node, to the whole file. */
import type { Span } from '../source/source.js';
import type { Module } from '../syntax/ast.js';
import { spansAt } from './tree.js';

/** The narrowest first; each holds the one before it. */
export function selectionRanges(module: Module, offset: number): readonly Span[] {
  const whole = { start: 0, end: module.file.text.length };
  const nested: Span[] = [whole];
  for (const span of spansAt(module, offset)) {
    const outer = nested[nested.length - 1] ?? whole;
    if (span.start >= outer.start && span.end <= outer.end && span.end > span.start && (span.start > outer.start || span.end < outer.end)) nested.push(span);
  }
  return nested.reverse();
}
