/** What commands take where a person names nothing: the world of the settings, the IR beside tasks. And what `expand` shows. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compileCommand } from '../../src/cli/commands/compile.js';
import { emitCommand } from '../../src/cli/commands/emit.js';
import { expandCommand } from '../../src/cli/commands/expand.js';
import { explainCommand } from '../../src/cli/commands/explain.js';
import { exportCommand } from '../../src/cli/commands/export.js';
import { sampleCommand } from '../../src/cli/commands/sample.js';
import { verifyCommand } from '../../src/cli/commands/verify.js';
import { format } from '../../src/format/format.js';
import { runCommand } from '../support/run-command.js';

const WORLD = `/// Films.
world films "1.0.0"

/// A title.
type title <: str = /[A-Z][a-z]{4,9}/ { noun "film" plural "films" }

/// A film.
entity Film[20] {
  title: title key
  length: int { noun "length in minutes, without the credits" }
}

/// Films by what they have.
template selection<E: entity, A: field of E> where A is number {
  /// Lists the {E.plural} in a range of the {A.label}.
  tool "{E.plural}_by_{A}"(lowest: A, highest: A) -> list<E> {
    phrase "the {E.plural} whose {A.label} is between {lowest} and {highest}"
    requires lowest <= highest else "the lowest {A.label} must not be above the highest one, and {lowest} is above {highest}"
    returns [row for row in E if row.A >= lowest and row.A <= highest sort by row.A desc]
  }
}

tasks train { count 1 length 1 seed 3 }
`;

let folder: string;
const home = process.cwd();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rworld-defaults-'));
  mkdirSync(join(folder, 'worlds'));
  writeFileSync(join(folder, 'worlds/films.rworld'), WORLD);
  writeFileSync(join(folder, 'rworld.config.json'), '{ "world": "worlds/films.rworld" }');
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

it('expands the world of the settings, in the one layout', async () => {
  const all = await runCommand(expandCommand, []);
  expect(all).toMatchObject({ status: 0, err: '' });
  expect(all.out).toContain('// selection: E = Film, A = length\n/// Lists the films');
  expect(all.out).toContain('requires lowest <= highest\n    else "the lowest');
  expect(format(all.out)).toEqual({ ok: true, text: all.out });
  expect(await runCommand(expandCommand, ['selection'])).toEqual(all);
  expect(await runCommand(expandCommand, ['worlds/films.rworld', 'selection'])).toEqual(all);
  expect(await runCommand(expandCommand, ['selection', '--names'])).toMatchObject({ out: 'films_by_length\n' });
  expect(await runCommand(expandCommand, ['selections'])).toMatchObject({ status: 2, err: expect.stringContaining('did you mean "selection"?') });
  writeFileSync('worlds/films.rworld', WORLD.replace(/\/\/\/ Films by[^]*?\n}\n/, '/// Two.\ntool two() -> int { phrase "two" returns 2 }\n'));
  expect(await runCommand(expandCommand, [])).toMatchObject({ status: 0, out: '', err: 'the world has no templates\n' });
});

it('emits the world of the settings', async () => {
  expect(await runCommand(emitCommand, ['python', '-o', 'package'])).toMatchObject({ status: 0 });
  expect(existsSync(join(folder, 'package/pyproject.toml'))).toBe(true);
});

it('finds the IR that tasks were made from above them', async () => {
  mkdirSync('out/tasks', { recursive: true });
  await runCommand(compileCommand, ['-o', 'out/world.ir.json']);
  await runCommand(sampleCommand, ['-o', 'out/tasks/train.jsonl']);
  expect(await runCommand(exportCommand, ['out/tasks/train.jsonl', '--as', 'openai', '-o', 'openai.jsonl'])).toMatchObject({ status: 0, err: expect.stringMatching(/^wrote openai\.jsonl \(1 tasks?, \d+ bytes\)\n$/) });
  expect(await runCommand(exportCommand, ['openai.jsonl', '--as', 'chat'])).toMatchObject({ status: 2, err: expect.stringContaining('name the world with --ir') });
  expect(await runCommand(verifyCommand, ['nothing.jsonl'])).toMatchObject({ status: 2, err: expect.stringContaining('there is no file nothing.jsonl') });
});

it('explains codes that begin alike by listing them', async () => {
  const { out, status } = await runCommand(explainCommand, ['rw43']);
  expect(status).toBe(0);
  expect(out.split('\n')[0]).toMatch(/^RW4301 +error +An entity has one key$/);
  expect(out).not.toContain('RW44');
});
