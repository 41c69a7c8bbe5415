/** The Python side of the conformance suite: whether there is a Python, and running lines of cases on it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';

export interface Verdict {
  /** Lines that agreed, by kind. */
  readonly agreed: { readonly [kind: string]: number };
  readonly different: number;
  /** Spent in Python's run time. */
  readonly seconds: number;
  readonly first: readonly { readonly line: string; readonly expect: string; readonly got: string }[];
}

/** A Python of 3.11 or later, or null. */
export function findPython(): string | null {
  const test = 'import sys; sys.exit(sys.version_info < (3, 11))';
  return ['python3', 'python'].find((name) => spawnSync(name, ['-c', test], { stdio: 'ignore' }).status === 0) ?? null;
}

/** The root of the project, from the sources or from what they were built to. */
export const ROOT = ['../../', '../../../'].map((up) => fileURLToPath(new URL(up, import.meta.url))).find((folder) => existsSync(`${folder}package.json`)) ?? './';

/** Where the run time in Python lies in this repository. */
export const SOURCES = { folder: `${ROOT}src/emit/python`, runtime: 'runtime' };

export async function runLines(python: string, at: { readonly folder: string; readonly runtime: string }, worldFile: string, lines: Iterable<string>): Promise<Verdict> {
  const child = spawn(python, ['-B', `${ROOT}test/conformance/driver.py`, at.folder, at.runtime, worldFile], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const closed = once(child, 'close');
  child.stdin.on('error', () => undefined);
  for (const line of lines) if (!child.stdin.write(`${line}\n`)) await Promise.race([once(child.stdin, 'drain'), closed]);
  child.stdin.end();
  await closed;
  if (child.exitCode !== 0) throw new Error(`the Python driver ended with status ${child.exitCode}`);
  return JSON.parse(output) as Verdict;
}
