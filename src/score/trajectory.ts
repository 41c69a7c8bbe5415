/** A line of a trajectory file: which task, the calls that an agent made, and what it submitted. */
import type { Json } from '../ir/ir.js';
import { isPlainObject } from '../runtime/denotation.js';
import type { Call } from '../runtime/score.js';

export interface RecordedTrajectory {
  /** The id of the task. */
  readonly task: string;
  readonly calls: readonly Call[];
  /** undefined: nothing was submitted. */
  readonly answer: Json | undefined;
}

export type ParsedTrajectory = { readonly ok: true; readonly trajectory: RecordedTrajectory } | { readonly ok: false; readonly problem: string };

export function parseTrajectory(line: string): ParsedTrajectory {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return bad(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isPlainObject(value)) return bad('a trajectory is a JSON object');
  const task = value['task'];
  if (typeof task !== 'string') return bad('"task" must be the id of a task, such as "markets/train/0"');
  if (!Array.isArray(value['calls'])) return bad('"calls" must be a list of calls, each with "tool" and "arguments"');
  const calls: Call[] = [];
  for (const [i, call] of (value['calls'] as readonly unknown[]).entries()) {
    if (!isPlainObject(call) || typeof call['tool'] !== 'string') return bad(`call ${i + 1} has no "tool", a text`);
    const args = call['arguments'];
    if (typeof args === 'string') return bad(`call ${i + 1} has its arguments as text; they must be an object (parse the JSON first)`);
    if (!isPlainObject(args)) return bad(`call ${i + 1} has no "arguments", an object`);
    calls.push({ tool: call['tool'], arguments: args as Call['arguments'] });
  }
  return { ok: true, trajectory: { task, calls, answer: Object.hasOwn(value, 'answer') ? (value['answer'] as Json) : undefined } };
}

function bad(problem: string): ParsedTrajectory {
  return { ok: false, problem };
}
