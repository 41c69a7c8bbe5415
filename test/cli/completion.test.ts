import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/catalog.js';
import { completionCommand } from '../../src/cli/commands/completion.js';
import { runCommand } from '../support/run-command.js';

const script = async (shell: string): Promise<string> => (await runCommand(completionCommand, [shell])).out;
const has = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** What bash offers for a line that ends where the cursor is. */
function bashOffers(text: string, ...words: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'rworld-complete-'));
  try {
    writeFileSync(join(folder, 'a.rworld'), '');
    const line = `${text}\nCOMP_WORDS=(${words.map((w) => `'${w}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _rworld; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' }).split('\n').filter((w) => w !== '');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('rworld completion', () => {
  it('completes commands, options, values and paths in bash', async () => {
    const bash = await script('bash');
    expect(bashOffers(bash, 'rworld', '')).toEqual([...Object.keys(COMMANDS), '--help', '--version']);
    expect(bashOffers(bash, 'rworld', 'comp')).toEqual(['compile', 'completion']);
    expect(bashOffers(bash, 'rworld', 'graph', '--ar')).toEqual(['--around']);
    expect(bashOffers(bash, 'rworld', 'check', '--format', 'g')).toEqual(['github', 'gitlab']);
    expect(bashOffers(bash, 'rworld', 'check', 'a')).toEqual(['a.rworld']);
    expect(bashOffers(bash, 'rworld', 'completion', 'z')).toEqual(['zsh']);
    expect(bashOffers(bash, 'rworld', 'build', '-o', 'a')).toEqual(['a.rworld']);
  });

  it.skipIf(!has('zsh'))('is a script that zsh reads', async () => {
    execFileSync('zsh', ['-n'], { input: await script('zsh') });
  });

  it.skipIf(!has('fish'))('completes in fish', async () => {
    const fish = await script('fish');
    const offers = execFileSync('fish', ['--no-config', '-c', `${fish}\ncomplete -C 'rworld graph --format s'`], { encoding: 'utf8' });
    expect(offers.trim().split('\t')[0]).toBe('svg');
  });

  it('says every command and option in each shell, and refuses others', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const text = await script(shell);
      for (const name of Object.keys(COMMANDS)) expect(text).toContain(name);
      expect(text).toContain('stdin-filepath');
    }
    expect((await runCommand(completionCommand, ['tcsh'])).status).toBe(2);
  });
});
