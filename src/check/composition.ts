/** Rules on the whole world: what composes, what does not, and why. They run on a program without errors. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { WorldIR } from '../ir/ir.js';
import type { Places } from './check.js';
import { reportLookAlikes } from './look-alike.js';
import { reportUnreachable } from './reach.js';
import { reportSpaces } from './spaces.js';

export function checkComposition(ir: WorldIR, places: Places, report: (d: Diagnostic) => void): void {
  // The tools that come with logins are no part of compositions.
  const composed: WorldIR = { ...ir, tools: ir.tools.filter((t) => t.access === undefined) };
  reportUnreachable(composed, places, report);
  reportLookAlikes(composed, places, report);
  reportSpaces(composed, places, report);
}
