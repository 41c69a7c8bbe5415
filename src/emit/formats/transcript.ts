/** A task as an agent lives through it: asked, calling the gold tools one after the other, and submitting the answer. */
import type { Json } from '../../ir/ir.js';
import { canonicalJson } from '../../runtime/canonical.js';
import { goldCalls, type Call } from '../../runtime/score.js';
import type { TaskRecord } from '../../sample/tasks/record.js';

export interface Step extends Call {
  /** `c1`, or `l1` for a login. */
  readonly id: string;
  readonly result: Json;
}

/** The gold calls in an executable order, with the values of their arguments. */
export function stepsOf(task: TaskRecord): Step[] {
  return goldCalls(task).map((call, i) => ({ ...call, id: task.calls[i]?.id ?? '', result: task.calls[i]?.result ?? null }));
}

/** A result as a tool's message: canonical JSON, so that `"25"` and `25` stay apart. */
export function resultText(result: Json): string {
  return canonicalJson(result);
}
