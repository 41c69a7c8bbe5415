/** The examples for continuous integration: they are YAML, and every command in them runs and fails when it should. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkCommand } from '../../src/cli/commands/check.js';
import { diffCommand } from '../../src/cli/commands/diff.js';
import { fmtCommand } from '../../src/cli/commands/fmt.js';
import { lintCommand } from '../../src/cli/commands/lint.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { runCommand } from '../support/run-command.js';
import { SPECS } from '../support/spec-files.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COMMANDS: Readonly<Record<string, (terminal: Terminal) => Command>> = { check: checkCommand, diff: diffCommand, fmt: fmtCommand, lint: lintCommand };
const read = (path: string): unknown => parse(readFileSync(`${ROOT}${path}`, 'utf8'));

interface Workflow {
  readonly jobs: { readonly world: { readonly steps: readonly { readonly name?: string; readonly run?: string; readonly uses?: string }[] } };
}
interface Pipeline {
  readonly world: { readonly script: readonly string[]; readonly artifacts: { readonly reports: Readonly<Record<string, string>> } };
}
interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly args?: readonly string[];
  readonly pass_filenames?: boolean;
}

/** The shell lines of a file that call rworld, with the variables filled in and redirections left out. */
function commandsOf(lines: readonly string[], variables: Readonly<Record<string, string>>): string[][] {
  return lines.flatMap((line) =>
    [...line.matchAll(/npx rworld ([^>;\n]+)/g)].map((match) =>
      (match[1] ?? '')
        .replace(/\$(\w+)/g, (_, name: string) => variables[name] ?? '')
        .replaceAll('"', '')
        .trim()
        .split(/\s+/),
    ),
  );
}

let folder: string;
let home: string;
const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder, stdio: 'pipe' });
const statuses = async (commands: readonly string[][]): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const [name = '', ...args] of commands) {
    const command = COMMANDS[name];
    if (command === undefined) throw new Error(`there is no command ${name}`);
    found[name] = (await runCommand(command, args)).status;
  }
  return found;
};

beforeAll(() => {
  home = process.cwd();
  folder = mkdtempSync(join(tmpdir(), 'rworld-ci-'));
  mkdirSync(join(folder, 'data'));
  cpSync(`${SPECS}markets`, folder, { recursive: true });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'first');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const FILES = {
  'github-workflow.yml': () => (read('src/cli/ci/github-workflow.yml') as Workflow).jobs.world.steps.flatMap((s) => s.run ?? []),
  'gitlab-ci.yml': () => (read('src/cli/ci/gitlab-ci.yml') as Pipeline).world.script,
};
const VARIABLES = { WORLD: '.', BASE: 'origin/main', CI_MERGE_REQUEST_DIFF_BASE_SHA: 'origin/main' };

describe.each(Object.keys(FILES) as (keyof typeof FILES)[])('%s', (name) => {
  const commands = (): string[][] => commandsOf(FILES[name](), VARIABLES);

  it('passes on a change that breaks nothing', async () => {
    writeFileSync('world.rworld', readFileSync('world.rworld', 'utf8').replace('/// How analysts rate', '/// What analysts think of'));
    const found = await statuses(commands());
    expect(Object.keys(found).length).toBeGreaterThanOrEqual(3);
    expect(new Set(Object.values(found))).toEqual(new Set([0]));
    git('checkout', '-q', '--', '.');
  });

  it('fails where agents break, and only there', async () => {
    writeFileSync('world.rworld', readFileSync('world.rworld', 'utf8').replace('percent: int = 20', 'percent: int = 21'));
    const { diff, ...others } = await statuses(commands());
    expect(diff).toBe(1);
    expect(new Set(Object.values(others))).toEqual(new Set([0]));
    git('checkout', '-q', '--', '.');
  });

  it('fails where the world does not compile', async () => {
    writeFileSync('world.rworld', readFileSync('world.rworld', 'utf8').replace('-> advice', '-> advise'));
    expect(await statuses(commands())).toMatchObject({ check: 1, lint: 1, diff: 4 });
    git('checkout', '-q', '--', '.');
  });
});

describe('the hooks', () => {
  const hooks = read('.pre-commit-hooks.yaml') as Hook[];

  it('have all that the framework asks for', () => {
    expect(hooks.map((h) => h.id)).toEqual(['rworld-fmt', 'rworld-check', 'rworld-lint']);
    for (const hook of hooks) {
      expect(hook.language).toBe('node');
      expect(new RegExp(hook.files).test('specs/world.rworld')).toBe(true);
      expect(new RegExp(hook.files).test('world.rworld.md')).toBe(false);
    }
  });

  it.each(hooks)('$id runs', async ({ entry, args = [], pass_filenames: passed = true }) => {
    const [, name = '', ...options] = entry.split(' ');
    expect(await statuses([[name, ...options, ...args, ...(passed ? ['world.rworld'] : [])]])).toEqual({ [name]: 0 });
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: folder, encoding: 'utf8' })).toBe('');
  });
});
