/** Small tables for people. */
import { GATES, GATE_MEANING, type GateCounts } from '../sample/tasks/maker.js';

/** Columns padded to their widest cell; numbers to the right. */
export function table(rows: readonly (readonly string[])[], indent = '  '): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  const numeric = widths.map((_, i) => rows.slice(1).every((row) => /^[-~]?[0-9][0-9.,e+%±x ]*$|^$/.test(row[i] ?? '')));
  return rows
    .map((row) => indent + row.map((cell, i) => (numeric[i] === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  ').trimEnd())
    .join('\n')
    .concat('\n');
}

/** What the gates turned down, and why. */
export function gateReport(counts: GateCounts): string {
  const lines = [`${counts.made} tasks made, ${counts.refused} refused; ${counts.skippedSkeletons} skeletons and ${counts.redraws} draws passed over\n`];
  const rows = GATES.filter((g) => counts.failures[g] > 0).map((g) => [g, String(counts.failures[g]), GATE_MEANING[g]]);
  if (rows.length > 0) lines.push(table([['gate', 'failed', 'asks that'], ...rows]));
  return lines.join('');
}
