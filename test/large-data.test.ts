/** Data files that are far too large get an error soon, and in little memory: each is read by a program that may keep 400 MB of objects. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'rworld-large-'));
const MB = 1_000_000;

beforeAll(() => {
  const filled = (name: string, head: string, unit: string): void => writeFileSync(join(FOLDER, name), head + unit.repeat(Math.floor((30 * MB) / unit.length)));
  filled('one-line.txt', '', 'x');
  filled('short-lines.txt', '', 'a\nb\nc\n#\n\n');
  filled('fields.csv', 'name,size\n', ',');
  filled('open-quote.csv', 'name,size\n"', 'x');
  filled('rows.csv', 'name,size\n', 'a,1\n');
  writeFileSync(join(FOLDER, 'numbers.txt'), Array.from({ length: 1_000_001 }, (_, i) => `${i}`).join('\n'));
  writeFileSync(join(FOLDER, 'too-large.txt'), '');
  truncateSync(join(FOLDER, 'too-large.txt'), 100 * MB);
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const NAMES = 'type name <: str = /[a-z]{1,9}/';
it.each([
  ['type name <: str = lines("one-line.txt")', 'error[RW3020]: line 1 of "one-line.txt" is longer than 10000 characters'],
  ['type name <: str = lines("numbers.txt")', 'error[RW3020]: the file "numbers.txt" has more than 1000000 values'],
  ['type name <: str = lines("too-large.txt")', 'error[RW3018]: "too-large.txt" cannot be used: it is too large'],
  ['type name <: str = column("fields.csv", "name")', 'error[RW3018]: line 2 of "fields.csv": this row has more than 10000 fields'],
  ['type name <: str = column("open-quote.csv", "name")', 'error[RW3018]: line 2 of "open-quote.csv": a double quote is never closed'],
  [`${NAMES}\nentity Name from "rows.csv" { name key size: int }`, 'error[RW4306]: "rows.csv": it has more than 1000000 rows'],
  [`${NAMES}\nentity Name from "fields.csv" { name key size: int }`, 'error[RW4306]: row 2 of "fields.csv": this row has more than 10000 fields'],
  ['type name <: str = lines("short-lines.txt")', 'warning[RW3017]: line 6 of "short-lines.txt" repeats "a" of line 1'],
])('%s', { timeout: 60_000 }, (declaration, expected) => {
  writeFileSync(join(FOLDER, 'world.rworld'), `world large "1.0.0"\n${declaration}\n/// The twin.\ntool twin_of(name) -> name { phrase "the twin of {name}" }\n`);
  const run = spawnSync(process.execPath, ['--max-old-space-size=400', MAIN, 'check', FOLDER], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '', NODE_OPTIONS: '' } });
  expect(run.stdout + run.stderr).toContain(expected);
  expect(run.status).toBe(expected.startsWith('error') ? 1 : 0);
});
