/** Expressions compared. */
import type { ExprIR, Json } from '../ir/ir.js';
import { canonicalJson } from '../runtime/canonical.js';

/** Whether two expressions are the same but for the formats and bounds of the dates that their functions read. */
export function sameButCalendars(a: ExprIR, b: ExprIR): boolean {
  const text = (expr: ExprIR): string => {
    const bare: Json = JSON.parse(JSON.stringify(expr, (key: string, value: unknown) => (key === 'calendar' ? undefined : value)));
    return canonicalJson(bare);
  };
  return text(a) === text(b);
}
