/** The plugin in prettier itself. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import * as plugin from '../../src/format/prettier.js';
import { format } from '../../src/format/format.js';
import { SPECS, readSpec } from '../support/spec-files.js';

const options = { plugins: [plugin], filepath: 'world.rworld' };

describe('the plugin', () => {
  it('prints what rworld fmt prints, whatever the options', async () => {
    const text = readSpec('markets/world.rworld').replaceAll(' = ', '   =   ');
    const expected = format(text);
    expect(expected.ok).toBe(true);
    for (const more of [{}, { printWidth: 20 }, { useTabs: true, tabWidth: 8 }]) {
      expect(await prettier.format(text, { ...options, ...more })).toBe(expected.ok ? expected.text : '');
    }
  });

  it('keeps white space at line ends in comments and in what is ignored', async () => {
    const text = 'type a = 1\n/* ragged  \n  lines */\n// prettier-ignore\ntype   b = 1 |  \n  2\n';
    expect(await prettier.format(text, options)).toBe(text);
  });

  it('says where it cannot read a file', async () => {
    await expect(prettier.format('type a = 1\ntype b = ;\n', options)).rejects.toMatchObject({ name: 'SyntaxError', loc: { start: { line: 2, column: 10 } } });
  });

  it('formats blocks of worlds in Markdown', async () => {
    expect(await prettier.format('- item\n\n  ```rworld\n  type   a=1\n  ```\n', { plugins: [plugin], parser: 'markdown' })).toBe('- item\n\n  ```rworld\n  type a = 1\n  ```\n');
  });

  it('is what the package calls rworld/prettier', () => {
    const command = createRequire(import.meta.url).resolve('prettier/bin/prettier.cjs');
    const out = execFileSync(process.execPath, [command, '--plugin', 'rworld/prettier', '--stdin-filepath', 'a.rworld'], { cwd: `${SPECS}..`, input: 'type   a=1', encoding: 'utf8' });
    expect(out).toBe('type a = 1\n');
  }, 30_000);
});
