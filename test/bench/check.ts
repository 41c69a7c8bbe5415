/** Parsing and checking by size. Limits: 150 tools in 0.5 s from the shell, 10,000 in 3 s. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SourceFile } from '../../src/source/source.js';
import { parse } from '../../src/syntax/parse.js';
import { row } from './table.js';

/** A world of `tools` tools in one file. */
export function source(tools: number): string {
  const types = Math.max(10, Math.floor(tools / 10));
  const lines = ['world large "1.0.0"', ''];
  for (let t = 0; t < types; t++) lines.push(`/// Kind ${t} of thing.`, `type kind_${t} <: str = /[A-Z]{3}-${t}-[0-9]{4}/`, '');
  for (let k = 0; k < tools; k++) {
    const [a, b, c] = [k % types, (k * 7 + 3) % types, (k * 13 + 5) % types];
    lines.push(`/// Returns the match of a thing and another.`, `tool match_${k}(first: kind_${a}, second: kind_${b}) -> kind_${c} {`, `  phrase "match number ${k} of {first} with {second}"`, '}', '');
  }
  lines.push('tasks train { count 100 length 2..4 }', '');
  return lines.join('\n');
}

export function benchCheck(): void {
  console.log('\nParsing in this process, and `rworld check` from the shell');
  row('tools', 'lines', 'parse ms', 'MB/s', 'check s');
  const folder = mkdtempSync(join(tmpdir(), 'rworld-bench-'));
  try {
    for (const tools of [150, 556, 2000, 10_000]) {
      const text = source(tools);
      const path = join(folder, `w${tools}.rworld`);
      writeFileSync(path, text);
      parse(new SourceFile('warm.rworld', text));
      let start = performance.now();
      parse(new SourceFile('w.rworld', text));
      const parsed = performance.now() - start;
      start = performance.now();
      execFileSync(process.execPath, [fileURLToPath(new URL('../../src/cli/main.js', import.meta.url)), 'check', path], { stdio: 'ignore' });
      const checked = (performance.now() - start) / 1000;
      row(tools, text.split('\n').length, parsed.toFixed(1), (text.length / parsed / 1000).toFixed(1), checked.toFixed(2));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
