/** Formatting beside parsing, by size: a file that is formatted, and one with every space doubled. */
import { format } from '../../src/format/format.js';
import { SourceFile } from '../../src/source/source.js';
import { parse } from '../../src/syntax/parse.js';
import { source } from './check.js';
import { row } from './table.js';

const RUNS = 9;

export function benchFormat(): void {
  console.log(`\nFormatting in this process, medians of ${RUNS}`);
  row('tools', 'lines', 'parse ms', 'tidy ms', 'untidy ms');
  for (const tools of [150, 1000, 10_000]) {
    const text = source(tools);
    const untidy = text.replaceAll(' <: ', '  <:  ').replaceAll(' -> ', '  ->  ');
    const parsed = median(() => parse(new SourceFile('w.rworld', text)));
    row(tools, text.split('\n').length, parsed.toFixed(1), median(() => format(text)).toFixed(1), median(() => format(untidy)).toFixed(1));
  }
}

function median(run: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[Math.floor(RUNS / 2)] ?? 0;
}
