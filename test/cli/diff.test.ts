import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diffCommand } from '../../src/cli/commands/diff.js';
import { compileWorld } from '../../src/compile.js';
import { nodeHost } from '../../src/host/node.js';
import { runCommand, type Run } from '../support/run-command.js';
import { sampleLines } from '../support/sampled.js';
import { SPECS } from '../support/spec-files.js';

const diff = (...args: string[]): Promise<Run> => runCommand(diffCommand, args);

let folder: string;
let home: string;
const world = (): string => join(folder, 'shop', 'world.rworld');
const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder, stdio: 'pipe' });
const rewrite = (from: string | RegExp, to: string): void => writeFileSync(world(), readFileSync(world(), 'utf8').replace(from, to));

beforeAll(() => {
  home = process.cwd();
  folder = mkdtempSync(join(tmpdir(), 'rworld-diff-'));
  cpSync(`${SPECS}markets`, join(folder, 'shop'), { recursive: true });
  symlinkSync('shop', join(folder, 'link'));
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'first');
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

describe('rworld diff', () => {
  it('finds no difference to the last commit, through a link either', async () => {
    expect(await diff('HEAD:shop', 'shop')).toMatchObject({ status: 0, out: '', err: 'no difference\n' });
    expect((await diff('HEAD:link', './shop/world.rworld')).status).toBe(0);
    expect((await diff('HEAD:shop/world.rworld', 'HEAD:./shop')).status).toBe(0);
  });

  it('tells what breaks, and for whom', async () => {
    rewrite('percent: int = 20', 'percent: int = 21');
    const broken = await diff('HEAD:shop', 'shop');
    expect(broken.status).toBe(1);
    expect(broken.out).toContain('error[default-changed]');
    expect(broken.err).toBe('1 change: 1 breaks something, 1 may\nthe version should be 2.0.0 at least\n');
    expect((await diff('HEAD:shop', 'shop', '--breaking', 'none')).status).toBe(0);
    expect((await diff('HEAD:shop', 'shop', '--breaking', 'packages')).status).toBe(0);
    expect((await diff('HEAD:shop', 'shop', '--breaking', 'packages', '--strict')).status).toBe(1);
    expect((await diff('HEAD:shop', 'shop', '--breaking', 'data,agents')).status).toBe(1);
    expect(JSON.parse((await diff('HEAD:shop', 'shop', '--json')).out)).toMatchObject([{ code: 'default-changed', properties: { breaks: ['agents', 'data', 'reproduction'], 'may break': ['packages'] } }, { code: 'version-step' }]);
  });

  it('reads data files and the standard library of a revision', async () => {
    writeFileSync(join(folder, 'shop', 'data', 'cities.txt'), 'Oslo\nRome\nLima\n');
    expect((await diff('HEAD:shop', 'shop')).out).toContain('generator-changed');
    git('checkout', '-q', '--', '.');
    expect((await diff('HEAD:shop', 'shop')).status).toBe(0);
  });

  it('proves on recorded tasks what is broken', async () => {
    const { ir } = compileWorld(nodeHost(), 'shop');
    if (ir === null) throw new Error('the world does not compile');
    writeFileSync('tasks.jsonl', `${sampleLines(ir, 30).join('\n')}\n`);
    rewrite('depth ..5', 'depth ..6');
    rewrite('round(a + b, 2)', 'round(b + a, 2)');
    const safe = await diff('HEAD:shop', 'shop', '--breaking', 'data', '--replay', 'tasks.jsonl');
    expect(safe).toMatchObject({ status: 0 });
    expect(safe.err).toContain('30 of 30 recorded tasks replay whole');
    rewrite('depth ..6', 'depth ..3');
    rewrite('count 160', 'count 100');
    const broken = await diff('HEAD:shop', 'shop', '--breaking', 'data', '--replay', 'tasks.jsonl');
    expect(broken.status).toBe(1);
    expect(broken.out).toMatch(/error\[tasks-broken\]: \d+ of 30 recorded tasks no longer replay \(rules: \d+\)/);
    git('checkout', '-q', '--', '.');
  });

  it('does not take "cannot compare" for "no change"', async () => {
    for (const [old, why] of [
      ['nowhere', 'no such'],
      ['HEAD:nowhere', 'no such file'],
      ['nosuchbranch:shop', 'no revision'],
      ['--output=x:shop', ''],
      ['HEAD:../../etc', 'outside'],
    ] as const) {
      const run = await diff(...(old.startsWith('-') ? ['--', old] : [old]), 'shop');
      expect(run.status, old).toBe(4);
      expect(run.err, old).toContain(why);
    }
    rewrite('tool add<', 'tool add<<');
    expect((await diff('HEAD:shop', 'shop')).status).toBe(4);
    git('checkout', '-q', '--', '.');
    writeFileSync('bad.ir.json', '{"irVersion": 2}');
    expect(await diff('bad.ir.json', 'shop')).toMatchObject({ status: 4 });
    writeFileSync('none.jsonl', '\n');
    expect((await diff('HEAD:shop', 'shop', '--replay', 'none.jsonl')).status).toBe(4);
  });

  it('says how it is used', async () => {
    expect((await diff()).status).toBe(2);
    expect((await diff('shop')).status).toBe(2);
    expect((await diff('HEAD:shop', 'shop', '--breaking', 'agent')).status).toBe(2);
    const { out } = await diff('--list');
    expect(out).toContain('tool-removed');
    expect(JSON.parse((await diff('--list', '--json')).out)).toContainEqual({ name: 'tool-added', title: 'A tool is new', breaks: { agents: 'warning', reproduction: 'error' }, adds: true });
  });

  it('takes levels from settings, and refuses what it does not know', async () => {
    rewrite('percent: int = 20', 'percent: int = 21');
    const settings = (value: object): void => writeFileSync(join(folder, 'shop', 'rworld.config.json'), JSON.stringify(value));
    settings({ diff: { 'default-changed': 'info', 'version-step': 'error' } });
    expect((await diff('HEAD:shop', 'shop')).out).toMatch(/^error\[version-step\][^]*info\[default-changed\]/);
    settings({ diff: { 'default-changed': 'off', 'version-step': 'off' } });
    expect(await diff('HEAD:shop', 'shop')).toMatchObject({ status: 0, out: '' });
    settings({ breaking: ['packages'] });
    expect((await diff('HEAD:shop', 'shop')).status).toBe(0);
    for (const [wrong, why] of [
      [{ diff: { 'default-change': 'off' } }, 'did you mean "default-changed"'],
      [{ diff: { 'default-changed': 'loud' } }, 'is one of "off"'],
      [{ braking: [] }, 'did you mean "breaking"'],
      [{ breaking: ['agent'] }, '"agent" is none of them'],
      [[], 'not an object'],
    ] as const) {
      settings(wrong);
      const run = await diff('HEAD:shop', 'shop');
      expect(run.status).toBe(2);
      expect(run.err).toContain(why);
    }
    rmSync(join(folder, 'shop', 'rworld.config.json'));
    git('checkout', '-q', '--', '.');
  });
});
