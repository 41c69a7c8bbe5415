/** A build directory: whole or not there, vouched for by its manifest, and the same for any number of workers. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const ROOT = mkdtempSync(join(tmpdir(), 'rworld-build-'));
afterAll(() => rmSync(ROOT, { recursive: true }));

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name).slice(folder.length + 1))
    .sort();
}

it('names every file with its digest, the same for one worker and two', () => {
  const read = (workers: string): Map<string, string> => {
    const folder = join(ROOT, `w${workers}`);
    expect(spawnSync(process.execPath, [MAIN, 'build', 'specs/markets', '-o', folder, '--workers', workers], { encoding: 'utf8' }).status).toBe(0);
    return new Map(files(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  };
  const one = read('1');
  expect(read('2')).toEqual(one);
  const manifest = JSON.parse(one.get('manifest.json') ?? '') as { files: { path: string; sha256: string; bytes: number }[] };
  expect([...manifest.files.map((f) => f.path), 'manifest.json'].sort()).toEqual([...one.keys()].sort());
  for (const { path, sha256, bytes } of manifest.files) {
    const text = one.get(path) ?? '';
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    expect(Buffer.byteLength(text)).toBe(bytes);
  }
}, 60_000);

it('samples the same bytes, or refuses for the same reason, with one worker and with two', () => {
  const sample = (count: string, workers: string): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, [MAIN, 'sample', 'specs/markets', '--count', count, '--workers', workers], { encoding: 'utf8', maxBuffer: 1e8 });
  // More than one block, so that both have something to do; and all there is.
  const [one, two] = [sample('683', '1'), sample('683', '2')];
  expect(one.status).toBe(0);
  expect(one.stdout.toString().split('\n').length).toBeGreaterThan(512);
  expect(two.stdout).toEqual(one.stdout);
  for (const workers of ['1', '2']) {
    const refused = sample('5000', workers);
    expect(refused.status).toBe(1);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toContain('only 683 different skeletons');
  }
}, 60_000);

it('leaves nothing under a final name, nor a temporary file, when it is interrupted', async () => {
  const file = join(ROOT, 'cut', 'tasks.jsonl');
  const child = spawn(process.execPath, [MAIN, 'sample', 'specs/randomworld', '--count', '200000', '-o', file], { stdio: 'ignore' });
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  // Once the temporary file is there, the work is under way.
  for (let k = 0; k < 600 && child.exitCode === null; k++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    try {
      if (files(join(ROOT, 'cut')).length > 0) break;
    } catch {
      // The folder is not there yet.
    }
  }
  child.kill('SIGINT');
  expect(await exit).toBe(130);
  expect(files(join(ROOT, 'cut'))).toEqual([]);
}, 90_000);

it('ends with its own status where output cannot be written or input read', () => {
  const run = (line: string): number | null => spawnSync('sh', ['-c', line], { env: { ...process.env, R: MAIN, N: process.execPath }, stdio: 'ignore' }).status;
  expect(run('"$N" "$R" sample specs/markets --count 50 > /dev/full')).toBe(2);
  expect(run('"$N" "$R" count /nowhere/at/all')).toBe(2);
  expect(run('"$N" "$R" sample specs/markets --count 100000')).toBe(1);
  // The reader goes away: the status of the program itself, not of the pipe's end, is what is asked for.
  expect(run('{ "$N" "$R" sample specs/markets --count 200; echo $? > "$1"; } | true'.replace('"$1"', `"${join(ROOT, 'status')}"`))).toBe(0);
  expect(readFileSync(join(ROOT, 'status'), 'utf8').trim()).toBe('0');
}, 60_000);
