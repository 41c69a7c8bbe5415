/** Commands that are stopped, or cannot read what they need: the documented status, a sentence, and no half-written output. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const ROOT = mkdtempSync(join(tmpdir(), 'rworld-failures-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const WORLD = '/// W.\nworld w "1.0.0"\n/// A name.\ntype name <: str = lines("names.txt")\n/// The twin.\ntool twin_of(name) -> name { phrase "the twin of {name}" }\ntasks train { count 1 length 1 }\n';

function files(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name).slice(folder.length + 1))
      .sort();
  } catch {
    return [];
  }
}

/** A folder with the world; `names` makes what stands in place of its data file. */
function world(title: string, names: (path: string) => void): string {
  const folder = join(ROOT, title);
  mkdirSync(folder);
  writeFileSync(join(folder, 'world.rworld'), WORLD);
  names(join(folder, 'names.txt'));
  return folder;
}

describe('an interrupted build', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('ends by %s with its status; what is there is whole, and nothing vouches for it', { timeout: 120_000 }, async (signal) => {
    const out = join(ROOT, signal);
    const child = spawn(process.execPath, [MAIN, 'build', 'specs/randomworld', '-o', out], { stdio: 'ignore' });
    const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
    // Once a temporary file of tasks is there, the build is in the middle of its work.
    while (child.exitCode === null && !files(out).some((name) => name.endsWith('.tmp'))) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill(signal);
    expect(await exit).toBe(signal === 'SIGINT' ? 130 : 143);
    const ir: { taskSets: { name: string; count: number }[] } = JSON.parse(readFileSync(join(out, 'world.ir.json'), 'utf8'));
    for (const name of files(out).filter((n) => n !== 'world.ir.json')) {
      const count = ir.taskSets.find((set) => name === `tasks/${set.name}.jsonl`)?.count;
      expect([name, readFileSync(join(out, name), 'utf8').split('\n').length - 1]).toEqual([name, count]);
    }
  });
});

describe('a file that cannot be read', () => {
  const run = (...args: string[]): { status: number | null; text: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', cwd: ROOT, timeout: 30_000, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '' } });
    return { status, text: stdout + stderr };
  };

  const cases: [string, (path: string) => void, string][] = [
    ['folder', (path) => mkdirSync(path), 'it is a folder'],
    ['pipe', (path) => spawnSync('mkfifo', [path]), 'it is not a regular file'],
    ['denied', (path) => (writeFileSync(path, 'Ada\n'), chmodSync(path, 0)), 'permission is denied'],
  ];
  // The superuser may read everything.
  it.each(cases.filter(([title]) => title !== 'denied' || process.getuid?.() !== 0))('as data, a %s: a finding, and nothing is built', { timeout: 60_000 }, (title, make, problem) => {
    const folder = world(title, make);
    const before = files(folder);
    const { status, text } = run('build', folder, '-o', join(folder, 'out'));
    expect(status).toBe(1);
    expect(text).toContain(`error[RW3018]: "names.txt" cannot be used: ${problem}`);
    expect(files(folder)).toEqual(before);
  });

  it('as source, tasks or IR: a usage error', { timeout: 60_000 }, () => {
    const folder = world('usage', (path) => writeFileSync(path, 'Ada\nAlan\n'));
    mkdirSync(join(folder, 'folder.jsonl'));
    mkdirSync(join(folder, 'sub'));
    mkdirSync(join(folder, 'sub/world.rworld'));
    mkdirSync(join(folder, 'folder.ir.json'));
    const before = files(folder);
    expect(run('build', join(folder, 'sub'))).toMatchObject({ status: 2, text: expect.stringContaining('error[RW2001]') });
    expect(run('verify', join(folder, 'folder.jsonl'), '--world', folder)).toMatchObject({ status: 2, text: expect.stringContaining('this is a folder, and a file is needed') });
    expect(run('export', join(folder, 'folder.jsonl'), '--ir', folder, '--as', 'chat', '-o', join(folder, 'chat.jsonl'))).toMatchObject({ status: 2 });
    expect(run('sample', join(folder, 'folder.ir.json'), '-o', join(folder, 'tasks.jsonl'))).toMatchObject({ status: 2, text: expect.stringContaining('it is a folder') });
    expect(files(folder)).toEqual(before);
  });
});
