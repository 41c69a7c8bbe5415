/** Values as messages show them. */
import type { Scalar } from '../ir/ir.js';

/** A value as it is written in a source, cut at 40 characters. */
export function showScalar(value: Scalar): string {
  const text = JSON.stringify(value);
  const points = [...text];
  return points.length <= 40 ? text : `${points.slice(0, 37).join('')}…"`;
}
