/** `rworld play` as a person meets it: in a terminal, with a prompt, completion and control keys. Skipped where there is no Python to make one. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const DRIVER = fileURLToPath(new URL('drive_terminal.py', import.meta.url));
const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const hasPty = spawnSync('python3', ['-c', 'import pty']).status === 0;

type Step = { readonly wait: string } | { readonly send: string };

/** What stood on the screen, control sequences taken out, and the exit status. */
function play(...steps: readonly Step[]): { readonly screen: string; readonly status: number } {
  const run = spawnSync('python3', [DRIVER, process.execPath, MAIN, 'play', 'specs/markets', '--task', '3'], { input: steps.map((s) => JSON.stringify(s)).join('\n'), encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', TERM: 'xterm', FORCE_COLOR: '' } });
  const { shown, status }: { shown: string; status: number } = JSON.parse(run.stdout);
  return { screen: shown.replace(/\u001b\[[0-9;]*[A-Za-z]/g, ''), status };
}

describe.runIf(hasPty)('rworld play in a terminal', { timeout: 60_000 }, () => {
  it('prompts, completes words, and scores what is submitted', () => {
    const { screen, status } = play({ wait: '> ' }, { send: 'solu' }, { send: '\t' }, { wait: 'solution' }, { send: '\r' }, { wait: 'c1 = ' }, { wait: '> ' }, { send: 'submit no such answer\r' }, { wait: 'Not right' });
    expect(status).toBe(0);
    expect(screen).toMatch(/^markets\/train\/3 {3}\d+ tools, at most 15 calls\r\n/);
    expect(screen).toMatch(/> solution\r\r?\n {2}c1 = /);
    expect(screen).toMatch(/score 0 {2}0 calls \(gold: \d\), 0 errors, 0 hints/);
  });

  it.each([
    ['control-C', '\u0003', 130],
    ['control-D', '\u0004', 0],
  ])('is left by %s, on a line of its own', (_, key, expected) => {
    const { screen, status } = play({ wait: '> ' }, { send: key });
    expect(status).toBe(expected);
    expect(screen).toMatch(/> \r\n$/);
  });
});
