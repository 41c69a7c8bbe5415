/**
 * How an agent hands in its answer, in every environment, every training format and every back end: it calls one more
 * tool, `submit`, with the answer as text. A text answer goes as it stands, anything else as JSON: `Sunday`, `25`,
 * `["a","b"]`. One string parameter survives every trainer's schema; scoring reads numbers back from it (`score.ts`).
 */
import type { Json } from '../ir/ir.js';
import { canonicalJson } from './canonical.js';

export const SUBMIT_PARAMETER = 'answer';

export const SUBMIT_DESCRIPTION = 'Submits the final answer and ends the task. Call it once, when the answer is known.';

export const SUBMIT_ANSWER_DESCRIPTION = 'The answer alone, without any other words: text as it stands, without quotes; a number, a truth value, a list or an object as JSON.';

/** The name of the tool: `submit`, with as many underscores after it as it takes to clash with no tool of the world. */
export function submitName(tools: Iterable<string>): string {
  const taken = new Set(tools);
  let name = 'submit';
  while (taken.has(name)) name += '_';
  return name;
}

/** An answer as it is submitted: a string as it stands, anything else as canonical JSON. */
export function answerText(answer: Json): string {
  return typeof answer === 'string' ? answer : canonicalJson(answer);
}
