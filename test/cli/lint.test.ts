import { chmodSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainCommand } from '../../src/cli/commands/explain.js';
import { lintCommand } from '../../src/cli/commands/lint.js';
import { runCommand, type Run } from '../support/run-command.js';
import { SPECS } from '../support/spec-files.js';

const lint = (...args: string[]): Promise<Run> => runCommand(lintCommand, args);
const FIXTURES = fileURLToPath(new URL('../fixtures/lint/', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rworld-lint-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const copy = (fixture: string): void => cpSync(`${FIXTURES}${fixture}`, folder, { recursive: true });
const world = (): string => readFileSync(join(folder, 'world.rworld'), 'utf8');

describe('rworld lint', () => {
  it('tells, and lets only errors fail, or warnings as well', async () => {
    copy('phrase-form');
    const run = await lint(folder);
    expect(run).toMatchObject({ status: 0 });
    expect(run.out).toContain('warning[phrase-form]');
    expect(run.err).toMatch(/^\d+ warnings \(nothing that stops compilation\); \d+ can be fixed with --fix\n$/);
    expect((await lint(folder, '--strict')).status).toBe(1);
    copy('settings');
    expect((await lint(folder)).status).toBe(1);
  });

  it('mends what is safe, keeps permissions, and leaves no other file', async () => {
    copy('phrase-form');
    chmodSync(join(folder, 'world.rworld'), 0o640);
    const before = readdirSync(folder).sort();
    const run = await lint(folder, '--fix');
    expect(run).toMatchObject({ status: 0, out: '' });
    expect(run.err).toMatch(/^no problems; \d+ fixed\n$/);
    expect(world()).toBe(readFileSync(`${FIXTURES}phrase-form/fixed.txt`, 'utf8'));
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(statSync(join(folder, 'world.rworld')).mode & 0o777).toBe(0o640);
    expect((await lint(folder, '--fix')).err).toBe('no problems\n');
  });

  it('leaves a world alone that does not compile', async () => {
    copy('does-not-compile');
    const before = world();
    expect((await lint(folder, '--fix')).status).toBe(1);
    expect(world()).toBe(before);
  });

  it('keeps line ends', async () => {
    copy('description-period');
    writeFileSync(join(folder, 'world.rworld'), world().replaceAll('\n', '\r\n'));
    await lint(folder, '--fix');
    expect(world()).toBe(readFileSync(`${FIXTURES}description-period/fixed.txt`, 'utf8').replaceAll('\n', '\r\n'));
  });

  it('takes libraries, a file or a folder of them', async () => {
    expect(await lint(`${SPECS}std`)).toMatchObject({ status: 0 });
    expect(await lint(`${SPECS}std/math.rworld`)).toMatchObject({ status: 0 });
    writeFileSync(join(folder, 'colors.rworld'), '/// A thing.\ntype thing\n\n/// A color.\ntype color <: thing, str = "red" | "blue"\n\n/// the color of a thing\ntool color_of(thing) -> color { phrase "color of {thing}" }\n');
    expect(JSON.parse((await lint(folder, '--json')).out)).toMatchObject([{ code: 'description-period' }, { code: 'phrase-article' }]);
  });

  it('does not take "cannot read" for "clean"', async () => {
    expect((await lint(join(folder, 'nowhere'))).status).toBe(2);
    writeFileSync(join(folder, 'rworld.config.json'), '{ "lint": { "phrase-articel": "off" } }');
    const run = await lint(folder);
    expect(run.status).toBe(2);
    expect(run.err).toContain('did you mean "phrase-article"');
  });

  it('reads settings from a package.json, whose world may stand beside them', async () => {
    copy('undocumented-type');
    writeFileSync(join(folder, 'package.json'), '{ "name": "w", "rworld": { "world": "world.rworld", "lint": { "undocumented-type": "off" } } }');
    expect(await lint(folder)).toMatchObject({ status: 0, out: '' });
  });

  it('lists its rules, and explains them', async () => {
    expect((await lint('--list')).out).toContain('phrase-article');
    expect(JSON.parse((await lint('--list', '--json')).out)).toContainEqual({ name: 'doubled-word', title: 'A word that stands twice', level: 'warning', fix: true });
    for (const rule of ['phrase-article', 'tool-removed', 'version-step', 'ignore-unused', 'RW2013']) expect((await runCommand(explainCommand, [rule])).out).toContain(`# ${rule}`);
    expect((await runCommand(explainCommand, ['tool-remove'])).err).toContain('did you mean tool-removed');
  });
});
